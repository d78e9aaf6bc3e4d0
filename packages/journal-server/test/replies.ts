// Archives for tests, in folders that go with the scope, and replies to put into them.
import * as Crypto from "node:crypto"
import {
  type Archive,
  commitSnapshot,
  type Facts,
  openOrCreateArchive,
  snapshotId
} from "@chatledger/archive"
import * as Effect from "effect/Effect"
import * as FileSystem from "effect/FileSystem"
import { instanceId } from "./served.ts"

/** An empty archive. */
export const emptyArchive = Effect.flatMap(FileSystem.FileSystem, (fs) =>
  Effect.flatMap(fs.makeTempDirectoryScoped({ prefix: "chatledger-test-" }), (folder) =>
    openOrCreateArchive(`${folder}/archive`)
  )
)

/** Keeps a reply that came at a moment, in milliseconds. */
export const keep = (archive: Archive, at: number, body: string | Uint8Array, told: Partial<Facts> = {}) => {
  const bytes = typeof body === "string" ? new TextEncoder().encode(body) : body
  const sha256 = Crypto.hash("sha256", bytes)
  const requestedAt = new Date(at)
  const { journal = "incoming" } = told
  return commitSnapshot(
    archive,
    {
      version: 1,
      snapshot_id: snapshotId({ requestedAt, journal, part: 0, sha256 }),
      instance_id: instanceId,
      journal,
      origin: "sync",
      requested_at: requestedAt.toISOString(),
      requested_at_is_guess: false,
      minutes: 1440,
      server_date: null,
      status: 200,
      byte_count: bytes.length,
      sha256,
      record_count: 0,
      oldest_timestamp: null,
      newest_timestamp: null,
      source: null,
      evidence: null,
      program: "test 0",
      ...told
    },
    bytes
  )
}
