// Excel's rows and columns at their full number, in the long runs only (`npx -y pnpm@12 soak limits`): minutes of work.
import { readFile } from "node:fs/promises"
import { join } from "node:path"
import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { type ExportTable, exportFile } from "../../src/index.ts"
import { xlsxLimits } from "../../src/xlsx/limits.ts"
import { columnLetters } from "../../src/xlsx/names.ts"
import { readZip } from "../../src/xlsx/zip.ts"
import { connect } from "../duckdb.ts"
import { nodeFiles, temporaryFolder } from "../node-files.ts"
import { about, table } from "../request.ts"

const isLong = process.env["CHATLEDGER_SOAK"] !== undefined

const bookOf = Effect.fnUntraced(function* (one: ExportTable) {
  const connection = yield* connect()
  const path = join(yield* temporaryFolder, "book.xlsx")
  const report = yield* exportFile(connection, { ...about, path, format: "xlsx", tables: [one] })
  const parts = readZip(yield* Effect.promise(() => readFile(path)))
  return { report, part: (name: string) => parts.get(name) ?? "" }
})

describe.runIf(isLong)("a workbook at Excel's full limits", () => {
  for (const columns of [xlsxLimits.columns - 1, xlsxLimits.columns])
    it.effect(`has a sheet of ${columns} columns`, () =>
      Effect.gen(function* () {
        const numbers = Array.from({ length: columns }, (_, index) => `${index} as c${index}`)
        const { part } = yield* bookOf(table(`select ${numbers.join(", ")}`))
        const last = columnLetters(columns - 1)
        assert.include(part("xl/worksheets/sheet1.xml"), `<c r="${last}2"><v>${columns - 1}</v></c></row>`)
        assert.include(part("xl/tables/table1.xml"), `ref="A1:${last}2"`)
        assert.include(part("xl/tables/table1.xml"), `<tableColumns count="${columns}">`)
      }).pipe(Effect.provide(nodeFiles))
    )

  const most = xlsxLimits.rows - 1
  for (const [rows, second] of [
    [most - 1, 0],
    [most, 0],
    [most + 1, 1]
  ] as const)
    it.effect(`has ${rows} rows, ${second} of them in a second sheet`, () =>
      Effect.gen(function* () {
        const { part, report } = yield* bookOf(table(`select i from range(${rows}) r(i) order by i`))
        const first = part("xl/worksheets/sheet1.xml")
        const last = rows - second + 1
        assert.include(first, `<dimension ref="A1:A${last}"/>`)
        assert.isTrue(
          first.includes(`<row r="${last}"><c r="A${last}"><v>${last - 2}</v></c></row></sheetData>`)
        )
        assert.strictEqual(first.split("<row ").length - 1, last)
        assert.strictEqual(part("xl/worksheets/sheet2.xml").split("<row ").length - 1, second === 0 ? 0 : 2)
        assert.strictEqual(report.cuts.length, second)
        assert.strictEqual(report.rows, rows)
      }).pipe(Effect.provide(nodeFiles))
    )
})
