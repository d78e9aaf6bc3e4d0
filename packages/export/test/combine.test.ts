// Tables that combine what all writers of a dataset know: up to date after every writer, and untouched if nothing is new.
import { existsSync, readdirSync, rmSync } from "node:fs"
import { join } from "node:path"
import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { TestClock } from "effect/testing"
import { combineDataset, type DatasetTable, everyone, exportDataset, readDataset } from "../src/index.ts"
import { fileList } from "../src/internal.ts"
import { connect, execute, rowsOf } from "./duckdb.ts"
import { nodeFiles, temporaryFolder } from "./node-files.ts"
import { program } from "./request.ts"

const DAY = 86_400_000

type Connection = Effect.Success<ReturnType<typeof connect>>

const people = (writer: string): DatasetTable => ({
  name: "people",
  by: ["shard"],
  order: "id",
  query: `select id, name, writer as shard from people where writer = '${writer}'`
})

const write = (connection: Connection, directory: string, writer: string, retention = 0) =>
  exportDataset(connection, {
    directory,
    tables: [people(writer)],
    owners: new Set([writer]),
    marksOf: () => ["mark"],
    isOurs: () => true,
    force: false,
    program,
    retention
  })

const missing: Array<string> = []

const combine = (
  connection: Connection,
  directory: string,
  {
    onRead = Effect.void,
    retention = 0
  }: { readonly onRead?: Effect.Effect<void>; readonly retention?: number } = {}
) =>
  combineDataset(
    connection,
    {
      directory,
      tables: ["all_people"],
      sources: ["people"],
      program,
      retention,
      onMissing: (path) => missing.push(path)
    },
    Effect.fnUntraced(function* (writers) {
      const { tables } = yield* readDataset(connection, directory)
      const rows = `select id, max(name) as name from read_parquet(${fileList(tables[0]?.files ?? [])}) group by id`
      yield* onRead
      const query = `select id, name, '${everyone}' as shard from (${rows}) where ${writers > 1}`
      return { connection, tables: [{ name: "all_people", by: ["shard"], order: "id", query }] }
    })
  )

const found = (connection: Connection, directory: string) =>
  rowsOf(
    connection,
    `select id, name from read_parquet('${directory}/all_people/**/*.parquet', hive_partitioning = false) order by id`
  )

const commits = (directory: string) => readdirSync(join(directory, "all_people", "_delta_log")).length

const begun = Effect.fnUntraced(function* () {
  const connection = yield* connect()
  const directory = join(yield* temporaryFolder, "dataset")
  yield* execute(
    connection,
    "create table people (id integer, name varchar, writer varchar)",
    "insert into people values (1, 'Ann', 'a'), (2, null, 'a'), (2, 'Bob', 'b'), (3, 'Eve', 'b')"
  )
  yield* write(connection, directory, "a")
  return { connection, directory }
})

describe("combined tables", () => {
  it.effect("are empty while one archive writes the dataset", () =>
    Effect.gen(function* () {
      const { connection, directory } = yield* begun()
      assert.strictEqual(yield* combine(connection, directory), 0)
      assert.isTrue(existsSync(join(directory, "all_people", "_delta_log")))
      yield* combine(connection, directory)
      assert.strictEqual(commits(directory), 1)
      assert.isFalse(existsSync(join(directory, "all_people", `shard=${everyone}`)))
    }).pipe(Effect.provide(nodeFiles))
  )

  it.effect("have what any archive knows, and are written again only if one of them has changed", () =>
    Effect.gen(function* () {
      const { connection, directory } = yield* begun()
      yield* combine(connection, directory)
      yield* write(connection, directory, "b")
      assert.strictEqual(yield* combine(connection, directory), 1)
      assert.deepStrictEqual(yield* found(connection, directory), [
        { id: 1, name: "Ann" },
        { id: 2, name: "Bob" },
        { id: 3, name: "Eve" }
      ])
      assert.strictEqual(yield* combine(connection, directory), 0)
      yield* write(connection, directory, "a")
      assert.strictEqual(yield* combine(connection, directory), 0)
      yield* execute(connection, "delete from people where name = 'Eve'")
      yield* write(connection, directory, "b")
      assert.strictEqual(yield* combine(connection, directory), 1)
      assert.deepStrictEqual(yield* found(connection, directory), [
        { id: 1, name: "Ann" },
        { id: 2, name: "Bob" }
      ])
    }).pipe(Effect.provide(nodeFiles))
  )

  it.effect("lose what was deleted after the grace time, and get back what is missing", () =>
    Effect.gen(function* () {
      const { connection, directory } = yield* begun()
      yield* write(connection, directory, "b")
      yield* combine(connection, directory, { retention: DAY })
      yield* execute(connection, "delete from people where name = 'Eve'")
      yield* write(connection, directory, "b")
      yield* combine(connection, directory, { retention: DAY })
      const folder = join(directory, "all_people", `shard=${everyone}`)
      assert.strictEqual(readdirSync(folder).length, 2)
      yield* TestClock.adjust(DAY + 1)
      assert.strictEqual(yield* combine(connection, directory, { retention: DAY }), 0)
      const [left = "", ...others] = readdirSync(folder)
      assert.deepStrictEqual(others, [])
      assert.strictEqual((yield* found(connection, directory)).length, 2)
      rmSync(join(folder, left))
      assert.strictEqual(yield* combine(connection, directory), 1)
      assert.deepStrictEqual(missing, [join(folder, left)])
      assert.strictEqual((yield* found(connection, directory)).length, 2)
    }).pipe(Effect.provide(nodeFiles))
  )

  it.effect("are made again if another archive has written in the meantime", () =>
    Effect.gen(function* () {
      const { connection, directory } = yield* begun()
      yield* write(connection, directory, "b")
      let isFirst = true
      const overtake = Effect.suspend(() => {
        if (!isFirst) return Effect.void
        isFirst = false
        return Effect.gen(function* () {
          yield* execute(connection, "insert into people values (4, 'Kim', 'a')")
          yield* write(connection, directory, "a", DAY)
        }).pipe(Effect.scoped, Effect.orDie, Effect.provide(nodeFiles))
      })
      yield* combine(connection, directory, { onRead: overtake, retention: DAY })
      assert.deepStrictEqual((yield* found(connection, directory)).at(-1), { id: 4, name: "Kim" })
    }).pipe(Effect.provide(nodeFiles))
  )
})
