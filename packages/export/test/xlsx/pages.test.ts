// Pages of a workbook in the eyes of exceljs and openpyxl, and the whole as a package in Python's.
import { execFileSync } from "node:child_process"
import { readFile } from "node:fs/promises"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import type { ChartShape, PageBlock, WorkbookPage } from "../../src/index.ts"
import { cutMark, xlsxLimits } from "../../src/index.ts"
import { readZip } from "../../src/xlsx/zip.ts"
import { connect } from "../duckdb.ts"
import { hostileTexts } from "../hostile.ts"
import { openedInLibreOffice } from "../libre-office.ts"
import { nodeFiles } from "../node-files.ts"
import { describeWith, libreOffice, openpyxl, python } from "../programs.ts"
import { table } from "../request.ts"
import { cellsOf, workbookOf } from "./reading.ts"

const page = (title: string, blocks: ReadonlyArray<PageBlock>): WorkbookPage => ({
  title,
  blocks: () => blocks
})

const days = (count: number): PageBlock => ({
  kind: "table",
  name: "days",
  columns: [
    { title: "Day", type: "day" },
    { title: "Messages", type: "number" },
    { title: "Share", type: "percent" }
  ],
  rows: Array.from({ length: count }, (_, n) => [new Date(Date.UTC(2026, 0, 30 + n)), n * 3, n / 10])
})

const chart = (shape: ChartShape, more: object = {}): PageBlock => ({
  kind: "chart",
  shape,
  title: `A ${shape} & more`,
  table: "days",
  categories: 0,
  series: [1, 2],
  place: "below",
  width: 600,
  height: 200,
  ...more
})

const everyShape = page("Charts 'n' <more>", [
  { kind: "title", text: "Charts" },
  chart("column"),
  chart("stacked-column"),
  days(5),
  chart("line", { place: "beside", series: [1] }),
  chart("bar", { names: ["=1+1 & <b>", "two"], rows: 3 }),
  chart("stacked-bar")
])

const about: WorkbookPage = {
  title: "About",
  blocks: ({ cuts, tables }) => [
    { kind: "title", text: "About this workbook" },
    { kind: "text", text: "One sentence.\nAnother one." },
    {
      kind: "facts",
      facts: [
        ["Rows", tables.reduce((sum, { rows }) => sum + rows, 0)],
        ["Truncated cells", cuts.reduce((sum, cut) => sum + (cut.kind === "cells" ? cut.cells : 0), 0)],
        ["When", new Date("2026-02-03T04:05:06Z")]
      ]
    },
    {
      kind: "table",
      name: "contents",
      columns: [
        { title: "Sheet", type: "sheet" },
        { title: "Description", type: "text" },
        { title: "Rows", type: "number" }
      ],
      rows: tables.flatMap(({ comment, rows, sheets }) => sheets.map((sheet) => [sheet, comment, rows]))
    }
  ]
}

const bookWith = Effect.fnUntraced(function* (pages: ReadonlyArray<WorkbookPage>, rows = 3) {
  const connection = yield* connect()
  return yield* workbookOf(
    connection,
    [
      table(`select i, 'https://example.com/' || i as link from range(${rows}) r(i) order by i`, {
        title: "It's a table",
        comment: "All things"
      }),
      table("select 'x' || repeat('y', 40000) as long", { name: "other", title: "About" })
    ],
    { pages }
  )
})

const partsOf = (path: string) => Effect.promise(async () => readZip(await readFile(path)))

describe("the pages of a workbook", () => {
  it.effect("stand before the sheets of the tables and know what became of these", () =>
    Effect.gen(function* () {
      const { report, workbook } = yield* bookWith([about, everyShape])
      assert.deepStrictEqual(
        workbook.worksheets.map(({ name }) => name),
        ["About", "Charts 'n' <more>", "It's a table", "About (2)"]
      )
      const cells = cellsOf(workbook.worksheets[0])
      assert.deepStrictEqual(
        cells.filter((row) => row.some((value) => value !== null)),
        [
          ["About this workbook", null, null],
          ["One sentence.", null, null],
          ["Another one.", null, null],
          ["Rows", 4, null],
          ["Truncated cells", 1, null],
          ["When", new Date("2026-02-03T04:05:06Z"), null],
          ["Sheet", "Description", "Rows"],
          ["It's a table", "All things", 3],
          ["About (2)", "", 1]
        ]
      )
      assert.strictEqual(report.rows, 4)
      assert.deepStrictEqual(report.tables, [
        { table: "things", rows: 3 },
        { table: "other", rows: 1 }
      ])
    }).pipe(Effect.provide(nodeFiles))
  )

  it.effect("keep hostile texts as they are, and cut what a cell cannot hold, with a mark and a count", () =>
    Effect.gen(function* () {
      const long = "👍".repeat(xlsxLimits.cellUnits)
      const lines = "x\n".repeat(300)
      const texts = [...hostileTexts.filter((text) => text !== "" && text.isWellFormed()), long, lines]
      const hostile = page("Hostile", [
        {
          kind: "table",
          name: "texts",
          columns: [{ title: "_x0041_ & <header>", type: "text" }],
          rows: texts.map((text) => [text])
        }
      ])
      const { report, workbook } = yield* bookWith([about, hostile])
      // exceljs takes the escapes off shared strings itself.
      const sheet = workbook.getWorksheet("Hostile")
      const cells = texts.map((_, index) => sheet?.getCell(index + 2, 1).value)
      const [cutLong, cutLines] = cells.slice(-2).map(String)
      assert.deepStrictEqual(cells.slice(0, -2), texts.slice(0, -2))
      assert.isTrue(cutLong?.endsWith(cutMark) && cutLong.isWellFormed())
      assert.isAtMost(cutLong?.length ?? 0, xlsxLimits.cellUnits)
      assert.strictEqual(cutLines?.split("\n").length, xlsxLimits.cellLineFeeds + 1)
      assert.deepInclude(report.cuts, {
        kind: "cells",
        file: "book.xlsx",
        table: "Hostile",
        column: "_x0041_ & <header>",
        cells: 2
      })
      const counted = cellsOf(workbook.getWorksheet("About")).find(([name]) => name === "Truncated cells")
      assert.strictEqual(counted?.[1], 3)
    }).pipe(Effect.provide(nodeFiles))
  )

  it.effect("write half a surrogate pair as U+FFFD", () =>
    Effect.gen(function* () {
      const { workbook } = yield* bookWith([
        page("Half", [{ kind: "facts", facts: [["a\ud800", "\udc00b"]] }])
      ])
      assert.deepStrictEqual(cellsOf(workbook.getWorksheet("Half")), [["a\u{FFFD}", "\u{FFFD}b"]])
    }).pipe(Effect.provide(nodeFiles))
  )

  it.effect("have charts over the ranges of their tables, with the values that these hold", () =>
    Effect.gen(function* () {
      const { path } = yield* bookWith([everyShape])
      const parts = yield* partsOf(path)
      const charts = [1, 2, 3, 4, 5].map((n) => parts.get(`xl/charts/chart${n}.xml`) ?? "")
      const [column = "", stacked = "", line = "", bar = "", stackedBar = ""] = charts
      assert.include(column, '<c:barDir val="col"/><c:grouping val="clustered"/>')
      assert.include(stacked, '<c:grouping val="stacked"/>')
      assert.include(line, "<c:lineChart>")
      assert.include(bar, '<c:barDir val="bar"/>')
      assert.include(stackedBar, '<c:overlap val="100"/>')
      assert.include(column, "<c:dateAx>")
      assert.include(column, "<a:t>A column &amp; more</a:t>")
      assert.include(bar, "<c:tx><c:v>=1+1 &amp; &lt;b&gt;</c:v></c:tx>")
      const header = cellsOf((yield* bookWith([everyShape])).workbook.worksheets[0]).findIndex(
        ([first]) => first === "Day"
      )
      const [top, bottom] = [header + 2, header + 6]
      assert.include(column, `<c:f>'Charts ''n'' &lt;more&gt;'!$A$${top}:$A$${bottom}</c:f>`)
      assert.include(bar, `!$B$${top}:$B$${bottom - 2}</c:f>`)
      assert.include(column, '<c:pt idx="0"><c:v>46052</c:v></c:pt>')
      assert.include(column, '<c:pt idx="4"><c:v>12</c:v></c:pt>')
      const drawing = parts.get("xl/drawings/drawing3.xml") ?? ""
      assert.strictEqual([...drawing.matchAll(/<xdr:oneCellAnchor>/g)].length, 5)
      assert.include(
        drawing,
        `<xdr:col>3</xdr:col><xdr:colOff>228600</xdr:colOff><xdr:row>${header}</xdr:row>`
      )
    }).pipe(Effect.provide(nodeFiles))
  )

  it.effect("leave out the chart of a table without rows", () =>
    Effect.gen(function* () {
      const { path } = yield* bookWith([page("Empty", [chart("column"), days(0)])])
      const parts = yield* partsOf(path)
      assert.isFalse(parts.has("xl/charts/chart1.xml"))
    }).pipe(Effect.provide(nodeFiles))
  )

  it.effect("give the same bytes each time", () =>
    Effect.gen(function* () {
      const first = yield* bookWith([about, everyShape])
      const second = yield* bookWith([about, everyShape])
      assert.strictEqual(first.report.sha256, second.report.sha256)
    }).pipe(Effect.provide(nodeFiles))
  )
})

const checker = fileURLToPath(new URL("package-problems.py", import.meta.url))

describe.runIf(python !== undefined)("the package of a workbook", () => {
  const problems = (path: string) => execFileSync(python ?? "", [checker, path], { encoding: "utf8" })

  it.effect("is whole with pages and charts, with links, and without any", () =>
    Effect.gen(function* () {
      const books = [
        yield* bookWith([about, everyShape]),
        yield* bookWith([about]),
        yield* bookWith([page("Empty", [days(0)]), page("Nothing", [])]),
        yield* bookWith([], 0)
      ]
      for (const { path } of books) assert.strictEqual(problems(path), "")
    }).pipe(Effect.provide(nodeFiles))
  )
})

const readByOpenpyxl = `
import sys, json, openpyxl
from openpyxl.chart import BarChart, LineChart
book = openpyxl.load_workbook(sys.argv[1])
print(json.dumps([{
    "tables": {table.name: table.ref for table in sheet.tables.values()},
    "charts": [type(chart).__name__ + " " + chart.grouping + " " + str(len(chart.series)) for chart in sheet._charts],
    "links": [[cell.coordinate, cell.hyperlink.target or cell.hyperlink.location] for row in sheet.iter_rows() for cell in row if cell.hyperlink],
    "formulas": sum(cell.data_type == "f" for row in sheet.iter_rows() for cell in row),
} for sheet in book.worksheets]))
`

describeWith("openpyxl", openpyxl)("openpyxl", () => {
  it.effect("reads charts, tables and links of the pages", () =>
    Effect.gen(function* () {
      const { path } = yield* bookWith([about, everyShape])
      const answer = execFileSync(openpyxl ?? "", ["-c", readByOpenpyxl, path], { encoding: "utf8" })
      const [first, second, third] = JSON.parse(answer)
      assert.deepStrictEqual(first.links, [
        ["A10", "'It''s a table'!A1"],
        ["A11", "'About (2)'!A1"]
      ])
      assert.deepStrictEqual(first.tables, { tblContents: "A9:C11" })
      assert.deepStrictEqual(second.charts, [
        "BarChart clustered 2",
        "BarChart stacked 2",
        "LineChart standard 1",
        "BarChart clustered 2",
        "BarChart stacked 2"
      ])
      assert.deepStrictEqual(
        [first, second, third].map(({ formulas }) => formulas),
        [0, 0, 0]
      )
    }).pipe(Effect.provide(nodeFiles))
  )
})

const toCsv = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1"

describeWith("LibreOffice", libreOffice)("LibreOffice", (program) => {
  it.effect("shows the pages in front, and their values as they are", () =>
    Effect.gen(function* () {
      const { path } = yield* bookWith([about, everyShape])
      const folder = openedInLibreOffice(program, path, toCsv)
      const read = (sheet: string) =>
        Effect.promise(() => readFile(join(folder, `book-${sheet}.csv`), "utf8"))
      const first = yield* read("About")
      assert.include(first, "Truncated cells,1,\n")
      assert.include(first, "When,2026-02-03 04:05:06,\n")
      assert.include(first, "It's a table,All things,3\n")
      const second = yield* read("Charts 'n' <more>")
      assert.include(second, "Day,Messages,Share\n2026-01-30,0,0%\n2026-01-31,3,10%\n")
    }).pipe(Effect.provide(nodeFiles))
  )
})
