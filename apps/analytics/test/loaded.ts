// A loaded database: replies are committed as snapshots of an archive and loaded, as the program does it.
//
// The archive stands in a temporary folder that goes with the scope, the database in memory. Every reply is a
// sync, also one with the bytes of another, unless its time is a guess: then it is an import. Gotcha: a batch
// is one load, so replies of one batch are numbered in the order in which they are given.
import * as Crypto from "node:crypto"
import {
  commitSnapshot,
  coverageOf,
  type Facts,
  openOrCreateArchive,
  ReplyReader,
  type SnapshotRef,
  snapshotId
} from "@chatledger/archive"
import type { DuckDBValue } from "@duckdb/node-api"
import * as Effect from "effect/Effect"
import * as FileSystem from "effect/FileSystem"
import { type Database, openDatabase } from "../src/engine/database.ts"
import { createTables, loadSnapshots } from "../src/load/load.ts"
import type { Reply } from "./model/observations.ts"

/** A reply whose body may be bytes that are no text. */
export type SavedReply = Omit<Reply, "body"> & {
  readonly body: string | Uint8Array
  /** What the instance said of itself; default: it was not asked. */
  readonly evidence?: Facts["evidence"]
  /** The `Date` of the reply; default: it had none. */
  readonly serverDate?: string
  /** A saved file whose time is known; default: a sync, unless the time is a guess. */
  readonly isImport?: boolean
  /** Of a history that was requested: the chat. */
  readonly source?: string
  /** Of an exported chat: how it is read. */
  readonly phone?: Facts["phone"]
}

/** What the archive notes of a reply. */
const factsOf = (reply: SavedReply, body: Uint8Array): Facts => {
  const reader = new ReplyReader(() => undefined)
  reader.push(body)
  const summary = reader.end()
  const requestedAt = new Date(reply.requestedAt)
  const sha256 = Crypto.hash("sha256", body)
  return {
    version: 1,
    snapshot_id: snapshotId({ requestedAt, journal: reply.journal, part: 0, sha256 }),
    instance_id: reply.instanceId,
    journal: reply.journal,
    origin: reply.isImport || reply.requestedAtIsGuess ? "import" : "sync",
    requested_at: requestedAt.toISOString(),
    requested_at_is_guess: reply.requestedAtIsGuess,
    minutes: reply.minutes,
    server_date: reply.serverDate ?? null,
    status: reply.requestedAtIsGuess ? null : 200,
    byte_count: body.byteLength,
    sha256,
    record_count: summary.recordCount,
    oldest_timestamp: summary.oldestTimestamp ?? null,
    newest_timestamp: summary.newestTimestamp ?? null,
    source: reply.source ?? null,
    evidence: reply.evidence ?? null,
    ...(reply.phone && { phone: reply.phone }),
    program: "test"
  }
}

/** Keeps replies in a new archive; answers their places, in the same order. */
export const committed = Effect.fnUntraced(function* (replies: ReadonlyArray<SavedReply>) {
  const fs = yield* FileSystem.FileSystem
  const archive = yield* openOrCreateArchive(yield* fs.makeTempDirectoryScoped({ prefix: "chatledger-" }))
  return yield* Effect.forEach(replies, (reply) => {
    const body = typeof reply.body === "string" ? new TextEncoder().encode(reply.body) : reply.body
    return commitSnapshot(archive, factsOf(reply, body), body)
  })
})

/** A new database in memory that holds the tables, empty; described or not, as the test needs it. */
const emptyDatabaseWith = Effect.fnUntraced(function* (options?: { readonly isCommented: boolean }) {
  const database = yield* openDatabase(":memory:", {
    isReadOnly: false,
    settings: { threads: "1" },
    memoryLimit: "1GB",
    temporaryFolder: ""
  })
  yield* createTables(database, options)
  return database
})

export const emptyDatabase = emptyDatabaseWith({ isCommented: false })

/** A new database that holds the replies, with tables that are described, so that they can be exported. */
export const loadedForExport = Effect.fnUntraced(function* (replies: ReadonlyArray<SavedReply>) {
  const database = yield* emptyDatabaseWith()
  yield* load(database, yield* committed(replies))
  return database
})

/** The coverage of the archive in which snapshots stand. */
const coverageAround = (refs: ReadonlyArray<SnapshotRef>) =>
  refs[0] === undefined
    ? Effect.succeed([])
    : coverageOf({ path: refs[0].path.slice(0, refs[0].path.indexOf("/snapshots/")) })

/** Loads snapshots in one go. */
export const load = Effect.fnUntraced(function* (database: Database, refs: ReadonlyArray<SnapshotRef>) {
  const fs = yield* FileSystem.FileSystem
  yield* Effect.scoped(
    Effect.flatMap(fs.makeTempDirectoryScoped({ prefix: "chatledger-" }), (folder) =>
      Effect.flatMap(coverageAround(refs), (coverage) => loadSnapshots(database, refs, coverage, folder))
    )
  )
})

/** A new database into which the batches of snapshots were loaded one after the other. */
export const loadedInBatches = Effect.fnUntraced(function* (
  batches: ReadonlyArray<ReadonlyArray<SnapshotRef>>
) {
  const database = yield* emptyDatabase
  for (const batch of batches) yield* load(database, batch)
  return database
})

/** A new database that holds the replies. */
export const loaded = Effect.fnUntraced(function* (replies: ReadonlyArray<SavedReply>) {
  return yield* loadedInBatches([yield* committed(replies)])
})

/** All rows of a table or query. */
export const rowsOf = (
  database: Database,
  table: string,
  parameters?: Readonly<Record<string, DuckDBValue>>
) => database.rows(`from ${table}`, parameters)
