import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as fc from "fast-check"
import { cutMark, xlsxLimits } from "../../src/index.ts"
import { connect, execute, tableOfTexts } from "../duckdb.ts"
import { hostileText, hostileTexts } from "../hostile.ts"
import { nodeFiles } from "../node-files.ts"
import { table } from "../request.ts"
import { cellsOf, workbookOf } from "./reading.ts"

const roundTrip = Effect.fnUntraced(function* (texts: ReadonlyArray<string | null>) {
  const connection = yield* connect()
  yield* tableOfTexts(connection, texts)
  const { report, workbook } = yield* workbookOf(connection, [
    table("select position, value, value as again from texts order by position")
  ])
  const rows = cellsOf(workbook.worksheets[0]).slice(1)
  assert.deepStrictEqual(
    rows,
    texts.map((text, position) => [position, text || null, text || null])
  )
  assert.deepStrictEqual(report.cuts, [])
})

it.effect("a small workbook has the same cells in fewer bytes, and an unknown compression is refused", () =>
  Effect.gen(function* () {
    const connection = yield* connect()
    const rows = table(
      "select '1101' as instance, '7900' || i % 50 || '@c.us' as chat, i as id, 'the order ' || i || ' is paid' as text from range(3000) as r(i)"
    )
    const fast = yield* workbookOf(connection, [rows])
    const small = yield* workbookOf(connection, [rows], { compression: "small" })
    assert.deepStrictEqual(cellsOf(small.workbook.worksheets[0]), cellsOf(fast.workbook.worksheets[0]))
    assert.isBelow(small.report.bytes, 0.95 * fast.report.bytes)
    const refused = yield* Effect.flip(workbookOf(connection, [rows], { compression: "SMALL" as "small" }))
    assert.strictEqual(refused.message, '"SMALL" is no compression: pass fast or small')
  }).pipe(Effect.provide(nodeFiles))
)

describe("the texts of a workbook", () => {
  it.effect("are what DuckDB holds, however hostile", () =>
    roundTrip([...hostileTexts, null, "", "nul \0 inside"]).pipe(Effect.provide(nodeFiles))
  )

  it.live("are what DuckDB holds, whatever they are", () =>
    Effect.promise(() =>
      fc.assert(
        fc.asyncProperty(
          fc.array(fc.option(hostileText, { freq: 10 }), { minLength: 1, maxLength: 150 }),
          (texts) => Effect.runPromise(Effect.scoped(roundTrip(texts)).pipe(Effect.provide(nodeFiles)))
        ),
        { numRuns: 15 }
      )
    )
  )

  it.effect("are what DuckDB holds, too, when only a late row of a column has anything to escape", () =>
    Effect.gen(function* () {
      const connection = yield* connect()
      const late = ["<&>", "_x0041_", " blank ", "\u0001", "\r\n"]
      yield* tableOfTexts(connection, [...Array.from({ length: 1500 }, () => "plain"), ...late])
      const { workbook } = yield* workbookOf(connection, [
        table("select 'id' || position as id, value, 'never' as other from texts order by position")
      ])
      const rows = cellsOf(workbook.worksheets[0]).slice(-late.length)
      assert.deepStrictEqual(
        rows,
        late.map((text, index) => [`id${1500 + index}`, text, "never"])
      )
    }).pipe(Effect.provide(nodeFiles))
  )

  it.effect("are cut at 32,767 UTF-16 units, no sooner and no later, and never inside an emoji", () =>
    Effect.gen(function* () {
      const limit = xlsxLimits.cellUnits
      const room = limit - cutMark.length
      const fits = [
        "x".repeat(limit - 1),
        "x".repeat(limit),
        "ж".repeat(limit),
        `x${"👍".repeat((limit - 1) / 2)}`,
        `${"&".repeat(limit)}`,
        `${"\u0001".repeat(limit)}`
      ]
      const cut = [
        "x".repeat(limit + 1),
        "ж".repeat(limit + 1),
        "👍".repeat((limit + 1) / 2),
        `x${"👍".repeat((limit + 1) / 2)}`,
        `${"&\u0001_x0041_".repeat(limit)}`,
        "\uFDD0👍\uFDD0".repeat(limit)
      ]
      const connection = yield* connect()
      yield* tableOfTexts(connection, [...fits, ...cut, "short"])
      const { report, workbook } = yield* workbookOf(connection, [
        table("select value, position, value as copy from texts order by position")
      ])
      const rows = cellsOf(workbook.worksheets[0]).slice(1)
      fits.forEach((text, index) => {
        assert.isTrue(rows[index]?.[0] === text, `text ${index}`)
      })
      cut.forEach((text, index) => {
        const value = String(rows[fits.length + index]?.[0])
        assert.isTrue(value.endsWith(cutMark), `${index}`)
        const kept = value.slice(0, -cutMark.length)
        assert.isTrue(text.startsWith(kept), `${index}`)
        assert.isTrue(kept.isWellFormed(), `${index}`)
        assert.isAtMost(value.length, limit)
        assert.isAtLeast(kept.length, room - 1)
      })
      assert.deepStrictEqual(report.cuts, [
        { kind: "cells", file: "book.xlsx", table: "things", column: "value", cells: cut.length },
        { kind: "cells", file: "book.xlsx", table: "things", column: "copy", cells: cut.length }
      ])
    }).pipe(Effect.provide(nodeFiles))
  )

  for (const cellUnits of [20, 21, 22])
    it.effect(`are cut to any limit (${cellUnits} units)`, () =>
      Effect.gen(function* () {
        const texts = ["a", "👍", "a👍", "👍a👍"].flatMap((unit) =>
          Array.from({ length: 30 }, (_, n) => unit.repeat(n))
        )
        const connection = yield* connect()
        yield* tableOfTexts(connection, texts)
        const { report, workbook } = yield* workbookOf(
          connection,
          [table("select value, 1 as one from texts order by position")],
          { limits: { cellUnits, cellLineFeeds: 5 } }
        )
        const rows = cellsOf(workbook.worksheets[0]).slice(1)
        texts.forEach((text, index) => {
          const value = String(rows[index]?.[0] ?? "")
          if (text.length <= cellUnits) {
            assert.strictEqual(value, text)
            return
          }
          const kept = value.slice(0, -cutMark.length)
          assert.isTrue(value.endsWith(cutMark) && text.startsWith(kept) && kept.isWellFormed(), value)
          assert.isTrue(value.length === cellUnits || value.length === cellUnits - 1, value)
        })
        const tooLong = texts.filter((text) => text.length > cellUnits).length
        assert.strictEqual(report.cuts[0]?.kind === "cells" && report.cuts[0].cells, tooLong)
      }).pipe(Effect.provide(nodeFiles))
    )

  it.effect("have at most 253 line feeds", () =>
    Effect.gen(function* () {
      const texts = [252, 253, 254, 1000].map((n) => `start${"x\n".repeat(n)}end`)
      const connection = yield* connect()
      yield* tableOfTexts(connection, texts)
      const { report, workbook } = yield* workbookOf(connection, [
        table("select value, 1 as one from texts order by position")
      ])
      const values = cellsOf(workbook.worksheets[0])
        .slice(1)
        .map(([value]) => String(value))
      assert.isTrue(values[0] === texts[0] && values[1] === texts[1])
      for (const value of values.slice(2)) {
        assert.strictEqual(value.split("\n").length - 1, 253)
        assert.isTrue(value.endsWith(cutMark))
      }
      assert.deepStrictEqual(report.cuts, [
        { kind: "cells", file: "book.xlsx", table: "things", column: "value", cells: 2 }
      ])
    }).pipe(Effect.provide(nodeFiles))
  )
})

describe("the values of a workbook", () => {
  it.effect("are numbers where Excel holds them exactly, and text where not", () =>
    Effect.gen(function* () {
      const connection = yield* connect()
      const { workbook } = yield* workbookOf(connection, [
        table(`select * replace (flt::float as flt) from (values
          (1, 999999999999999::bigint, 1.5::double, 1.10::decimal(9,2), 1.5::decimal(38,10), 5::hugeint, 0.1::float),
          (2, 1000000000000000, 1e-300, 0.01, 123456789012345.6, 170141183460469231731687303715884105727, 'nan'),
          (3, -1000000000000000, 'inf', -1, 12345678901234567890.5, -170141183460469231731687303715884105728, '-inf'),
          (4, -9223372036854775808, '-inf', null, 0.0000000001, null, 3.4e38),
          (5, null, 1e308, 0, 0.1234567891, 0, 0),
          (6, 0, 1e-310, 12345.67, null, -999999999999999, 1e-40)
        ) t(i, big, dbl, dec, wide, huge, flt) order by i`)
      ])
      assert.deepStrictEqual(cellsOf(workbook.worksheets[0]).slice(1), [
        [1, 999999999999999, 1.5, 1.1, 1.5, 5, 0.1],
        [
          2,
          "1000000000000000",
          1e-300,
          0.01,
          "123456789012345.6000000000",
          "170141183460469231731687303715884105727",
          "nan"
        ],
        [
          3,
          "-1000000000000000",
          "inf",
          -1,
          "12345678901234567890.5000000000",
          "-170141183460469231731687303715884105728",
          "-inf"
        ],
        [4, "-9223372036854775808", "-inf", null, 1e-10, null, 3.4e38],
        [5, null, "1e+308", 0, 0.1234567891, 0, 0],
        [6, 0, "1e-310", 12345.67, null, -999999999999999, 1e-40]
      ])
    }).pipe(Effect.provide(nodeFiles))
  )

  it.effect("are dates in the zone, across the change of daylight saving time", () =>
    Effect.gen(function* () {
      const connection = yield* connect()
      const { workbook } = yield* workbookOf(
        connection,
        [
          table(
            "select timestamptz '2026-03-29 00:30:00+00' + to_hours(i) as t, timestamp '2026-10-25 02:30:00.5' as wall, date '2026-01-31' as day, timestamp_s '2026-01-01 01:02:03' as s, timestamp_ns '2026-01-01 01:02:03.123456789' as ns from range(2) r(i) order by i"
          )
        ],
        { timeZone: "Europe/Berlin" }
      )
      const sheet = workbook.worksheets[0]
      const others = [
        "2026-10-25T02:30:00.500Z",
        "2026-01-31T00:00:00.000Z",
        "2026-01-01T01:02:03.000Z",
        "2026-01-01T01:02:03.123Z"
      ]
      assert.deepStrictEqual(
        cellsOf(sheet)
          .slice(1)
          .map((row) => row.map((value) => (value instanceof Date ? value.toISOString() : value))),
        [
          ["2026-03-29T01:30:00.000Z", ...others],
          ["2026-03-29T03:30:00.000Z", ...others]
        ]
      )
      assert.strictEqual(sheet?.getCell("A2").numFmt, "yyyy-mm-dd hh:mm:ss")
      assert.strictEqual(sheet?.getCell("C2").numFmt, "yyyy-mm-dd")
    }).pipe(Effect.provide(nodeFiles))
  )

  it.effect("are text where Excel has no such date", () =>
    Effect.gen(function* () {
      const connection = yield* connect()
      const { workbook } = yield* workbookOf(connection, [
        table(`select * from (values
          (1, timestamp '1900-02-28 23:59:59', date '1900-02-28'),
          (2, timestamp '1900-03-01 00:00:00', date '1900-03-01'),
          (3, timestamp '9999-12-31 23:59:59', date '9999-12-31'),
          (4, timestamp '10000-01-01 00:00:00', date '10000-01-01'),
          (5, 'infinity'::timestamp, '-infinity'::date),
          (6, timestamp '0044-03-15 (BC) 12:00:00', date '0044-03-15 (BC)'),
          (7, null, null)
        ) t(i, moment, day) order by i`)
      ])
      const rows = cellsOf(workbook.worksheets[0])
        .slice(1)
        .map(([, ...row]) => row.map((value) => (value instanceof Date ? value.toISOString() : value)))
      assert.deepStrictEqual(rows, [
        ["1900-02-28 23:59:59", "1900-02-28"],
        ["1900-03-01T00:00:00.000Z", "1900-03-01T00:00:00.000Z"],
        ["9999-12-31T23:59:59.000Z", "9999-12-31T00:00:00.000Z"],
        ["10000-01-01 00:00:00", "10000-01-01"],
        ["infinity", "-infinity"],
        ["0044-03-15 (BC) 12:00:00", "0044-03-15 (BC)"],
        [null, null]
      ])
    }).pipe(Effect.provide(nodeFiles))
  )

  it.effect("are booleans, and the text of everything else", () =>
    Effect.gen(function* () {
      const connection = yield* connect()
      const { workbook } = yield* workbookOf(connection, [
        table(
          `select true as t, false as f, null::boolean as n, [1, 2] as l, {a: '<x>'} as s, '{"j":1}'::json as j, '\\xFF'::blob as b, uuid '00000000-0000-0000-0000-000000000001' as u, time '01:02:03' as h, interval '1 day' as i, 'x'::enum('x') as e`
        )
      ])
      assert.deepStrictEqual(cellsOf(workbook.worksheets[0])[1], [
        true,
        false,
        null,
        "[1,2]",
        '{"a":"<x>"}',
        '{"j":1}',
        "/w==",
        "00000000-0000-0000-0000-000000000001",
        "01:02:03",
        "1 day",
        "x"
      ])
    }).pipe(Effect.provide(nodeFiles))
  )

  it.effect("hold a row for every type of DuckDB", () =>
    Effect.gen(function* () {
      const connection = yield* connect()
      yield* execute(
        connection,
        "create table t as select * exclude (timestamp_tz, timestamptz_array) from test_all_types()"
      )
      const { workbook } = yield* workbookOf(connection, [table("from t")])
      assert.strictEqual(workbook.worksheets[0]?.rowCount, 4)
    }).pipe(Effect.provide(nodeFiles))
  )
})

describe("the sheets of a workbook", () => {
  it.effect("are tables with a bold frozen header, a filter and fitting columns", () =>
    Effect.gen(function* () {
      const connection = yield* connect()
      const { workbook } = yield* workbookOf(
        connection,
        [
          table(
            "select '123' as id, repeat('long ', 40) as text, 5 as n, timestamp '2026-01-01 00:00:00' as moment",
            {
              title: "Poll votes",
              columns: { n: { title: "How many", width: 33 } }
            }
          )
        ],
        { metadata: { archive: "/data" }, timeZone: "Asia/Tokyo" }
      )
      const sheet = workbook.worksheets[0]
      assert.strictEqual(sheet?.name, "Poll votes")
      assert.deepStrictEqual(cellsOf(sheet)[0], ["id", "text", "How many", "moment"])
      assert.isTrue(sheet?.getCell("A1").font.bold)
      const view = sheet?.views[0]
      assert.strictEqual(view?.state === "frozen" && view.ySplit, 1)
      const found = sheet?.getTable("tblPollVotes")
      const ref = found !== undefined && "table" in found ? found.table : undefined
      assert.deepInclude(ref, {
        tableRef: "A1:D2",
        autoFilterRef: "A1:D2",
        headerRow: true,
        totalsRow: false
      })
      assert.deepStrictEqual(
        [1, 2, 3, 4].map((column) => sheet?.getColumn(column).width),
        [8, 60, 33, 21]
      )
      assert.strictEqual(sheet?.getCell("A2").numFmt, "@")
      assert.isTrue(sheet?.getCell("B2").alignment.wrapText)
      assert.strictEqual(workbook.creator, "chatledger 1.2.3")
      assert.strictEqual(workbook.created.toISOString(), "2026-02-03T04:05:06.000Z")
      assert.strictEqual(workbook.modified.toISOString(), "2026-02-03T04:05:06.000Z")
      assert.include(workbook.description, "archive: /data")
      assert.include(workbook.description, "time_zone: Asia/Tokyo")
    }).pipe(Effect.provide(nodeFiles))
  )

  it.effect("are tables also without rows, and with only NULLs", () =>
    Effect.gen(function* () {
      const connection = yield* connect()
      const { report, workbook } = yield* workbookOf(connection, [
        table("select 1 as a, 'x' as b where false", { name: "none" }),
        table("select null::varchar as a, null::int as b from range(3)", { name: "nothing" })
      ])
      assert.strictEqual(report.rows, 3)
      assert.deepStrictEqual(cellsOf(workbook.worksheets[0]), [
        ["a", "b"],
        [null, null]
      ])
    }).pipe(Effect.provide(nodeFiles))
  )

  for (const rows of [4, 5, 6, 15, 16])
    it.effect(`hold at most their limit of rows (${rows} rows, 5 a sheet)`, () =>
      Effect.gen(function* () {
        const connection = yield* connect()
        const { report, workbook } = yield* workbookOf(
          connection,
          [
            table(`select i, 'x' || i as x from range(${rows}) r(i) order by i`, { title: "Messages" }),
            table("select 1 as one", { name: "other" })
          ],
          { limits: { rows: 6 } }
        )
        const sheets = Math.ceil(rows / 5)
        const names = Array.from({ length: sheets }, (_, n) => (n === 0 ? "Messages" : `Messages (${n + 1})`))
        assert.deepStrictEqual(
          workbook.worksheets.map(({ name }) => name),
          [...names, "other"]
        )
        const values = names.flatMap((name) => cellsOf(workbook.getWorksheet(name)).slice(1))
        assert.deepStrictEqual(
          values,
          Array.from({ length: rows }, (_, i) => [i, `x${i}`])
        )
        for (const name of names) assert.deepStrictEqual(cellsOf(workbook.getWorksheet(name))[0], ["i", "x"])
        assert.deepStrictEqual(
          report.cuts,
          sheets === 1 ? [] : [{ kind: "rows", file: "book.xlsx", table: "things", rows, sheets: names }]
        )
      }).pipe(Effect.provide(nodeFiles))
    )

  it.effect("hold at most as many bytes as a zip can hold without zip64", () =>
    Effect.gen(function* () {
      const connection = yield* connect()
      const { report, workbook } = yield* workbookOf(
        connection,
        [table("select i, repeat('text ', 20) as t from range(100) r(i) order by i", { title: "Messages" })],
        { limits: { sheetBytes: 10_000 } }
      )
      const numbers = workbook.worksheets.flatMap((sheet) =>
        cellsOf(sheet)
          .slice(1)
          .map(([i]) => i)
      )
      assert.deepStrictEqual(
        numbers,
        Array.from({ length: 100 }, (_, i) => i)
      )
      assert.strictEqual(report.cuts[0]?.kind, "rows")
      assert.isAbove(workbook.worksheets.length, 1)
    }).pipe(Effect.provide(nodeFiles))
  )

  it.effect("have headers that Excel accepts, whatever the columns are called", () =>
    Effect.gen(function* () {
      const connection = yield* connect()
      const long = "x".repeat(300)
      const { workbook } = yield* workbookOf(connection, [
        table(
          `select 1 as "Name", 2 as "name", 3 as " ", 4 as "a\nb", 5 as "_x0041_", 6 as "=1+1", 7 as "<&>", 8 as "${long}", 9 as "${long}y"`
        )
      ])
      assert.deepStrictEqual(cellsOf(workbook.worksheets[0])[0], [
        "Name",
        "name (2)",
        "Column 3",
        "a b",
        "_x0041_",
        "=1+1",
        "<&>",
        "x".repeat(255),
        `${"x".repeat(251)} (2)`
      ])
    }).pipe(Effect.provide(nodeFiles))
  )

  it.effect("keep the order of their query over many ranges", () =>
    Effect.gen(function* () {
      const connection = yield* connect(":memory:", { threads: "2" })
      const { workbook } = yield* workbookOf(connection, [
        table("select i, repeat('text ', 50) as t, '<' || i as marked from range(30000) r(i) order by i")
      ])
      const rows = cellsOf(workbook.worksheets[0]).slice(1)
      assert.strictEqual(rows.length, 30000)
      assert.isTrue(rows.every(([i, , marked], index) => i === index && marked === `<${index}`))
    }).pipe(Effect.provide(nodeFiles))
  )
})
