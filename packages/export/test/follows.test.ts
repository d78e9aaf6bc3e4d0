// Tables whose rows are stored where another table's rows are: not compared row by row if neither has changed.
import { readdirSync } from "node:fs"
import { join } from "node:path"
import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { type DatasetTable, exportDataset, readDataset } from "../src/index.ts"
import { fileList } from "../src/internal.ts"
import { connect, execute, rowsOf } from "./duckdb.ts"
import { nodeFiles, temporaryFolder } from "./node-files.ts"
import { program } from "./request.ts"

type Connection = Effect.Success<ReturnType<typeof connect>>

const notes: DatasetTable = {
  name: "notes",
  by: ["account", "month"],
  order: "id",
  query: "select *, 'a' as account, month_of as month from notes"
}

const stars = (star = "s.star"): DatasetTable => ({
  name: "stars",
  by: ["account", "month"],
  order: "id",
  query: `select s.id, ${star} as star, 'a' as account, n.month_of as month from stars as s join notes as n using (id)`,
  follows: { table: "notes", query: "select *, 'a' as account from stars" }
})

const write = (connection: Connection, directory: string, own = stars()) =>
  exportDataset(connection, {
    directory,
    tables: [own, notes],
    owners: new Set(["a"]),
    marksOf: () => ["mark"],
    isOurs: () => true,
    force: false,
    program,
    retention: 86_400_000
  })

const begun = Effect.fnUntraced(function* () {
  const connection = yield* connect()
  const directory = join(yield* temporaryFolder, "dataset")
  yield* execute(
    connection,
    "create table notes as select i::integer as id, if(i < 3, '2026-01', '2026-02') as month_of from range(6) as r(i)",
    "create table stars as select i::integer as id, 'star ' || i as star from range(6) as r(i)"
  )
  yield* write(connection, directory)
  return { connection, directory }
})

/** What a reader of the record finds: stars with the month of their folder. */
const found = Effect.fnUntraced(function* (connection: Connection, directory: string) {
  const { tables } = yield* readDataset(connection, directory)
  const files = tables.find(({ name }) => name === "stars")?.files ?? []
  const rows = yield* rowsOf(
    connection,
    `select id, regexp_extract(filename, 'month=([0-9-]+)', 1) as month from read_parquet(${fileList(files)}, filename = true) order by id`
  )
  return rows.map(({ id, month }) => `${id} ${month}`)
})

const expected = (connection: Connection) =>
  Effect.map(
    rowsOf(connection, "select s.id, month_of as month from stars as s join notes using (id) order by id"),
    (rows) => rows.map(({ id, month }) => `${id} ${month}`)
  )

const commits = (directory: string) => readdirSync(join(directory, "stars", "_delta_log")).length

describe("a table that follows another one", () => {
  it.effect("is not queried again if neither has changed", () =>
    Effect.gen(function* () {
      const { connection, directory } = yield* begun()
      const report = yield* write(connection, directory, stars("error('queried')::varchar"))
      assert.strictEqual(report.files, 0)
      yield* execute(connection, "update stars set star = 'new' where id = 1")
      const failure = yield* Effect.flip(write(connection, directory, stars("error('queried')::varchar")))
      assert.strictEqual(failure._tag, "QueryFailed")
    }).pipe(Effect.provide(nodeFiles))
  )

  it.effect("moves with the rows that it is about, and keeps what has not moved", () =>
    Effect.gen(function* () {
      const { connection, directory } = yield* begun()
      yield* execute(connection, "update notes set month_of = '2026-03' where id = 5")
      const report = yield* write(connection, directory)
      assert.deepStrictEqual(yield* found(connection, directory), yield* expected(connection))
      assert.isAbove(report.kept, 0)
      assert.strictEqual((yield* write(connection, directory)).files, 0)
    }).pipe(Effect.provide(nodeFiles))
  )

  it.effect("is complete again after rows went and came back just as they were", () =>
    Effect.gen(function* () {
      const { connection, directory } = yield* begun()
      yield* execute(connection, "create table kept as from stars", "delete from stars where id >= 3")
      yield* write(connection, directory)
      assert.deepStrictEqual(yield* found(connection, directory), yield* expected(connection))
      yield* execute(connection, "insert into stars from kept where id >= 3")
      yield* write(connection, directory)
      assert.deepStrictEqual(yield* found(connection, directory), yield* expected(connection))
      assert.strictEqual(commits(directory), 3)
    }).pipe(Effect.provide(nodeFiles))
  )
})
