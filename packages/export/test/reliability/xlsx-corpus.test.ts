// Ten thousand hostile texts in the eyes of LibreOffice and openpyxl: every cell is what DuckDB holds, and none calculates.
import { execFileSync } from "node:child_process"
import { assert, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { corpus } from "../corpus.ts"
import { connect, tableOfTexts } from "../duckdb.ts"
import { textsInLibreOffice, typesInLibreOffice } from "../libre-office.ts"
import { nodeFiles } from "../node-files.ts"
import { describeWith, libreOffice, openpyxl } from "../programs.ts"
import { table } from "../request.ts"
import { workbookOf } from "../xlsx/reading.ts"

const corpusBook = Effect.fnUntraced(function* (texts: ReadonlyArray<string>) {
  const connection = yield* connect()
  yield* tableOfTexts(connection, texts)
  const { path } = yield* workbookOf(connection, [
    table("select position, value, value || ';' as again from texts order by position")
  ])
  return path
})

// LibreOffice ends lines one way.
const asShown = (text: string) => (text.includes("\n") ? text.replaceAll(/\r\n|\n\r|\r/g, "\n") : text)

describeWith("LibreOffice", libreOffice)("the corpus in a workbook, opened by LibreOffice", (program) => {
  it.effect("is what DuckDB holds, cell by cell, and no formula", () =>
    Effect.gen(function* () {
      assert.isAtLeast(corpus.length, 10_000)
      const path = yield* corpusBook(corpus)
      const rows = textsInLibreOffice(program, path)
      assert.deepStrictEqual(rows[0], ["position", "value", "again"])
      assert.strictEqual(rows.length, corpus.length + 1)
      const wrong = corpus.flatMap((text, position) => {
        const shown = asShown(text)
        const [number, value, again] = rows[position + 1] ?? []
        return number === String(position) && value === shown && again === `${shown};`
          ? []
          : [{ text, value, again }]
      })
      assert.deepStrictEqual(wrong.slice(0, 10), [])
      const { formulas, types } = typesInLibreOffice(program, path)
      assert.strictEqual(formulas, 0)
      const empty = corpus.filter((text) => text === "").length
      assert.deepStrictEqual(types, { string: 3 + 2 * corpus.length - empty, float: corpus.length })
    }).pipe(Effect.provide(nodeFiles))
  )
})

const readAll = `
import sys, json, warnings, openpyxl
warnings.simplefilter("error")
sheet = openpyxl.load_workbook(sys.argv[1]).worksheets[0]
print(json.dumps([[cell.value, cell.data_type] for cell in next(sheet.iter_cols(min_col=2, max_col=2, min_row=2))]))
`

const decoded = (text: string) =>
  text.replaceAll(/_x([0-9A-F]{4})_/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))

describeWith("openpyxl", openpyxl)("the corpus in a workbook, opened by openpyxl", (program) => {
  it.effect("is what DuckDB holds, control characters and all", () =>
    Effect.gen(function* () {
      const path = yield* corpusBook(corpus)
      const answer = execFileSync(program, ["-c", readAll, path], { encoding: "utf8", maxBuffer: 1 << 27 })
      const cells: ReadonlyArray<readonly [string | null, string]> = JSON.parse(answer)
      assert.strictEqual(cells.length, corpus.length)
      corpus.forEach((text, position) => {
        const [value, type] = cells[position] ?? ["missing", ""]
        assert.strictEqual(decoded(value ?? ""), text)
        assert.notStrictEqual(type, "f")
        if (text !== "") assert.strictEqual(type, "s")
      })
    }).pipe(Effect.provide(nodeFiles))
  )
})
