import { existsSync, readdirSync, rmSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { exportTables, readManifest } from "../src/index.ts"
import { connect, execute, rowsOf, tableOfTexts } from "./duckdb.ts"
import { nodeFiles, temporaryFolder } from "./node-files.ts"
import { about, table } from "./request.ts"

type Connection = Effect.Success<ReturnType<typeof connect>>

const partition = [
  { name: "account", expression: "value" },
  { name: "month", expression: "strftime(date '2026-01-31' + position * 10, '%Y-%m')" }
]

const things = table("select position, value from texts order by position", { partition })

const dataset = (connection: Connection, directory: string, more = {}) =>
  exportTables(connection, { ...about, directory, formats: ["parquet", "csv"], tables: [things], ...more })

const filesIn = (directory: string) =>
  readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(directory.length + 1))
    .sort()

describe("a table in partitions", () => {
  it.effect("is a dataset that DuckDB reads in place, with its values also inside the files", () =>
    Effect.gen(function* () {
      const connection = yield* connect()
      const directory = yield* temporaryFolder
      const hostile = ["a", "../../up", "a/b=c", "..", "", null, "ж 👍", "100%", "it's"]
      yield* tableOfTexts(connection, hostile)
      const manifest = yield* dataset(connection, directory)
      assert.deepStrictEqual(
        filesIn(directory),
        [
          "manifest.json",
          "things.csv",
          ...manifest.files.filter(({ format }) => format === "parquet").map(({ file }) => file)
        ].sort()
      )
      const all = `read_parquet('${directory}/things/**/*.parquet', hive_partitioning = true, hive_types_autocast = false)`
      const read = yield* rowsOf(
        connection,
        `select position, value, account, month from ${all} order by position`
      )
      assert.deepStrictEqual(
        read.map(({ position, value, account }) => [position, value, account]),
        hostile.map((value, position) => [position, value, value || null])
      )
      assert.deepStrictEqual(read[1]?.["month"], "2026-02")
      const inside = yield* rowsOf(
        connection,
        `select account, month from read_parquet('${directory}/things/**/*.parquet', hive_partitioning = false, filename = true) where position = 1`
      )
      assert.deepStrictEqual(inside, [{ account: "../../up", month: "2026-02" }])
    }).pipe(Effect.provide(nodeFiles))
  )

  it.effect("keeps the order of the query in each file, and the same bytes for the same rows", () =>
    Effect.gen(function* () {
      const connection = yield* connect()
      const tables = [
        table("select i, i % 3 as three from range(5000) r(i) order by hash(i)", {
          partition: [{ name: "third", expression: "three" }]
        })
      ]
      const [first, second] = [yield* temporaryFolder, yield* temporaryFolder]
      const one = yield* dataset(connection, first, { tables, formats: ["parquet"] })
      const two = yield* dataset(connection, second, { tables, formats: ["parquet"] })
      assert.deepStrictEqual(one, two)
      const rows = yield* rowsOf(connection, `select i from '${first}/things/third=1/data.parquet'`)
      const expected = yield* rowsOf(
        connection,
        "select i from range(5000) r(i) where i % 3 = 1 order by hash(i)"
      )
      assert.deepStrictEqual(rows, expected)
    }).pipe(Effect.provide(nodeFiles))
  )

  it.effect("replaces its files, removes those of values that are gone, and lists what is live", () =>
    Effect.gen(function* () {
      const connection = yield* connect()
      const directory = yield* temporaryFolder
      yield* tableOfTexts(connection, ["a", "b"])
      yield* dataset(connection, directory)
      writeFileSync(join(directory, "things/account=a/mine.parquet"), "mine")
      yield* execute(connection, "delete from texts where value = 'b'")
      const removed: Array<string> = []
      yield* dataset(connection, directory, { onRemoved: (file: string) => removed.push(file) })
      assert.deepStrictEqual(removed, ["things/account=b/month=2026-02/data.parquet"])
      const listed = yield* readManifest(directory)
      assert.deepStrictEqual(
        listed._tag === "Some" ? listed.value.files.map(({ file, rows }) => [file, rows]) : [],
        [
          ["things/account=a/month=2026-01/data.parquet", 1],
          ["things.csv", 1]
        ]
      )
      assert.deepStrictEqual(filesIn(directory), [
        "manifest.json",
        "things.csv",
        "things/account=a/mine.parquet",
        "things/account=a/month=2026-01/data.parquet"
      ])
    }).pipe(Effect.provide(nodeFiles))
  )

  it.effect("removes nothing outside its folder, whatever a manifest claims", () =>
    Effect.gen(function* () {
      const connection = yield* connect()
      const outside = yield* temporaryFolder
      const directory = join(outside, "export")
      yield* tableOfTexts(connection, ["a"])
      yield* dataset(connection, directory)
      const claims = [
        "../x=1/data.parquet",
        "a/../../x=1/data.parquet",
        "a/..=../../x=1/data.parquet",
        "/x=1/data.parquet"
      ]
      yield* execute(connection, `copy (select 1) to '${outside}/kept.parquet'`)
      writeFileSync(
        join(directory, ".manifest.partial.json"),
        JSON.stringify({ files: [...claims, "../kept.parquet"] })
      )
      yield* dataset(connection, directory)
      assert.isTrue(existsSync(join(outside, "kept.parquet")))
    }).pipe(Effect.provide(nodeFiles))
  )

  it.effect("has one file without rows when the table is empty, so that its columns are known", () =>
    Effect.gen(function* () {
      const connection = yield* connect()
      const directory = yield* temporaryFolder
      yield* tableOfTexts(connection, [])
      yield* dataset(connection, directory)
      const columns = yield* rowsOf(
        connection,
        `select column_name as name from (describe from read_parquet('${directory}/things/**/*.parquet', hive_partitioning = true))`
      )
      assert.deepStrictEqual(
        columns.map(({ name }) => name),
        ["position", "value", "account", "month"]
      )
    }).pipe(Effect.provide(nodeFiles))
  )

  it.effect("refuses to replace a file that is not its own", () =>
    Effect.gen(function* () {
      const connection = yield* connect()
      const directory = yield* temporaryFolder
      yield* tableOfTexts(connection, ["a"])
      yield* dataset(connection, directory)
      rmSync(join(directory, "manifest.json"))
      const refused = yield* Effect.flip(dataset(connection, directory))
      assert.strictEqual(refused._tag, "OutputExists")
    }).pipe(Effect.provide(nodeFiles))
  )
})
