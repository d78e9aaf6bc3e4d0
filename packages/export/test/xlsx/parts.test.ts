// The parts of a workbook as text: what readers forgive and Excel does not.
import { readFile } from "node:fs/promises"
import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { readZip } from "../../src/xlsx/zip.ts"
import { connect, tableOfTexts } from "../duckdb.ts"
import { nodeFiles } from "../node-files.ts"
import { table } from "../request.ts"
import { workbookOf } from "./reading.ts"

const partsOf = Effect.fnUntraced(function* (texts: ReadonlyArray<string>) {
  const connection = yield* connect()
  yield* tableOfTexts(connection, texts)
  const { path } = yield* workbookOf(connection, [
    table(
      "select value, position, uuid '00000000-0000-0000-0000-000000000001' as id from texts order by position",
      {
        title: "Texts & more"
      }
    ),
    table("select 1 as one where false", { name: "nothing" })
  ])
  const parts = readZip(yield* Effect.promise(() => readFile(path)))
  return (name: string) => parts.get(name) ?? ""
})

// ECMA-376 part 1, 18.3.1.99, as far as the writer uses it.
const worksheetOrder = [
  "dimension",
  "sheetViews",
  "sheetFormatPr",
  "cols",
  "sheetData",
  "pageMargins",
  "pageSetup",
  "ignoredErrors",
  "tableParts"
]

describe("the parts of a workbook", () => {
  it.effect("stand in the order of the specification inside a sheet", () =>
    Effect.gen(function* () {
      const part = yield* partsOf(["x"])
      const xml = part("xl/worksheets/sheet1.xml")
      const places = worksheetOrder.map((name) => xml.indexOf(`<${name}`))
      assert.notInclude(places, -1)
      assert.deepStrictEqual(
        places,
        places.toSorted((a, b) => a - b)
      )
      assert.include(xml, '<dimension ref="A1:C2"/>')
      assert.include(xml, '<ignoredError sqref="A2:C2" numberStoredAsText="1"/>')
    }).pipe(Effect.provide(nodeFiles))
  )

  it.effect("keep blanks and line breaks at the edges of a text, and the plain texts short", () =>
    Effect.gen(function* () {
      const spaced = [" x", "x ", "\nx", "x\n", "a\nb", "\t"]
      const part = yield* partsOf([...spaced, "plain", "two words", "a| b"])
      const xml = part("xl/worksheets/sheet1.xml")
      for (const text of spaced) assert.include(xml, `<t xml:space="preserve">${text}</t>`)
      assert.include(xml, "<t>plain</t>")
      assert.include(xml, "<t>two words</t>")
      assert.include(xml, ">a| b</t>")
    }).pipe(Effect.provide(nodeFiles))
  )

  it.effect("have a row and a reference for every cell, and a row also in an empty table", () =>
    Effect.gen(function* () {
      const part = yield* partsOf(["x", "y"])
      const xml = part("xl/worksheets/sheet1.xml")
      assert.deepStrictEqual(
        [...xml.matchAll(/<row r="(\d+)"/g)].map(([, row]) => row),
        ["1", "2", "3"]
      )
      assert.deepStrictEqual(
        [...xml.matchAll(/<c r="([A-Z]+\d+)"/g)].map(([, reference]) => reference),
        ["A1", "B1", "C1", "A2", "B2", "C2", "A3", "B3", "C3"]
      )
      assert.include(part("xl/worksheets/sheet2.xml"), '<row r="2"></row></sheetData>')
    }).pipe(Effect.provide(nodeFiles))
  )

  it.effect("announce no totals row and no filter of the sheet's own", () =>
    Effect.gen(function* () {
      const part = yield* partsOf(["x"])
      const xml = part("xl/tables/table1.xml")
      assert.include(xml, 'displayName="tblTextsMore" ref="A1:C2" totalsRowShown="0"')
      assert.include(xml, '<autoFilter ref="A1:C2">')
      assert.include(xml, '<tableColumn id="1" name="value"/>')
      assert.include(xml, 'showRowStripes="1"')
      assert.notInclude(xml, "totalsRowLabel")
      assert.notInclude(xml, "totalsRowFunction")
      assert.notInclude(part("xl/worksheets/sheet1.xml"), "<autoFilter")
    }).pipe(Effect.provide(nodeFiles))
  )

  it.effect("mark text styles so that editing a cell makes no formula of it", () =>
    Effect.gen(function* () {
      const part = yield* partsOf(["=1+1"])
      const styles = [...part("xl/styles.xml").matchAll(/<xf numFmtId="49"[^>]*>/g)]
      assert.isNotEmpty(styles)
      for (const [style] of styles) assert.include(style, 'quotePrefix="1"')
      const names = ["xl/workbook.xml", "xl/worksheets/sheet1.xml", "[Content_Types].xml"]
      for (const name of names) assert.notMatch(part(name), /<f>|vbaProject|externalLink|<hyperlink/)
      assert.include(part("xl/worksheets/sheet1.xml"), "<t>=1+1</t>")
    }).pipe(Effect.provide(nodeFiles))
  )
})
