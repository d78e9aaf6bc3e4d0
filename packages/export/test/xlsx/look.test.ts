// A workbook that is to be read and printed, in the eyes of openpyxl and LibreOffice.
import { execFileSync } from "node:child_process"
import { readFileSync } from "node:fs"
import { join } from "node:path"
import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import type { PageBlock, WorkbookLook } from "../../src/index.ts"
import { xlsxLimits } from "../../src/xlsx/limits.ts"
import { layOut } from "../../src/xlsx/page-layout.ts"
import { printOfPage } from "../../src/xlsx/page-print.ts"
import { connect } from "../duckdb.ts"
import { openedInLibreOffice } from "../libre-office.ts"
import { nodeFiles } from "../node-files.ts"
import { describeWith, libreOffice, openpyxl } from "../programs.ts"
import { table } from "../request.ts"
import { workbookOf } from "./reading.ts"

const look: WorkbookLook = {
  formats: {
    moment: "dd.mm.yyyy hh:mm",
    day: "dd.mm.yyyy",
    duration: '[<0.000694]s" s";[<0.041666]m" min "ss" s";[h]" h "mm" min"',
    percent: "0 %"
  },
  print: {
    footer: "5 & 6 January &P",
    page: (page, pages) => `page ${page} of ${pages}`,
    mostRows: 40,
    onlyFirst: (printed, rows) => `the first ${printed} of ${rows}`
  }
}

const rows = (count: number) =>
  `select timestamptz '2026-01-05 10:00:00+00' + to_hours(i) as sent_at, 'chat ' || i as chat, i / 4 as share,
     i * i / 86400.0 as wait, i as id, 'x' as extra
   from range(${count}) r(i) order by i`

const columns = {
  sent_at: { title: "Date" },
  share: { shows: "percent" },
  wait: { shows: "duration" },
  id: { isFolded: true },
  extra: { isFolded: true }
} as const

const figures = (name: string, count: number): ReadonlyArray<PageBlock> => [
  { kind: "heading", text: name },
  {
    kind: "table",
    name,
    columns: [
      { title: "What", type: "text" },
      { title: "How many of them there were in all", type: "number", width: 12 },
      { title: "How long", type: "duration" }
    ],
    rows: Array.from({ length: count }, (_, n) => [`thing ${n}`, n, n / 1440])
  },
  {
    kind: "chart",
    shape: "bar",
    title: name,
    table: name,
    categories: 0,
    series: [1],
    place: "beside",
    width: 560,
    height: 340
  }
]

const blocks = [
  { kind: "title", text: "Figures" } as const,
  ...["one", "two", "three", "four"].flatMap((name) => figures(name, 9)),
  ...figures("long", 200)
]

const book = Effect.gen(function* () {
  const connection = yield* connect()
  const { path } = yield* workbookOf(
    connection,
    [
      table(rows(12), { name: "few", columns }),
      table(rows(100), { name: "many", title: "It's many", columns })
    ],
    { timeZone: "Europe/Moscow", look, pages: [{ title: "Page & one", blocks: () => blocks }] }
  )
  return path
})

const readByOpenpyxl = `
import sys, json, warnings, openpyxl
warnings.simplefilter("error")
def area(sheet):
    # A list until openpyxl 3.0, a text with the name of the sheet from 3.1 on.
    found = sheet.print_area or []
    found = found.split(",") if isinstance(found, str) else found
    return [one.split("!")[-1] for one in found] or None
book = openpyxl.load_workbook(sys.argv[1])
print(json.dumps([{
    "name": sheet.title,
    "titles": sheet.print_title_rows,
    "area": area(sheet),
    "lying": sheet.page_setup.orientation,
    "fit": [sheet.sheet_properties.pageSetUpPr is not None and sheet.sheet_properties.pageSetUpPr.fitToPage, sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight],
    "scale": sheet.page_setup.scale,
    "footer": [sheet.oddFooter.left.text, sheet.oddFooter.center.text, sheet.oddFooter.right.text],
    "header": sheet.oddHeader.left.text,
    "folded": {letter: [one.hidden, one.outlineLevel, one.collapsed] for letter, one in sheet.column_dimensions.items() if one.hidden or one.outlineLevel or one.collapsed},
    "breaks": [one.id for one in sheet.row_breaks.brk],
    "aligned": [[cell.alignment.horizontal, int(cell.alignment.indent)] for cell in list(sheet.iter_rows(min_row=2, max_row=2))[0]],
    "formats": [cell.number_format for cell in list(sheet.iter_rows(min_row=2, max_row=2))[0]],
} for sheet in book.worksheets]))
`

describeWith("openpyxl", openpyxl)("openpyxl", () => {
  it.effect(
    "finds a sheet that is printed under its header, with what belongs to it below, and ids folded away",
    () =>
      Effect.gen(function* () {
        const answer = execFileSync(openpyxl ?? "", ["-c", readByOpenpyxl, yield* book], { encoding: "utf8" })
        const [page, few, many] = JSON.parse(answer)
        const shared = {
          titles: "$1:$1",
          lying: "landscape",
          fit: [true, 1, 0],
          scale: 100,
          footer: ["&A", "5 && 6 January &&P", "page &P of &N"],
          breaks: [],
          // A date begins at the edge of its cell; figures keep away from it.
          aligned: [
            ["left", 0],
            [null, 0],
            ["right", 1],
            ["right", 1],
            ["right", 1],
            [null, 0]
          ],
          formats: [look.formats.moment, "@", look.formats.percent, look.formats.duration, "General", "@"]
        }
        const { folded, ...rest } = few
        assert.deepStrictEqual(rest, { name: "few", area: null, header: null, ...shared })
        assert.deepStrictEqual(Object.values(folded).slice(0, 1), [[true, 1, false]])
        assert.deepStrictEqual(Object.values(folded).at(-1), [false, 0, true])
        assert.deepStrictEqual(
          { ...many, folded },
          {
            name: "It's many",
            ...shared,
            area: ["$A$1:$D$41"],
            header: "the first 40 of 100",
            folded
          }
        )
        assert.strictEqual(page.lying, "landscape")
        assert.deepStrictEqual(page.footer, shared.footer)
        assert.deepStrictEqual(page.fit, shared.fit)
        assert.isTrue(page.breaks.length > 2)
      }).pipe(Effect.provide(nodeFiles))
  )
})

describeWith("LibreOffice", libreOffice)("LibreOffice", (program) => {
  const converted = (path: string, to: string) =>
    readFileSync(join(openedInLibreOffice(program, path, to), `book.${to}`), "latin1")

  it.effect("folds the columns, shows what the formats say, and prints whole pages", () =>
    Effect.gen(function* () {
      const path = yield* book
      const flat = Buffer.from(converted(path, "fods"), "latin1").toString("utf8")
      const sheet = flat.slice(flat.indexOf('table:name="few"'))
      assert.match(sheet, /<table:table-column-group table:display="false">/)
      assert.match(sheet, /table:visibility="collapse"/)
      assert.include(sheet, "<text:p>05.01.2026 13:00</text:p>")
      assert.include(sheet, "<text:p>9 s</text:p>")
      assert.include(sheet, "<text:p>2 min 01 s</text:p>")
      assert.include(sheet, "<text:p>275 %</text:p>")
      assert.include(flat, "5 &amp; 6 January &amp;P")
      assert.include(flat, "<table:table-header-rows>")
      const pages = converted(path, "pdf").match(/\/Type\s*\/Page[^s]/g)?.length ?? 0
      const { breaks } = printOfPage(layOut(blocks, xlsxLimits))
      // The rows that are printed of the two other sheets fit on a page, and on two.
      assert.strictEqual(pages, breaks.length + 1 + 1 + 2)
    }).pipe(Effect.provide(nodeFiles))
  )
})

describe("a page on paper", () => {
  it("tears no chart, and no heading from its table", () => {
    const layout = layOut(blocks, xlsxLimits)
    const { breaks } = printOfPage(layout)
    for (const { chart, row } of layout.charts) {
      const last = row + Math.ceil(chart.height / 20)
      assert.deepStrictEqual(
        breaks.filter((at) => at >= row && at < last),
        [],
        chart.title
      )
    }
    for (const { block, row } of layout.blocks)
      if (block.kind === "heading") assert.notInclude(breaks, row, block.text)
    assert.isTrue(breaks.length > 0)
  })
})
