// A dataset as its owners write it and as others read it: what is written, what stays, and what is refused.
import {
  appendFileSync,
  existsSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync
} from "node:fs"
import { join } from "node:path"
import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { TestClock } from "effect/testing"
import { type DatasetOptions, type DatasetTable, exportDataset } from "../src/index.ts"
import { connect, execute, rowsOf } from "./duckdb.ts"
import { failing, nodeFiles, systemCall, temporaryFolder } from "./node-files.ts"
import { program } from "./request.ts"

type Connection = Effect.Success<ReturnType<typeof connect>>

const DAY = 86_400_000

const notes = (account: string, query = "select * from notes"): DatasetTable => ({
  name: "notes",
  comment: "One row per note",
  columns: { body: { comment: "What it says" } },
  by: ["account", "month"],
  order: "id",
  time: "made_at",
  query: `select *, owner as account, strftime(made_at at time zone 'UTC', '%Y-%m') as month from (${query}) where owner = '${account}'`
})

const write = (
  connection: Connection,
  directory: string,
  account = "a",
  more: Partial<DatasetOptions> = {}
) =>
  Effect.scoped(
    exportDataset(connection, {
      directory,
      tables: [notes(account)],
      owners: new Set([account]),
      marksOf: (owner) => [`mark-of-${owner}`],
      isOurs: (owner, marks) => marks.includes(`mark-of-${owner}`),
      force: false,
      program,
      retention: DAY,
      ...more
    })
  )

const fill = (connection: Connection) =>
  execute(
    connection,
    "create or replace table notes (owner varchar, id integer, made_at timestamptz, body varchar, extra json, tags varchar[])",
    `insert into notes
       select owner, i, timestamptz '2026-01-20 00:00:00.123456Z' + interval (i) day, 'note ' || i, {i: i}::json, ['x', owner]
       from (values ('a'), ('b/ü=1')) as o(owner), range(20) as r(i)`,
    "insert into notes values ('a', 99, null, 'no time', null, null)"
  )

const logOf = (directory: string, table = "notes") =>
  readdirSync(join(directory, table, "_delta_log"))
    .filter((name) => name.endsWith(".json") && name !== "_last_checkpoint")
    .sort()

const actionsOf = (directory: string, table = "notes") =>
  logOf(directory, table).flatMap((name) =>
    readFileSync(join(directory, table, "_delta_log", name), "utf8")
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line))
  )

/** The files that stand in the log, replayed by nobody's code but this. */
const standing = (directory: string, table = "notes") => {
  const paths = new Map<string, { readonly month: string | null }>()
  for (const { add, remove } of actionsOf(directory, table)) {
    if (remove !== undefined) paths.delete(remove.path)
    if (add !== undefined) paths.set(add.path, add.partitionValues)
  }
  return paths
}

const rowsIn = (connection: Connection, directory: string) => {
  const files = [...standing(directory).keys()].map(
    (path) => `'${join(directory, "notes", decodeURIComponent(path)).replaceAll("'", "''")}'`
  )
  return rowsOf(
    connection,
    `select owner, id, made_at::varchar as made_at, body, extra, tags from read_parquet([${files.join(", ")}], union_by_name = true) order by owner, id`
  )
}

const inTable = (connection: Connection, where = "true") =>
  rowsOf(
    connection,
    `select owner, id, made_at::varchar as made_at, body, extra::varchar as extra, tags from notes where ${where} order by owner, id`
  )

const scene = Effect.fnUntraced(function* () {
  const connection = yield* connect()
  yield* fill(connection)
  return { connection, directory: join(yield* temporaryFolder, "dataset") }
})

describe("a dataset", () => {
  it.effect("has the rows of the table, a file for each month, and keys in the log alone", () =>
    Effect.gen(function* () {
      const { connection, directory } = yield* scene()
      const report = yield* write(connection, directory)
      assert.deepInclude(report, { files: 4, kept: 0, removed: 0 })
      assert.deepStrictEqual(yield* rowsIn(connection, directory), yield* inTable(connection, "owner = 'a'"))
      assert.deepStrictEqual([...standing(directory).values()].map(({ month }) => month).sort(), [
        "2026-01",
        "2026-02",
        null
      ])
      const [, protocol, { metaData }] = actionsOf(directory)
      assert.deepStrictEqual(protocol, { protocol: { minReaderVersion: 1, minWriterVersion: 2 } })
      assert.deepStrictEqual(metaData.partitionColumns, ["account", "month"])
      const body = JSON.parse(metaData.schemaString).fields.find(
        ({ name }: { name: string }) => name === "body"
      )
      assert.deepStrictEqual(body, {
        name: "body",
        type: "string",
        nullable: true,
        metadata: { comment: "What it says" }
      })
      const january = actionsOf(directory).find(({ add }) => add?.partitionValues.month === "2026-01")
      assert.deepInclude(JSON.parse(january.add.stats), {
        numRecords: 12,
        minValues: { id: 0, made_at: "2026-01-20T00:00:00.123Z" },
        maxValues: { id: 11, made_at: "2026-01-31T00:00:00.124Z" }
      })
      const record = actionsOf(directory, "exported").find(({ add }) => add !== undefined).add
      assert.deepStrictEqual(JSON.parse(record.tags.versions), { notes: 0 })
    }).pipe(Effect.provide(nodeFiles))
  )

  it.effect("is left as it is when nothing has changed, and gets a file for a month that has", () =>
    Effect.gen(function* () {
      const { connection, directory } = yield* scene()
      yield* write(connection, directory)
      assert.deepInclude(yield* write(connection, directory), { files: 0, rows: 0, removed: 0 })
      assert.deepStrictEqual(logOf(directory), ["00000000000000000000.json"])
      yield* execute(connection, "update notes set body = 'edited' where owner = 'a' and id = 15")
      // The month, and the record.
      assert.deepInclude(yield* write(connection, directory), { files: 2, removed: 2 })
      assert.deepStrictEqual(yield* rowsIn(connection, directory), yield* inTable(connection, "owner = 'a'"))
      yield* execute(connection, "delete from notes where owner = 'a' and id < 12")
      assert.deepInclude(yield* write(connection, directory), { files: 1, removed: 2 })
      assert.deepStrictEqual(yield* rowsIn(connection, directory), yield* inTable(connection, "owner = 'a'"))
    }).pipe(Effect.provide(nodeFiles))
  )

  it.effect("takes the rows of other owners, whose files stay", () =>
    Effect.gen(function* () {
      const { connection, directory } = yield* scene()
      yield* write(connection, directory)
      const before = [...standing(directory).keys()]
      yield* write(connection, directory, "b/ü=1")
      assert.includeMembers([...standing(directory).keys()], before)
      assert.deepStrictEqual(yield* rowsIn(connection, directory), yield* inTable(connection))
      assert.deepInclude(yield* write(connection, directory), { files: 0 })
    }).pipe(Effect.provide(nodeFiles))
  )

  it.effect("gives a commit that is beaten the next number", () =>
    Effect.gen(function* () {
      const { connection, directory } = yield* scene()
      yield* write(connection, directory)
      const other = yield* connect()
      yield* fill(other)
      let beaten = 0
      const racing = failing((real) => ({
        link: (from, to) =>
          Effect.suspend(() => {
            if (!to.includes("notes") || beaten > 0) return real.link(from, to)
            beaten++
            return Effect.andThen(
              Effect.orDie(Effect.provide(write(other, directory, "b/ü=1"), nodeFiles)),
              real.link(from, to)
            )
          })
      }))
      yield* execute(connection, "delete from notes where owner = 'a' and id = 3")
      yield* Effect.provide(write(connection, directory), racing)
      assert.strictEqual(beaten, 1)
      assert.lengthOf(logOf(directory), 3)
      assert.deepStrictEqual(yield* rowsIn(connection, directory), yield* inTable(connection))
    }).pipe(Effect.provide(nodeFiles))
  )

  it.effect("compares again after another run of the same owners has been faster", () =>
    Effect.gen(function* () {
      const { connection, directory } = yield* scene()
      let beaten = 0
      const racing = failing((real) => ({
        link: (from, to) =>
          Effect.suspend(() => {
            if (!to.includes("notes") || beaten > 0) return real.link(from, to)
            beaten++
            return Effect.andThen(
              Effect.orDie(Effect.provide(write(connection, directory), nodeFiles)),
              real.link(from, to)
            )
          })
      }))
      yield* Effect.provide(write(connection, directory), racing)
      assert.deepStrictEqual(yield* rowsIn(connection, directory), yield* inTable(connection, "owner = 'a'"))
      assert.lengthOf(logOf(directory), 1)
    }).pipe(Effect.provide(nodeFiles))
  )

  it.effect(
    "shows the state before to readers of the record when a run is cut off, and the next run completes it",
    () =>
      Effect.gen(function* () {
        const { connection, directory } = yield* scene()
        yield* write(connection, directory)
        const versions = () =>
          JSON.parse(
            actionsOf(directory, "exported").findLast(({ add }) => add !== undefined).add.tags.versions
          )
        yield* execute(connection, "delete from notes where owner = 'a' and id = 3")
        for (const cut of ["notes", "exported"]) {
          const failed = failing((real) => ({
            link: (from, to) =>
              to.includes(`/${cut}/`) ? Effect.die(systemCall("EIO")) : real.link(from, to)
          }))
          yield* Effect.exit(Effect.provide(write(connection, directory), failed))
          assert.deepStrictEqual(versions(), { notes: 0 })
        }
        yield* write(connection, directory)
        assert.deepStrictEqual(versions(), { notes: 1 })
        assert.deepStrictEqual(
          yield* rowsIn(connection, directory),
          yield* inTable(connection, "owner = 'a'")
        )
      }).pipe(Effect.provide(nodeFiles))
  )

  it.effect("deletes removed files after the grace time, and those that no commit names", () =>
    Effect.gen(function* () {
      const { connection, directory } = yield* scene()
      yield* TestClock.setTime(Date.now())
      yield* write(connection, directory)
      const parquet = () =>
        readdirSync(join(directory, "notes"), { recursive: true }).filter((name) =>
          String(name).endsWith(".parquet")
        ).length
      yield* execute(connection, "delete from notes where owner = 'a' and id = 3")
      writeFileSync(
        join(directory, "notes/account=a/month=2026-01/part-00000000-0000-4000-8000-000000000000.parquet"),
        "half"
      )
      yield* write(connection, directory)
      assert.strictEqual(parquet(), 5)
      yield* TestClock.adjust(2 * DAY)
      // Of the table and of the record one removed file each, and the half.
      assert.deepInclude(yield* write(connection, directory), { files: 0, deleted: 3 })
      assert.strictEqual(parquet(), 3)
    }).pipe(Effect.provide(nodeFiles))
  )

  it.effect("has checkpoints, from which it is read when the commits before them are gone", () =>
    Effect.gen(function* () {
      const { connection, directory } = yield* scene()
      for (let edit = 0; edit <= 11; edit++) {
        yield* execute(connection, `update notes set body = 'edit ${edit}' where owner = 'a' and id = 15`)
        yield* write(connection, directory)
      }
      const log = join(directory, "notes/_delta_log")
      assert.deepInclude(JSON.parse(readFileSync(join(log, "_last_checkpoint"), "utf8")), { version: 10 })
      for (let old = 0; old < 10; old++) rmSync(join(log, `${String(old).padStart(20, "0")}.json`))
      assert.deepInclude(yield* write(connection, directory), { files: 0, removed: 0 })
      yield* execute(connection, "delete from notes where owner = 'a'")
      assert.deepInclude(yield* write(connection, directory), { files: 1, removed: 4 })
    }).pipe(Effect.provide(nodeFiles))
  )

  it.effect("grows by columns, and keeps those that an older program does not know", () =>
    Effect.gen(function* () {
      const { connection, directory } = yield* scene()
      yield* write(connection, directory)
      yield* execute(connection, "alter table notes add column stars integer")
      yield* write(connection, directory)
      yield* write(connection, directory, "b/ü=1", {
        tables: [notes("b/ü=1", "select * exclude (stars) from notes")]
      })
      const schemas = actionsOf(directory).flatMap(({ metaData }) => metaData?.schemaString ?? [])
      const names = schemas.map((text) => JSON.parse(text).fields.map(({ name }: { name: string }) => name))
      assert.deepStrictEqual(
        names.map((all) => all.slice(-3)),
        [
          ["tags", "account", "month"],
          ["stars", "account", "month"]
        ]
      )
      const other = notes("a", "select * replace (id::varchar as id) from notes")
      const refused = yield* Effect.flip(write(connection, directory, "a", { tables: [other] }))
      assert.deepInclude(refused, { _tag: "DatasetUnusable", reason: { code: "column_type", column: "id" } })
    }).pipe(Effect.provide(nodeFiles))
  )

  it.effect("writes again what is missing or not whole, and tells of it", () =>
    Effect.gen(function* () {
      const { connection, directory } = yield* scene()
      yield* write(connection, directory)
      const [first = "", second = ""] = [...standing(directory).keys()].map((path) =>
        join(directory, "notes", path)
      )
      rmSync(first)
      truncateSync(second, 100)
      const missing: Array<string> = []
      yield* write(connection, directory, "a", { onMissing: (path) => missing.push(path) })
      assert.sameMembers(missing, [first, second])
      assert.deepStrictEqual(yield* rowsIn(connection, directory), yield* inTable(connection, "owner = 'a'"))
    }).pipe(Effect.provide(nodeFiles))
  )

  it.effect("tells of a disk that does not take its files, not of its query", () =>
    Effect.gen(function* () {
      const { connection, directory } = yield* scene()
      yield* write(connection, directory)
      for (const name of readdirSync(join(directory, "notes")))
        if (name.startsWith("account=")) {
          rmSync(join(directory, "notes", name), { recursive: true })
          writeFileSync(join(directory, "notes", name), "")
        }
      yield* execute(connection, "delete from notes where owner = 'a' and id = 3")
      const error = yield* Effect.flip(write(connection, directory))
      assert.deepInclude(error, { _tag: "OutputNotWritable", path: join(directory, "notes") })
    }).pipe(Effect.provide(nodeFiles))
  )

  it.effect(
    "refuses owners of another source by name, a newer protocol, a damaged log and a gap in it, and changes nothing",
    () =>
      Effect.gen(function* () {
        const { connection, directory } = yield* scene()
        yield* write(connection, directory)
        yield* write(connection, directory, "b/ü=1")
        yield* execute(connection, "delete from notes where id = 3")
        const log = join(directory, "notes/_delta_log")
        const refused = Effect.fnUntraced(function* (more: Partial<DatasetOptions> = {}) {
          const before = logOf(directory)
          const error = yield* Effect.flip(write(connection, directory, "a", more))
          assert.strictEqual(error._tag, "DatasetUnusable")
          assert.deepStrictEqual(logOf(directory), before)
          return error
        })
        assert.deepInclude(yield* refused({ isOurs: () => false }), {
          reason: { code: "owners_of_another", owners: ["a"] }
        })
        const newest = join(log, "00000000000000000001.json")
        const text = readFileSync(newest, "utf8")
        const protocol = {
          protocol: { minReaderVersion: 3, minWriterVersion: 7, readerFeatures: ["deletionVectors"] }
        }
        appendFileSync(newest, `${JSON.stringify(protocol)}\n`)
        assert.deepInclude(yield* refused(), { reason: { code: "protocol_newer", reader: 3, writer: 7 } })
        writeFileSync(newest, text.slice(0, -20))
        assert.deepInclude(yield* refused(), { path: newest, reason: { code: "log_damaged" } })
        writeFileSync(join(log, "00000000000000000003.json"), text)
        writeFileSync(newest, text)
        assert.deepInclude(yield* refused(), {
          path: join(log, "00000000000000000002.json"),
          reason: { code: "log_gap" }
        })
        rmSync(join(log, "00000000000000000003.json"))
        const elsewhere = `${directory}-parts`
        yield* Effect.promise(() =>
          import("node:fs/promises").then((fs) =>
            fs.mkdir(join(elsewhere, "notes/month=2026-01"), { recursive: true })
          )
        )
        const apart = yield* Effect.flip(write(connection, elsewhere))
        assert.deepInclude(apart, { reason: { code: "not_a_dataset" } })
        assert.isFalse(existsSync(join(elsewhere, "notes/_delta_log")))
        yield* write(connection, directory, "a", { isOurs: () => false, force: true })
        assert.deepStrictEqual((yield* rowsIn(connection, directory)).length, 40)
      }).pipe(Effect.provide(nodeFiles))
  )
})
