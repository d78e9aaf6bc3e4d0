// Parquet files in the eyes of hyparquet, a reader in JavaScript that shares nothing with DuckDB.
import { join } from "node:path"
import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { asyncBufferFromFile, parquetMetadataAsync, parquetReadObjects } from "hyparquet"
import { compressors } from "hyparquet-compressors"
import { type ExportTable, exportFile, exportTables } from "../src/index.ts"
import { corpus } from "./corpus.ts"
import { connect, execute, tableOfTexts } from "./duckdb.ts"
import { nodeFiles, temporaryFolder } from "./node-files.ts"
import { about, table } from "./request.ts"

const read = (path: string) =>
  Effect.promise(async () => {
    const file = await asyncBufferFromFile(path)
    const metadata = await parquetMetadataAsync(file)
    return { metadata, rows: await parquetReadObjects({ file, compressors }) }
  })

const written = Effect.fnUntraced(function* (
  connection: Effect.Success<ReturnType<typeof connect>>,
  one: ExportTable
) {
  const path = join(yield* temporaryFolder, "things.parquet")
  yield* exportFile(connection, {
    ...about,
    path,
    format: "parquet",
    tables: [one],
    timeZone: "Asia/Tokyo",
    metadata: { archive: "it's /here", "клю ч": "знач\nение" }
  })
  return yield* read(path)
})

describe("a Parquet file, read by hyparquet", () => {
  it.effect("has every text as DuckDB holds it", () =>
    Effect.gen(function* () {
      const connection = yield* connect()
      yield* tableOfTexts(connection, [...corpus, null, "nul \0 inside"])
      const { rows } = yield* written(
        connection,
        table("select position, value from texts order by position")
      )
      assert.strictEqual(rows.length, corpus.length + 2)
      const wrong = corpus.filter((text, position) => {
        const row = rows[position]
        // hyparquet takes a byte-order mark off.
        return row?.["position"] !== position || row["value"] !== text.replace(/^\uFEFF/, "")
      })
      assert.deepStrictEqual(wrong, [])
      assert.strictEqual(rows.at(-2)?.["value"] ?? null, null)
      assert.strictEqual(rows.at(-1)?.["value"], "nul \0 inside")
    }).pipe(Effect.provide(nodeFiles))
  )

  it.effect("has JSON as text, not as a type that readers take for objects", () =>
    Effect.gen(function* () {
      const values = `(values (1, '{"a": null, "n": 12345678901234567890}'::json), (2, '[1, 2]'), (3, null)) as v(n, extra)`
      const { metadata, rows } = yield* written(
        yield* connect(),
        table(`select n, extra, [extra] as list from ${values} order by n`)
      )
      const types = metadata.schema.flatMap(({ name, converted_type, logical_type }) =>
        name === "extra" || name === "element" ? [[name, converted_type, logical_type?.type]] : []
      )
      assert.deepStrictEqual(types, [
        ["extra", "UTF8", undefined],
        ["element", "UTF8", undefined]
      ])
      assert.deepStrictEqual(
        rows.map((row) => row["extra"] ?? null),
        ['{"a": null, "n": 12345678901234567890}', "[1, 2]", null]
      )
    }).pipe(Effect.provide(nodeFiles))
  )

  it.effect("has numbers, booleans, dates and moments of UTC as they were, in columns of their types", () =>
    Effect.gen(function* () {
      const { metadata, rows } = yield* written(
        yield* connect(),
        table(`select * from (values
          (1::integer, 9007199254740993::bigint, 0.1::double, 12.34::decimal(9, 2), true, date '2026-02-28',
            timestamptz '2026-03-29 00:30:00.123456+00', timestamp '1969-12-31 23:59:59', ['a', null, 'ж']),
          (2, -1, 'nan', -0.01, false, date '1900-01-01', timestamptz '2100-12-31 23:59:59+00', null, []),
          (null, null, null, null, null, null, null, null, null)
        ) t(whole, big, part, money, yes, day, moment, wall, list) order by whole nulls last`)
      )
      assert.deepStrictEqual(rows[0], {
        whole: 1,
        big: 9007199254740993n,
        part: 0.1,
        money: 12.34,
        yes: true,
        day: new Date("2026-02-28T00:00:00Z"),
        moment: new Date("2026-03-29T00:30:00.123Z"),
        wall: new Date("1969-12-31T23:59:59Z"),
        list: ["a", null, "ж"]
      })
      assert.isNaN(rows[1]?.["part"])
      assert.deepStrictEqual(rows[1]?.["moment"], new Date("2100-12-31T23:59:59Z"))
      assert.isTrue(Object.values(rows[2] ?? {}).every((value) => value === null || value === undefined))
      const types = Object.fromEntries(
        metadata.schema.slice(1, 9).map(({ logical_type, name, type }) => [name, [type, logical_type]])
      )
      assert.deepStrictEqual(types["moment"], [
        "INT64",
        { type: "TIMESTAMP", isAdjustedToUTC: true, unit: "MICROS" }
      ])
      assert.deepStrictEqual(types["wall"], [
        "INT64",
        { type: "TIMESTAMP", isAdjustedToUTC: false, unit: "MICROS" }
      ])
      assert.strictEqual(types["big"]?.[0], "INT64")
      assert.strictEqual(types["yes"]?.[0], "BOOLEAN")
    }).pipe(Effect.provide(nodeFiles))
  )

  it.effect("explains itself: table, comments of table and columns, and what the caller knows", () =>
    Effect.gen(function* () {
      const { metadata } = yield* written(
        yield* connect(),
        table("select 1 as a, 2 as b", { comment: "one row", columns: { a: { comment: 'the "first"' } } })
      )
      const told = Object.fromEntries(
        (metadata.key_value_metadata ?? []).map(({ key, value }) => [key, value])
      )
      assert.include(told, {
        archive: "it's /here",
        "клю ч": "знач\nение",
        table: "things",
        comment: "one row",
        time_zone: "UTC",
        column_comments: '{"a":"the \\"first\\""}'
      })
    }).pipe(Effect.provide(nodeFiles))
  )

  it.effect("is of zstd, in row groups that can be read by themselves, in the query's order", () =>
    Effect.gen(function* () {
      const { metadata, rows } = yield* written(
        yield* connect(),
        table("select i, (i * 7919) % 1000 as x from range(300000) r(i) order by i desc")
      )
      assert.isAbove(metadata.row_groups.length, 1)
      for (const group of metadata.row_groups)
        for (const column of group.columns) assert.strictEqual(column.meta_data?.codec, "ZSTD")
      assert.strictEqual(
        metadata.row_groups.reduce((sum, { num_rows }) => sum + Number(num_rows), 0),
        300_000
      )
      const wrong = rows.filter(({ i, x }, index) => {
        const expected = BigInt(299_999 - index)
        return i !== expected || x !== (expected * 7919n) % 1000n
      })
      assert.strictEqual(wrong.length, 0)
    }).pipe(Effect.provide(nodeFiles))
  )

  it.effect("holds its partition's values also inside, for readers that do not look at the folders", () =>
    Effect.gen(function* () {
      const connection = yield* connect()
      yield* execute(connection, "create table t as select i, i % 3 as part from range(30) r(i)")
      const directory = yield* temporaryFolder
      const things = table("select i, part from t order by i", {
        partition: [{ name: "third", expression: "'p' || part" }]
      })
      const { files } = yield* exportTables(connection, {
        ...about,
        directory,
        formats: ["parquet"],
        tables: [things]
      })
      assert.strictEqual(files.length, 3)
      const seen: Array<number> = []
      for (const { file, rows: count } of files) {
        const { rows } = yield* read(join(directory, file))
        assert.strictEqual(rows.length, count)
        assert.strictEqual(new Set(rows.map(({ third }) => third)).size, 1)
        for (const { i, third } of rows) {
          assert.strictEqual(third, `p${Number(i) % 3}`)
          assert.include(file, `third=${third}/`)
          seen.push(Number(i))
        }
      }
      assert.deepStrictEqual(
        seen.toSorted((a, b) => a - b),
        Array.from({ length: 30 }, (_, i) => i)
      )
    }).pipe(Effect.provide(nodeFiles))
  )
})
