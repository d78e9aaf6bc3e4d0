// Load: turns snapshots into rows. Decodes them once into the spool, which DuckDB reads and merges into the tables.
//
// Incremental: reads only what is missing from the cache, and updates only messages, reaction targets and polls that it
// touches; any order of loading gives the same rows. Into non-empty tables it is
// one transaction, all or nothing; empty tables are filled faster without one, in a file that nothing uses yet.
// Gotcha: a cache is useless once one of its snapshots is gone (it got a better time); `cache.ts` rebuilds it.

import type { InstanceCoverage, SnapshotRef } from "@chatledger/archive"
import { reasonOf } from "@chatledger/archive/internal"
import { literal } from "@chatledger/export"
import * as Effect from "effect/Effect"
import * as Fiber from "effect/Fiber"
import * as FileSystem from "effect/FileSystem"
import type { Database } from "../engine/database.ts"
import { CacheNotWritable, type DatabaseFailed } from "../failures/errors.ts"
import type { Numbered, SpoolPart } from "../spool/part.ts"
import { Spooler } from "../spool/spooler.ts"
import { filledIn, loadSql, macrosSql, schemaVersion } from "../sql-files.ts"
import { commentsOf } from "../tables/comments.ts"
import { metIds } from "../tables/met-ids.ts"
import { neededOf, sourcesOf } from "../tables/needed.ts"
import { tableFiles } from "../tables/tables.ts"
import { findWords, stemNewWords } from "../words/words.ts"
import { orderSeconds } from "./seconds.ts"

/** Progress of a load: messages read, and the share of the work done. */
export interface LoadProgress {
  readonly messages: number
  /** From 0 to 1, an estimate: reading is the larger part. */
  readonly share: number
}

const READING_SHARE = 0.6

/** Minimum of the line size that DuckDB is given: each thread reads chunks of twice that. */
const LINE_BYTES = 2 * 1024 * 1024

const onlyTouched = `semi join (select distinct instance_id, chat_id, message_id from staged) as n
  on n.instance_id = o.instance_id and n.chat_id = o.chat_id and n.message_id = o.message_id`

const inTransaction = <E, R>(database: Database, effect: Effect.Effect<void, E, R>) =>
  database.run("begin").pipe(
    Effect.andThen(effect),
    Effect.andThen(database.run("commit")),
    Effect.onError(() => Effect.asVoid(Effect.option(database.run("rollback"))))
  )

/**
 * Creates every table, empty, and our macros. In one transaction, because each comment would otherwise be a commit.
 * Comments are a
 * third of the work; without them tables have no descriptions and cannot be exported.
 */
export const createTables = (database: Database, { isCommented = true } = {}) =>
  inTransaction(
    database,
    Effect.gen(function* () {
      yield* database.run("create schema ledger; create table ledger.version (version varchar not null)")
      for (const { schema } of tableFiles()) yield* database.run(schema)
      yield* database.run(macrosSql())
      const comments = tableFiles().flatMap(({ isView, table }) =>
        table === undefined ? [] : commentsOf(table, isView ? "view" : "table")
      )
      if (isCommented) yield* database.run(comments.join(";\n"))
      const [version] = yield* database.rows("select version() as version")
      yield* database.run(
        `insert into ledger.version values (${literal(schemaVersion(String(version?.["version"])))})`
      )
    })
  )

/** Reads the spool into `stage`, each part while the next is being written; waits for reads to end. */
const stage = Effect.fnUntraced(function* (
  database: Database,
  snapshots: ReadonlyArray<Numbered>,
  folder: string,
  onRead: (read: SpoolPart["read"]) => Effect.Effect<void>
) {
  const fs = yield* FileSystem.FileSystem
  const { spool } = yield* Spooler
  const scope = yield* Effect.scope
  const facts: Record<SpoolPart["kind"], Array<string>> = {
    records: [],
    issues: [],
    snapshots: [],
    cards: [],
    directory: [],
    media: [],
    notifications: [],
    phone: []
  }
  let longestIssue = LINE_BYTES
  let reading: Fiber.Fiber<void, DatabaseFailed> | undefined
  let hasRecords = false
  const read = Effect.fnUntraced(function* ({ longestLine, path }: SpoolPart) {
    const values = { file: literal(path), largest: String(Math.max(LINE_BYTES, longestLine + 1024)) }
    const records = loadSql("records", values)
    yield* database.run(
      hasRecords ? `insert into stage.records by name ${records}` : `create table stage.records as ${records}`
    )
    hasRecords = true
    yield* Effect.option(fs.remove(path))
  })
  yield* spool(
    snapshots,
    `${folder}/`,
    Effect.fnUntraced(function* (part) {
      yield* onRead(part.read)
      if (part.kind === "records") {
        if (reading !== undefined) yield* Fiber.join(reading)
        reading = yield* Effect.forkIn(read(part), scope)
        return
      }
      facts[part.kind].push(literal(part.path))
      longestIssue = Math.max(longestIssue, part.longestLine + 1024)
    })
  )
  if (reading !== undefined) yield* Fiber.join(reading)
  const listed = (kind: SpoolPart["kind"]) => `[${facts[kind].join(", ")}]`
  const paths = {
    snapshots: listed("snapshots"),
    issues: listed("issues"),
    cards: listed("cards"),
    directory: listed("directory"),
    media: listed("media"),
    notifications: listed("notifications"),
    phone: listed("phone")
  }
  yield* database.run(loadSql("stage-facts", { ...paths, largest: String(longestIssue) }))
})

/** Stages the intervals of all journals; they are few, and replaced by every load. */
const stageCoverage = Effect.fnUntraced(function* (
  database: Database,
  coverage: ReadonlyArray<InstanceCoverage>,
  folder: string
) {
  const fs = yield* FileSystem.FileSystem
  const lines = coverage.flatMap(({ instanceId, journal, intervals }) =>
    intervals.map(({ from, to, state, lostAt }) =>
      JSON.stringify({
        instance_id: instanceId,
        journal,
        from_ms: from,
        to_ms: to,
        state,
        lost_ms: lostAt ?? null
      })
    )
  )
  const file = `${folder}/coverage.ndjson`
  yield* fs
    .writeFileString(file, lines.map((line) => `${line}\n`).join(""), { flag: "wx", mode: 0o600 })
    .pipe(Effect.mapError((error) => new CacheNotWritable({ path: file, reason: reasonOf(error) })))
  yield* database.run(loadSql("stage-coverage", { file: literal(file) }))
})

/** The sources of `-- only from` that contain rows. */
const sourcesWithRows = Effect.fnUntraced(function* (database: Database) {
  const sources = sourcesOf(tableFiles().map(({ merge }) => merge))
  const checks = sources.map((source, index) => `exists(from ${source}) as s${index}`)
  const [row] = yield* database.rows(`select ${checks.join(", ")}`)
  return new Set(sources.filter((_, index) => row?.[`s${index}`] === true))
})

/** Whether edits or deletions refer to messages of this load. */
const hasMarked = (database: Database) =>
  Effect.map(database.rows("select 1 from marked limit 1"), (rows) => rows.length > 0)

/** Loads snapshots, all new to the database, numbered from `firstNo`, and the coverage of the whole archive. */
export const loadSnapshots = Effect.fnUntraced(function* (
  database: Database,
  refs: ReadonlyArray<SnapshotRef>,
  coverage: ReadonlyArray<InstanceCoverage>,
  folder: string,
  onProgress: (progress: LoadProgress) => Effect.Effect<void> = () => Effect.void
) {
  const [state] = yield* database.rows(
    "select coalesce(max(snapshot_no), -1) + 1 as next, count(*) as known from ledger.snapshots"
  )
  const firstNo = Number(state?.["next"])
  const isEmpty = Number(state?.["known"]) === 0
  // Checkpoints between the parts would repeatedly write and compress data that is soon deleted.
  yield* database.run("set checkpoint_threshold = '1TB'; set preserve_insertion_order = false")
  yield* database.run("attach ':memory:' as stage (row_group_size 30720)")
  const numbered = refs.map((ref, index) => ({ snapshotNo: firstNo + index, ref }))
  const read = { snapshots: 0, messages: 0 }
  const onRead = ({ messages, snapshots }: SpoolPart["read"]) => {
    read.snapshots += snapshots
    read.messages += messages
    return onProgress({ messages: read.messages, share: (READING_SHARE * read.snapshots) / refs.length })
  }
  yield* Effect.scoped(stage(database, numbered, folder, onRead))
  yield* stageCoverage(database, coverage, folder)
  yield* database.run("set preserve_insertion_order = true")
  const merge = Effect.gen(function* () {
    const sources = yield* sourcesWithRows(database)
    const files = tableFiles()
    for (const [place, { merge, name }] of files.entries()) {
      yield* onProgress({
        messages: read.messages,
        share: READING_SHARE + ((1 - READING_SHARE) * place) / files.length
      })
      const needed = neededOf(merge, { isFirst: isEmpty, sources })
      if (needed === "" || (name === "marked" && !(yield* hasMarked(database)))) continue
      yield* database.run(filledIn(needed, { met_ids: metIds() }))
      if (name === "snapshots") {
        yield* database.run(loadSql("staged"))
        yield* database.run(loadSql("changes", { of_touched: isEmpty ? "" : onlyTouched }))
      }
      if (name === "messages") {
        yield* database.run(loadSql("kept"))
        yield* orderSeconds(database, isEmpty)
      }
      if (name === "words") yield* stemNewWords(database)
      if (name === "text_words") yield* findWords(database)
    }
  })
  yield* isEmpty ? merge : inTransaction(database, merge)
  // Later rows would otherwise cause a new table's row groups to be filled and compressed again.
  if (isEmpty) yield* database.run("set max_vacuum_tasks = 0")
  yield* database.run("detach stage; checkpoint")
})
