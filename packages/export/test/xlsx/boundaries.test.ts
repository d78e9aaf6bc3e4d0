// The limits of Excel, each at one less, exactly and one more. Units and line feeds of a cell, and rows against a lower
// limit, are in `workbook.test.ts`; rows and columns at their full number in `reliability/limits.test.ts`.
import { readFile } from "node:fs/promises"
import { join } from "node:path"
import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { type ExportTable, exportFile, InvalidExport } from "../../src/index.ts"
import { xlsxLimits } from "../../src/xlsx/limits.ts"
import { columnHeaders, sheetName } from "../../src/xlsx/names.ts"
import { readZip } from "../../src/xlsx/zip.ts"
import { connect, execute } from "../duckdb.ts"
import { nodeFiles, temporaryFolder } from "../node-files.ts"
import { about, table } from "../request.ts"

const partsOf = Effect.fnUntraced(function* (one: ExportTable, ...setup: ReadonlyArray<string>) {
  const connection = yield* connect()
  yield* execute(connection, ...setup)
  const path = join(yield* temporaryFolder, "book.xlsx")
  yield* exportFile(connection, { ...about, path, format: "xlsx", tables: [one] })
  const parts = readZip(yield* Effect.promise(() => readFile(path)))
  return (name: string) => parts.get(name) ?? ""
})

const columnsQuery = (count: number) =>
  `select ${Array.from({ length: count }, (_, index) => `${index} as c${index}`).join(", ")}`

describe("a sheet at the limit of columns", () => {
  it.effect(`is refused with ${xlsxLimits.columns + 1}, before anything is written`, () =>
    Effect.gen(function* () {
      const error = yield* Effect.flip(partsOf(table(columnsQuery(xlsxLimits.columns + 1))))
      assert.strictEqual(error._tag, "InvalidExport")
      assert.instanceOf(error, InvalidExport)
      assert.deepInclude(error.reason, { code: "too_many_columns", columns: 16_385, most: 16_384 })
    }).pipe(Effect.provide(nodeFiles))
  )
})

describe("a sheet at the limit of links", () => {
  for (const [rows, links] of [
    [xlsxLimits.links - 1, xlsxLimits.links - 1],
    [xlsxLimits.links, xlsxLimits.links],
    [xlsxLimits.links + 1, xlsxLimits.links]
  ] as const)
    it.effect(`has ${links} of ${rows} addresses clickable, and all of them written`, () =>
      Effect.gen(function* () {
        const part = yield* partsOf(
          table(`select 'https://example.com/' || i as url from range(${rows}) r(i) order by i`)
        )
        const sheet = part("xl/worksheets/sheet1.xml")
        assert.strictEqual(sheet.split("<hyperlink ").length - 1, links)
        const related = part("xl/worksheets/_rels/sheet1.xml.rels")
        assert.strictEqual(related.split('TargetMode="External"').length - 1, links)
        assert.strictEqual(sheet.split("<t>https://example.com/").length - 1, rows)
        const styleOf = (row: number) => new RegExp(`<c r="A${row}" s="(\\d+)"`).exec(sheet)?.[1]
        assert.strictEqual(styleOf(links + 1), styleOf(2))
        if (rows > links) assert.notStrictEqual(styleOf(rows + 1), styleOf(2))
      }).pipe(Effect.provide(nodeFiles))
    )
})

describe("a column at the limit of widths", () => {
  for (const [asked, given] of [
    [254, 254],
    [255, 255],
    [256, 255]
  ])
    it.effect(`is ${given} wide when ${asked} are asked for`, () =>
      Effect.gen(function* () {
        const part = yield* partsOf(table("select 'x' as x", { columns: { x: { width: asked ?? 0 } } }))
        assert.include(part("xl/worksheets/sheet1.xml"), `<col min="1" max="1" width="${given}"`)
      }).pipe(Effect.provide(nodeFiles))
    )
})

describe("names at their limits", () => {
  it("of a sheet have 31 characters, and never end in half an emoji", () => {
    const named = (title: string) => sheetName(title, new Set())
    assert.strictEqual(named("n".repeat(30)), "n".repeat(30))
    assert.strictEqual(named("n".repeat(31)), "n".repeat(31))
    assert.strictEqual(named("n".repeat(32)), "n".repeat(31))
    assert.strictEqual(named(`${"n".repeat(29)}👍`), `${"n".repeat(29)}👍`)
    assert.strictEqual(named(`${"n".repeat(30)}👍`), "n".repeat(30))
  })

  it("of a second sheet have 31 characters with their number", () => {
    const taken = new Set<string>()
    for (const length of [31, 32]) assert.isAtMost(sheetName("n".repeat(length), taken).length, 31)
    assert.strictEqual(taken.size, 2)
  })

  it("of a column have 255 characters", () => {
    const [short, exact, long] = columnHeaders(["a".repeat(254), "b".repeat(255), "c".repeat(256)])
    assert.deepStrictEqual([short?.length, exact?.length, long?.length], [254, 255, 255])
  })
})

describe("a number at the limit of digits", () => {
  it.effect("of 14 and 15 digits is a number, of 16 a text", () =>
    Effect.gen(function* () {
      const numbers = ["99999999999999", "999999999999999", "1000000000000000", "-999999999999999"]
      const part = yield* partsOf(
        table(`select n::bigint as n from (values ${numbers.map((n) => `(${n})`).join(", ")}) t(n)`)
      )
      const sheet = part("xl/worksheets/sheet1.xml")
      assert.include(sheet, '<c r="A2"><v>99999999999999</v></c>')
      assert.include(sheet, '<c r="A3"><v>999999999999999</v></c>')
      assert.match(sheet, /<c r="A4" s="\d+" t="inlineStr"><is><t>1000000000000000<\/t><\/is><\/c>/)
      assert.include(sheet, '<c r="A5"><v>-999999999999999</v></c>')
    }).pipe(Effect.provide(nodeFiles))
  )
})

describe("a moment at the limits of Excel's calendar", () => {
  it.effect("is a text on 28 February 1900, a date from 1 March on, and a text again in the year 10000", () =>
    Effect.gen(function* () {
      const part = yield* partsOf(
        table(`select m from (values (timestamp '1900-02-28 23:59:59'), (timestamp '1900-03-01 00:00:00'),
          (timestamp '9999-12-31 23:59:59'), (timestamp '10000-01-01 00:00:00')) t(m) order by m`)
      )
      const sheet = part("xl/worksheets/sheet1.xml")
      assert.match(sheet, /<c r="A2" s="\d+" t="inlineStr"><is><t>1900-02-28 23:59:59<\/t>/)
      assert.match(sheet, /<c r="A3" s="\d+"><v>61\.0<\/v>/)
      assert.match(sheet, /<c r="A4" s="\d+"><v>2958465\.99998842\d*<\/v>/)
      assert.match(sheet, /<c r="A5" s="\d+" t="inlineStr"><is><t>10000-01-01 00:00:00<\/t>/)
    }).pipe(Effect.provide(nodeFiles))
  )
})
