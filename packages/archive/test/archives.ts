// Archives for tests, in temporary folders that go with the scope, and snapshots to put into them.
import * as Crypto from "node:crypto"
import * as Effect from "effect/Effect"
import * as FileSystem from "effect/FileSystem"
import { type Facts, openOrCreateArchive, snapshotId } from "../src/index.ts"

export const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text)

/** A folder that goes with the scope. */
export const temporaryFolder = Effect.flatMap(FileSystem.FileSystem, (fs) =>
  fs.makeTempDirectoryScoped({ prefix: "chatledger-test-" })
)

/** An empty archive in a folder of its own. */
export const emptyArchive = Effect.flatMap(temporaryFolder, (folder) =>
  openOrCreateArchive(`${folder}/archive`)
)

/** Facts of a reply to a sync, with some of them told. */
export const factsOf = (body: Uint8Array, told: Partial<Facts> = {}): Facts => {
  const sha256 = Crypto.hash("sha256", body)
  const { requested_at = "2024-01-29T10:15:30.123Z", journal = "incoming" } = told
  return {
    version: 1,
    snapshot_id: snapshotId({ requestedAt: new Date(requested_at), journal, part: 0, sha256 }),
    instance_id: "1101000001",
    journal,
    origin: "sync",
    requested_at,
    requested_at_is_guess: false,
    minutes: 10,
    server_date: "Mon, 29 Jan 2024 10:15:30 GMT",
    status: 200,
    byte_count: body.length,
    sha256,
    record_count: 0,
    oldest_timestamp: null,
    newest_timestamp: null,
    source: null,
    evidence: null,
    program: "test 0",
    ...told
  }
}

/** Every file below a folder, by its path from there. */
export const filesIn = Effect.fnUntraced(function* (folder: string) {
  const fs = yield* FileSystem.FileSystem
  const names = (yield* fs.readDirectory(folder, { recursive: true })).sort()
  const infos = yield* Effect.forEach(names, (name) => fs.stat(`${folder}/${name}`))
  return names.filter((_, index) => infos[index]?.type !== "Directory")
})
