import { join } from "node:path"
import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { type ExportTable, exportFile } from "../src/index.ts"
import { connect, execute, rowsOf } from "./duckdb.ts"
import { nodeFiles, temporaryFolder } from "./node-files.ts"
import { about, table } from "./request.ts"

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
  return path
})

describe("a Parquet file", () => {
  it.effect("keeps moments as UTC timestamps, whatever the zone of the other formats", () =>
    Effect.gen(function* () {
      const connection = yield* connect()
      const path = yield* written(
        connection,
        table(
          "select timestamptz '2026-01-31 14:05:09.123456+03' as moment, timestamp '2026-01-31 00:00:00' as wall"
        )
      )
      const types = yield* rowsOf(
        connection,
        `select name, type, logical_type from parquet_schema('${path}') where name in ('moment', 'wall')`
      )
      assert.include(String(types[0]?.["logical_type"]), "isAdjustedToUTC=1")
      assert.include(String(types[1]?.["logical_type"]), "isAdjustedToUTC=0")
      const [row] = yield* rowsOf(connection, `select epoch_us(moment) as us from '${path}'`)
      assert.strictEqual(row?.["us"], 1769857509123456n)
    }).pipe(Effect.provide(nodeFiles))
  )

  it.effect("explains itself in its key-value metadata", () =>
    Effect.gen(function* () {
      const connection = yield* connect()
      const path = yield* written(
        connection,
        table("select 1 as a, 2 as b", {
          comment: "one row per 'thing'",
          columns: { a: { comment: 'the "first"' }, b: {} }
        })
      )
      const rows = yield* rowsOf(
        connection,
        `select decode(key) as key, decode(value) as value from parquet_kv_metadata('${path}')`
      )
      assert.deepStrictEqual(Object.fromEntries(rows.map(({ key, value }) => [key, value])), {
        archive: "it's /here",
        "клю ч": "знач\nение",
        program: "chatledger 1.2.3",
        created_at: "2026-02-03T04:05:06.000Z",
        time_zone: "UTC",
        table: "things",
        comment: "one row per 'thing'",
        column_comments: '{"a":"the \\"first\\""}'
      })
    }).pipe(Effect.provide(nodeFiles))
  )

  it.effect("holds every type of DuckDB, and integers of any size exactly", () =>
    Effect.gen(function* () {
      const connection = yield* connect()
      yield* execute(
        connection,
        "create table t as select * exclude (hugeint, uhugeint, bignum), 99999999999999999999999999999999999999::hugeint as huge, 12345678901234567890::bignum as big from test_all_types()"
      )
      const path = yield* written(connection, table("from t"))
      const [sum] = yield* rowsOf(
        connection,
        `select count(*) as n, max(huge)::varchar as huge, max(big)::varchar as big from '${path}'`
      )
      assert.deepStrictEqual(sum, {
        n: 3n,
        huge: "99999999999999999999999999999999999999",
        big: "12345678901234567890"
      })
      const [text] = yield* rowsOf(
        connection,
        `select bool_and(p."varchar" is not distinct from t."varchar" and p."struct" is not distinct from t."struct" and p.timestamp_tz is not distinct from t.timestamp_tz and p.uuid is not distinct from t.uuid) as same from '${path}' p positional join t`
      )
      assert.deepStrictEqual(text, { same: true })
    }).pipe(Effect.provide(nodeFiles))
  )

  it.effect("rounds and cuts nothing, also inside of lists, structs and maps", () =>
    Effect.gen(function* () {
      const connection = yield* connect()
      const values = [
        "9007199254740993::hugeint * 1000",
        "18446744073709551617::uhugeint",
        "'123456789012345678901234567890123456789012345'::bignum",
        "9007199254740993::bigint",
        "interval '1 month 2 days 3.000004 seconds'",
        "'12:00:00.000001+03:30'::timetz",
        "'1011'::bit",
        "union_value(a := 9007199254740993::hugeint)",
        "'e'::enum('d', 'e')",
        "timestamptz '2026-01-31 14:05:09.000001+00'"
      ]
      const held = values.flatMap((value, place) => [
        `${value} as top${place}`,
        `[${value}, null] as list${place}`,
        `{'in "it"': [${value}]} as struct${place}`,
        `map([${value}], [${value}]) as map${place}`,
        `array_value(${value}) as array${place}`
      ])
      yield* execute(connection, `create table t as select ${held.join(", ")}`)
      const path = yield* written(connection, table("from t"))
      const asText = "select unnest(list_value(columns(*)::varchar)) as text from"
      const texts = (source: string) => rowsOf(connection, `${asText} ${source}`)
      const plain = (rows: ReadonlyArray<Record<string, unknown>>) =>
        rows.map(({ text }) => String(text).replaceAll("'", "").replaceAll('"', "").replaceAll("\\", ""))
      assert.deepStrictEqual(plain(yield* texts(`'${path}'`)), plain(yield* texts("t")))
      const types = yield* rowsOf(connection, `select column_type as type from (describe from '${path}')`)
      assert.notMatch(types.map(({ type }) => String(type)).join(" "), /DOUBLE|INTERVAL|TIME WITH TIME ZONE/)
    }).pipe(Effect.provide(nodeFiles))
  )

  it.effect("refuses integers of more than 38 digits by name", () =>
    Effect.gen(function* () {
      const connection = yield* connect()
      const query = "select [170141183460469231731687303715884105727::hugeint] as huge"
      const error = yield* Effect.flip(written(connection, table(query)))
      assert.deepInclude(error, { reason: { code: "query_integer_too_long" } })
    }).pipe(Effect.provide(nodeFiles))
  )

  it.effect("keeps the order of its query over many row groups", () =>
    Effect.gen(function* () {
      const connection = yield* connect(":memory:", { threads: "2" })
      const path = yield* written(
        connection,
        table("select hash(i) as h, i from range(300000) r(i) order by h, i")
      )
      const [row] = yield* rowsOf(
        connection,
        `select count(*) as n from (select h, lag(h) over (order by file_row_number) as before from read_parquet('${path}', file_row_number = true)) where before > h`
      )
      assert.deepStrictEqual(row, { n: 0n })
    }).pipe(Effect.provide(nodeFiles))
  )
})
