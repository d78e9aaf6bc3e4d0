import { spawnSync } from "node:child_process"
import { readFile } from "node:fs/promises"
import { join } from "node:path"
import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { type ExportTable, exportFile } from "../src/index.ts"
import { corpus } from "./corpus.ts"
import { connect, execute, rowsOf, tableOfTexts } from "./duckdb.ts"
import { nodeFiles, temporaryFolder } from "./node-files.ts"
import { describeWith, python } from "./programs.ts"
import { about, table } from "./request.ts"

type Connection = Effect.Success<ReturnType<typeof connect>>

const written = Effect.fnUntraced(function* (connection: Connection, one: ExportTable) {
  const path = join(yield* temporaryFolder, "things.ndjson")
  const request = { ...about, path, format: "ndjson", tables: [one], timeZone: "Asia/Tokyo" } as const
  const { rows } = yield* exportFile(connection, request)
  return { path, rows, text: yield* Effect.promise(() => readFile(path, "utf8")) }
})

/** The value of one expression, as the file has it. */
const lineOf = Effect.fnUntraced(function* (connection: Connection, expression: string) {
  const { text } = yield* written(connection, table(`select ${expression} as v`))
  return text
})

const values: ReadonlyArray<readonly [expression: string, json: string]> = [
  ["null::integer", "null"],
  ["''", '""'],
  ["'a\"\\b'", '"a\\"\\\\b"'],
  ["'a' || chr(0) || chr(10) || '\u2028/ж👍'", '"a\\u0000\\n\u2028/ж👍"'],
  ["'00042'", '"00042"'],
  ["true", "true"],
  ["42::tinyint", "42"],
  ["9007199254740991", "9007199254740991"],
  ["-9007199254740992", '"-9007199254740992"'],
  ["18446744073709551615::ubigint", '"18446744073709551615"'],
  ["170141183460469231731687303715884105727::hugeint", '"170141183460469231731687303715884105727"'],
  ["0.1::float", "0.1"],
  ["0.1::double", "0.1"],
  ["1e300", "1e300"],
  ["'nan'::double", '"NaN"'],
  ["'-inf'::float", '"-Infinity"'],
  ["1.50::decimal(9, 2)", "1.5"],
  ["0.00000000000000000001::decimal(38, 20)", "1e-20"],
  ["12345678901234567890.12::decimal(38, 2)", '"12345678901234567890.12"'],
  ["timestamptz '2026-01-31 23:05:09.5+09'", '"2026-01-31T14:05:09.5Z"'],
  ["timestamp '2026-01-31 14:05:09'", '"2026-01-31T14:05:09"'],
  ["'infinity'::timestamptz", '"infinity"'],
  ["date '2026-01-31'", '"2026-01-31"'],
  ["time '14:05'", '"14:05:00"'],
  ["interval 90 minutes", '"01:30:00"'],
  ["'\\xAA\\x00'::blob", '"qgA="'],
  ["uuid '12345678-1234-1234-1234-123456789abc'", '"12345678-1234-1234-1234-123456789abc"'],
  ["'b'::enum('a', 'b')", '"b"'],
  ["[9007199254740993, null, 1]", '["9007199254740993",null,1]'],
  ["[]::integer[]", "[]"],
  ["null::integer[]", "null"],
  ["null::struct(a integer)", "null"],
  ["array_value(1, 2)", "[1,2]"],
  [
    "{'at': timestamptz '2026-01-31 14:05:09+00', 'A': null, 'list': [{'x': 0.5}]}",
    '{"at":"2026-01-31T14:05:09Z","A":null,"list":[{"x":0.5}]}'
  ],
  ["row(1, 'two')", '{"v1":1,"v2":"two"}'],
  ["map {'b': 1::bigint, 'a': null}", '{"b":1,"a":null}'],
  ["map {1: [timestamptz '2026-01-31 14:05:09+00']}", '{"1":["2026-01-31T14:05:09Z"]}'],
  ["union_value(number := 2)", '{"number":2}'],
  [
    `'{"n": 12345678901234567890123, "e": 1e400, "list": [1.0, null]}'::json`,
    '{"n":12345678901234567890123,"e":1e400,"list":[1.0,null]}'
  ],
  ["'null'::json", "null"],
  ["null::json", "null"]
]

describe("a value in NDJSON", () => {
  for (const [expression, json] of values)
    it.effect(`is ${json} for ${expression}`, () =>
      Effect.gen(function* () {
        assert.strictEqual(yield* lineOf(yield* connect(), expression), `{"v":${json}}\n`)
      }).pipe(Effect.provide(nodeFiles))
    )

  it.effect("stays text where it is JSON with half of a surrogate pair, or of too many levels", () =>
    Effect.gen(function* () {
      const connection = yield* connect()
      const deep = `${"[".repeat(1001)}${"]".repeat(1001)}`
      const wide = `[${'"[[[[",'.repeat(2000)}1]`
      yield* execute(connection, "create table odd (place integer, j json)")
      const appender = yield* Effect.promise(() => connection.createAppender("odd"))
      const texts = ['{"a":"\\ud83d"}', deep, deep.slice(1, -1), wide]
      for (const [place, text] of texts.entries()) {
        appender.appendInteger(place)
        appender.appendVarchar(text)
        appender.endRow()
      }
      appender.closeSync()
      const { text } = yield* written(connection, table("select j from odd order by place"))
      const found = text.split("\n").map((line) => (line === "" ? undefined : JSON.parse(line).j))
      const [half, tooDeep, ...others] = texts
      assert.deepStrictEqual(found, [half, tooDeep, ...others.map((each) => JSON.parse(each)), undefined])
    }).pipe(Effect.provide(nodeFiles))
  )
})

describe("an NDJSON file", () => {
  it.effect("has a line of all columns for each row, in order, and none besides", () =>
    Effect.gen(function* () {
      const query =
        'select i as id, if(i = 1, null, \'x\') as x, i as "X", i as "a""b" from range(3) r(i) order by i desc'
      const { rows, text } = yield* written(yield* connect(), table(query))
      assert.strictEqual(
        text,
        '{"id":2,"x":"x","X_1":2,"a\\"b":2}\n{"id":1,"x":null,"X_1":1,"a\\"b":1}\n{"id":0,"x":"x","X_1":0,"a\\"b":0}\n'
      )
      assert.strictEqual(rows, 3)
    }).pipe(Effect.provide(nodeFiles))
  )

  it.effect("is empty without rows", () =>
    Effect.gen(function* () {
      const { rows, text } = yield* written(yield* connect(), table("select 1 as a limit 0"))
      assert.deepStrictEqual({ rows, text }, { rows: 0, text: "" })
    }).pipe(Effect.provide(nodeFiles))
  )

  it.effect("is read back by DuckDB as it was, ten thousand hostile texts and all types", () =>
    Effect.gen(function* () {
      const connection = yield* connect()
      yield* tableOfTexts(connection, corpus)
      const query = `select position, value, position::hugeint * 1e9::bigint as large, position / 4 as part,
        [value, null] as list, {'v': value, 'at': timestamptz '2026-01-31 14:05:09.25+00' + to_seconds(position)} as pair
        from texts order by position`
      const { path } = yield* written(connection, table(query))
      const types =
        "{position: 'integer', value: 'varchar', large: 'hugeint', part: 'double', list: 'varchar[]', pair: 'struct(v varchar, \"at\" timestamptz)'}"
      const back = `select * from read_json('${path}', format = 'newline_delimited', columns = ${types})`
      const [difference] = yield* rowsOf(
        connection,
        `select count(*)::integer as n from ((from (${query}) except all from (${back})) union all (from (${back}) except all from (${query})))`
      )
      const [count] = yield* rowsOf(connection, `select count(*)::integer as n from (${back})`)
      assert.deepStrictEqual([difference, count], [{ n: 0 }, { n: corpus.length }])
    }).pipe(Effect.provide(nodeFiles))
  )
})

describeWith("Python", python)("NDJSON, read by Python", (program) => {
  it.effect("is what DuckDB holds", () =>
    Effect.gen(function* () {
      const connection = yield* connect()
      yield* tableOfTexts(connection, corpus)
      const { path } = yield* written(
        connection,
        table("select position, value from texts order by position")
      )
      const script =
        "import json, sys\nlines = open(sys.argv[1], 'rb').read().split(b'\\n')\nassert lines.pop() == b''\nprint(json.dumps([json.loads(line.decode('utf-8', 'strict')) for line in lines]))"
      const { stderr, stdout } = spawnSync(program, ["-c", script, path], {
        encoding: "utf8",
        maxBuffer: 1 << 28
      })
      assert.strictEqual(stderr, "")
      assert.deepStrictEqual(
        JSON.parse(stdout),
        corpus.map((value, position) => ({ position, value }))
      )
    }).pipe(Effect.provide(nodeFiles))
  )
})
