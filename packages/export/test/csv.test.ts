import { readFile } from "node:fs/promises"
import { join } from "node:path"
import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as fc from "fast-check"
import Papa from "papaparse"
import { type CsvProfile, csvProfiles, type ExportTable, exportFile } from "../src/index.ts"
import { connect, execute, rowsOf, tableOfTexts } from "./duckdb.ts"
import { hostileText, hostileTexts } from "./hostile.ts"
import { nodeFiles, temporaryFolder } from "./node-files.ts"
import { about, table } from "./request.ts"

type Connection = Effect.Success<ReturnType<typeof connect>>

const profiles = Object.keys(csvProfiles) as ReadonlyArray<CsvProfile>

const written = Effect.fnUntraced(function* (
  connection: Connection,
  one: ExportTable,
  profile: CsvProfile = "rfc4180",
  timeZone = "UTC"
) {
  const path = join(yield* temporaryFolder, "things.csv")
  const request = { ...about, path, format: "csv", tables: [one], csvProfile: profile, timeZone } as const
  const { rows } = yield* exportFile(connection, request)
  return { rows, text: yield* Effect.promise(() => readFile(path, "utf8")) }
})

/** What papaparse makes of a file: the header and the rows. */
const parsed = (text: string, profile: CsvProfile) => {
  const { data, errors } = Papa.parse<ReadonlyArray<string>>(text.replace(/^\uFEFF/, ""), {
    delimiter: csvProfiles[profile].delimiter,
    newline: "\r\n"
  })
  assert.deepStrictEqual(errors, [])
  const [header = [], ...rows] = data
  assert.deepStrictEqual(rows.pop(), [""])
  return { header, rows }
}

const unguarded = (text: string) => text.replace(/^'/, "")

const roundTrip = Effect.fnUntraced(function* (texts: ReadonlyArray<string | null>, profile: CsvProfile) {
  const connection = yield* connect()
  yield* tableOfTexts(connection, texts)
  const { text } = yield* written(
    connection,
    table("select position, value from texts order by position"),
    profile
  )
  const { rows } = parsed(text, profile)
  assert.strictEqual(rows.length, texts.length)
  texts.forEach((original, position) => {
    const cell = rows[position]?.[1] ?? "missing"
    const expected = (original ?? "").replaceAll("\0", "\u{FFFD}")
    if (!csvProfiles[profile].forExcel) {
      assert.strictEqual(cell, expected)
      return
    }
    assert.notMatch(cell, /^[=+\-@\t\r＝＋－＠]/, "nothing that Excel may calculate")
    const guardedText = /^[=+\-@\t\r＝＋－＠']/.test(expected)
    assert.strictEqual(guardedText ? unguarded(cell) : cell, expected)
    if (guardedText) assert.isTrue(cell.startsWith("'"))
  })
})

interface Row {
  readonly text: string | null
  readonly whole: number | null
  readonly part: number | null
  readonly yes: boolean | null
  readonly seconds: number | null
}

const berlin = new Intl.DateTimeFormat("sv-SE", {
  timeZone: "Europe/Berlin",
  dateStyle: "short",
  timeStyle: "medium"
})

const rowsTrip = Effect.fnUntraced(function* (rows: ReadonlyArray<Row>, profile: CsvProfile) {
  const connection = yield* connect()
  yield* tableOfTexts(
    connection,
    rows.map(({ text }) => text)
  )
  const others = rows.map(({ part, seconds, whole, yes }, position) => {
    const time = seconds === null ? "null" : `to_timestamp(${seconds})`
    return `(${position}, ${whole}::bigint, ${part === null ? "null" : `'${part}'`}::double, ${yes}::boolean, ${time}::timestamptz)`
  })
  const { text } = yield* written(
    connection,
    table(
      `select position, value, whole, part, yes, moment
       from texts join (values ${others.join(", ")}) as o(position, whole, part, yes, moment) using (position) order by position`
    ),
    profile,
    "Europe/Berlin"
  )
  const { decimalComma, forExcel } = csvProfiles[profile]
  const { rows: read } = parsed(text, profile)
  const back = read.map(([position, value = "", whole, part = "", yes, moment]) => [
    Number(position),
    forExcel && /^'[=+\-@\t\r＝＋－＠']/.test(value) ? value.slice(1) : value,
    whole === "" ? null : Number(whole),
    part === "" ? null : Number(decimalComma ? part.replace(",", ".") : part),
    yes,
    moment
  ])
  const expected = rows.map(({ part, seconds, text, whole, yes }, position) => [
    position,
    (text ?? "").replaceAll("\0", "\u{FFFD}"),
    whole,
    part,
    yes === null ? "" : String(yes),
    seconds === null ? "" : berlin.format(new Date(seconds * 1000))
  ])
  assert.deepStrictEqual(back, expected)
})

describe("a CSV file", () => {
  for (const profile of profiles)
    it.effect(`gives every hostile text back to papaparse (${profile})`, () =>
      roundTrip([...hostileTexts, null, "nul \0 inside"], profile).pipe(Effect.provide(nodeFiles))
    )

  for (const profile of profiles)
    it.live(`gives any text back to papaparse (${profile})`, () =>
      Effect.promise(() =>
        fc.assert(
          fc.asyncProperty(
            fc.array(fc.option(hostileText, { freq: 20 }), { minLength: 1, maxLength: 200 }),
            (texts) =>
              Effect.runPromise(Effect.scoped(roundTrip(texts, profile)).pipe(Effect.provide(nodeFiles)))
          ),
          { numRuns: 15 }
        )
      )
    )

  const cell = fc.record({
    text: fc.option(hostileText),
    whole: fc.option(fc.maxSafeInteger()),
    part: fc.option(
      fc.double({ noNaN: true, noDefaultInfinity: true }).map((part) => (part === 0 ? 0 : part))
    ),
    yes: fc.option(fc.boolean()),
    seconds: fc.option(fc.integer({ min: 0, max: 4_102_444_800 }))
  })

  for (const profile of profiles)
    it.live(`gives rows of every kind back to papaparse (${profile})`, () =>
      Effect.promise(() =>
        fc.assert(
          fc.asyncProperty(fc.array(cell, { minLength: 1, maxLength: 60 }), (rows) =>
            Effect.runPromise(Effect.scoped(rowsTrip(rows, profile)).pipe(Effect.provide(nodeFiles)))
          ),
          { numRuns: 8 }
        )
      )
    )

  it.effect("writes each profile as its readers expect", () =>
    Effect.gen(function* () {
      const connection = yield* connect()
      const one = table(
        "select 'a;b' as \"first;one\", 'c,d' as second, -1.5::double as number, -2 as whole, 1.50::decimal(9,2) as money, true as yes, '=1' as formula"
      )
      const expected: Record<CsvProfile, string> = {
        rfc4180: '"first;one",second,number,whole,money,yes,formula\r\na;b,"c,d",-1.5,-2,1.50,true,=1\r\n',
        "excel-us":
          '\uFEFF"first;one",second,number,whole,money,yes,formula\r\na;b,"c,d",-1.5,-2,1.50,true,\'=1\r\n',
        "excel-eu":
          '\uFEFF"first;one";second;number;whole;money;yes;formula\r\n"a;b";c,d;-1.5;-2;1.50;true;\'=1\r\n',
        "excel-ru":
          '\uFEFF"first;one";second;number;whole;money;yes;formula\r\n"a;b";c,d;-1,5;-2;1,50;true;\'=1\r\n'
      }
      for (const profile of profiles)
        assert.strictEqual((yield* written(connection, one, profile)).text, expected[profile])
    }).pipe(Effect.provide(nodeFiles))
  )

  it.effect("guards headers that look like formulas, too", () =>
    Effect.gen(function* () {
      const connection = yield* connect()
      const { text } = yield* written(connection, table('select 1 as "=1+1", 2 as "+x"'), "excel-us")
      assert.strictEqual(text, "\uFEFF'=1+1,'+x\r\n1,2\r\n")
    }).pipe(Effect.provide(nodeFiles))
  )

  it.effect("shows times in the zone, across the change of daylight saving time", () =>
    Effect.gen(function* () {
      const connection = yield* connect()
      const one = table(
        "select timestamptz '2026-03-29 00:30:00+00' + to_hours(i) as t, timestamp '2026-01-01 00:00:00' as wall, date '2026-01-31' as day, time '01:02:03' as hour from range(3) r(i) order by i"
      )
      const { text } = yield* written(connection, one, "rfc4180", "Europe/Berlin")
      assert.strictEqual(
        text,
        [
          "t,wall,day,hour",
          "2026-03-29 01:30:00,2026-01-01 00:00:00,2026-01-31,01:02:03",
          "2026-03-29 03:30:00,2026-01-01 00:00:00,2026-01-31,01:02:03",
          "2026-03-29 04:30:00,2026-01-01 00:00:00,2026-01-31,01:02:03",
          ""
        ].join("\r\n")
      )
    }).pipe(Effect.provide(nodeFiles))
  )

  it.effect("tells NULL from an empty text", () =>
    Effect.gen(function* () {
      const connection = yield* connect()
      const { text } = yield* written(connection, table("select null::varchar as a, '' as b, null::int as c"))
      assert.strictEqual(text, 'a,b,c\r\n,"",\r\n')
    }).pipe(Effect.provide(nodeFiles))
  )

  it.effect("loses no row of a table with one column", () =>
    Effect.gen(function* () {
      const connection = yield* connect()
      const { rows, text } = yield* written(
        connection,
        table("select case when i % 2 = 0 then 'x' || i end as a from range(4) r(i) order by i")
      )
      assert.strictEqual(rows, 4)
      assert.strictEqual(text, 'a\r\nx0\r\n""\r\nx2\r\n""\r\n')
    }).pipe(Effect.provide(nodeFiles))
  )

  it.effect("of no rows is its header", () =>
    Effect.gen(function* () {
      const connection = yield* connect()
      const { rows, text } = yield* written(
        connection,
        table("select 1 as a, 2 as b where false"),
        "excel-eu"
      )
      assert.strictEqual(rows, 0)
      assert.strictEqual(text, "\uFEFFa;b\r\n")
    }).pipe(Effect.provide(nodeFiles))
  )

  it.effect("has lists, structs, maps and JSON as JSON with times in the zone, and BLOB as base64", () =>
    Effect.gen(function* () {
      const connection = yield* connect()
      const at = "timestamptz '2026-01-01 00:00:00+00'"
      const { text } = yield* written(
        connection,
        table(
          `select [1, null] as l, {t: ${at}, n: [${at}], "a b": 'x'} as s, map {'k': ${at}} as m, '{"j": [1]}'::json as j, '\\xFF\\x00'::blob as b, null::struct(t timestamptz) as nothing`
        ),
        "rfc4180",
        "Asia/Tokyo"
      )
      assert.deepStrictEqual(parsed(text, "rfc4180").rows, [
        [
          "[1,null]",
          '{"t":"2026-01-01 09:00:00","n":["2026-01-01 09:00:00"],"a b":"x"}',
          '{"k":"2026-01-01 09:00:00"}',
          '{"j": [1]}',
          "/wA=",
          ""
        ]
      ])
    }).pipe(Effect.provide(nodeFiles))
  )

  it.effect("guards base64 and JSON text like any text, but no number", () =>
    Effect.gen(function* () {
      const connection = yield* connect()
      const { text } = yield* written(
        connection,
        table(
          "select '\\xF8\\x00'::blob as b, -7 as n, -0.5 as d, interval '-1 day' as i, '-'::json as j where true".replace(
            "'-'::json",
            "'\"-\"'::json"
          )
        ),
        "excel-us"
      )
      assert.deepStrictEqual(parsed(text, "excel-us").rows, [["'+AA=", "-7", "-0.5", "'-1 day", '"-"']])
    }).pipe(Effect.provide(nodeFiles))
  )

  it.effect("holds a row for every type of DuckDB", () =>
    Effect.gen(function* () {
      const connection = yield* connect()
      yield* execute(
        connection,
        "create table t as select * exclude (timestamp_tz, timestamptz_array) from test_all_types()"
      )
      for (const profile of profiles) {
        const { text } = yield* written(connection, table("from t"), profile)
        assert.strictEqual(parsed(text, profile).rows.length, 3)
      }
    }).pipe(Effect.provide(nodeFiles))
  )

  it.effect("keeps the order of its query over many rows, guard and all", () =>
    Effect.gen(function* () {
      const connection = yield* connect(":memory:", { threads: "2" })
      yield* execute(
        connection,
        "create table t as select hash(i) as h, '=' || i as x from range(150000) r(i)"
      )
      const { text } = yield* written(connection, table("select x, h from t order by h, x"), "excel-us")
      const expected = yield* rowsOf(connection, "select x from t order by h, x")
      const { rows } = parsed(text, "excel-us")
      assert.isTrue(rows.every(([x], index) => x === `'${expected[index]?.["x"]}`))
    }).pipe(Effect.provide(nodeFiles))
  )
})
