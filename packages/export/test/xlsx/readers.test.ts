// A workbook in the eyes of openpyxl and LibreOffice, where they are installed.
import { execFileSync } from "node:child_process"
import { readFile } from "node:fs/promises"
import { join } from "node:path"
import { assert, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import Papa from "papaparse"
import { connect, tableOfTexts } from "../duckdb.ts"
import { hostileTexts } from "../hostile.ts"
import { openedInLibreOffice } from "../libre-office.ts"
import { nodeFiles } from "../node-files.ts"
import { describeWith, libreOffice, openpyxl } from "../programs.ts"
import { table } from "../request.ts"
import { workbookOf } from "./reading.ts"

const readByOpenpyxl = `
import sys, json, warnings, openpyxl
warnings.simplefilter("error")
book = openpyxl.load_workbook(sys.argv[1])
print(json.dumps([{
    "name": sheet.title,
    "frozen": sheet.freeze_panes,
    "tables": {table.name: table.ref for table in sheet.tables.values()},
    "columns": [[column.name for column in table.tableColumns] for table in sheet.tables.values()],
    "totals": [table.totalsRowShown for table in sheet.tables.values()],
    "types": [[cell.data_type for cell in row] for row in sheet.iter_rows(min_row=2, max_row=2)][0],
    "quoted": [cell.quotePrefix for cell in list(sheet.iter_rows(min_row=2, max_row=2))[0]],
    "rows": [[str(value) if hasattr(value, "isoformat") else value for value in row] for row in sheet.iter_rows(values_only=True)],
} for sheet in book.worksheets]))
`

const query =
  "select position, value, position % 2 = 0 as even, timestamptz '2026-03-29 00:30:00+00' + to_hours(position) as moment, position / 4 as part from texts order by position"

const hostileBook = Effect.fnUntraced(function* (texts: ReadonlyArray<string | null>, rows?: number) {
  const connection = yield* connect()
  yield* tableOfTexts(connection, texts)
  const { path } = yield* workbookOf(
    connection,
    [
      table(query, { title: "All / texts", comment: "everything" }),
      table("select 1 as one where false", { name: "nothing" })
    ],
    { timeZone: "Europe/Berlin", ...(rows === undefined ? {} : { limits: { rows } }) }
  )
  return path
})

const escapes = /_x([0-9A-F]{4})_/g
const decoded = (text: string) =>
  text.replaceAll(escapes, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))

describeWith("openpyxl", openpyxl)("openpyxl", () => {
  it.effect("reads sheets, tables, types and every text, without a warning", () =>
    Effect.gen(function* () {
      const texts = [...hostileTexts, "nul \0 inside", "last"]
      const path = yield* hostileBook(texts)
      const answer = execFileSync(openpyxl ?? "", ["-c", readByOpenpyxl, path], { encoding: "utf8" })
      const [sheet, nothing] = JSON.parse(answer)
      const { rows, ...rest } = sheet
      assert.deepStrictEqual(rest, {
        name: "All _ texts",
        frozen: "A2",
        tables: { tblAllTexts: `A1:E${texts.length + 1}` },
        columns: [["position", "value", "even", "moment", "part"]],
        totals: [false],
        types: ["n", "s", "b", "d", "n"],
        quoted: [false, true, false, false, false]
      })
      assert.deepStrictEqual(rows.shift(), ["position", "value", "even", "moment", "part"])
      assert.deepStrictEqual(rows[1].slice(2), [false, "2026-03-29 03:30:00", 0.25])
      texts.forEach((text, position) => {
        assert.strictEqual(decoded(rows[position][1]), text)
      })
      assert.deepStrictEqual(nothing.tables, { tblNothing: "A1:A2" })
    }).pipe(Effect.provide(nodeFiles))
  )
})

const toCsv = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1"

describeWith("LibreOffice", libreOffice)("LibreOffice", (program) => {
  it.effect("shows every text, number, boolean and date as it is", () =>
    Effect.gen(function* () {
      const texts = hostileTexts.filter(
        (text) => !/[\p{Cc}\u{FFFE}\u{FFFF}]/u.test(text.replaceAll(/[\t\n]/g, ""))
      )
      const path = yield* hostileBook(texts, 21)
      const folder = openedInLibreOffice(program, path, toCsv)
      const names = ["All _ texts", "All _ texts (2)", "All _ texts (3)"]
      const rows: Array<ReadonlyArray<string>> = []
      for (const name of names) {
        const csv = yield* Effect.promise(() => readFile(join(folder, `book-${name}.csv`), "utf8"))
        const { data } = Papa.parse<ReadonlyArray<string>>(csv, { newline: "\n", skipEmptyLines: true })
        assert.deepStrictEqual(data[0], ["position", "value", "even", "moment", "part"])
        rows.push(...data.slice(1))
      }
      assert.deepStrictEqual(
        rows.map((row) => row[1]),
        texts
      )
      assert.deepStrictEqual(rows[0], ["0", texts[0] ?? "", "TRUE", "2026-03-29 01:30:00", "0"])
      assert.deepStrictEqual(rows[1], ["1", texts[1] ?? "", "FALSE", "2026-03-29 03:30:00", "0.25"])
    }).pipe(Effect.provide(nodeFiles))
  )
})
