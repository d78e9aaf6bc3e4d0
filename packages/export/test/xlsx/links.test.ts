import { readFile } from "node:fs/promises"
import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import type ExcelJS from "exceljs"
import type { ExportTable } from "../../src/index.ts"
import { readZip } from "../../src/xlsx/zip.ts"
import { connect, tableOfTexts } from "../duckdb.ts"
import { nodeFiles } from "../node-files.ts"
import { table } from "../request.ts"
import { workbookOf } from "./reading.ts"

const addresses = [
  "https://example.com",
  "http://example.com:8080/a%20b?x=1&y='2'",
  "HTTPS://EXAMPLE.COM/#part",
  `https://example.com/${"x".repeat(2079 - "https://example.com/".length)}`
]

const others = [
  `https://example.com/${"x".repeat(2080 - "https://example.com/".length)}`,
  "see https://example.com",
  "https://example.com/a b",
  'https://example.com/"',
  "https://пример.рф/",
  "https://example.com/100%",
  "https://example.com/#a#b",
  "https://",
  "https://example.com/\n",
  "javascript:alert(1)",
  "file:///etc/passwd",
  '=HYPERLINK("https://example.com")',
  "ftp://example.com"
]

const book = Effect.fnUntraced(function* (
  texts: ReadonlyArray<string | null>,
  more: Partial<ExportTable> = {},
  links?: number
) {
  const connection = yield* connect()
  yield* tableOfTexts(connection, texts)
  return yield* workbookOf(
    connection,
    [table("select position, value from texts order by position", more)],
    links === undefined ? {} : { limits: { links } }
  )
})

const linkOf = (sheet: ExcelJS.Worksheet | undefined, row: number) => {
  const { hyperlink, text } = sheet?.getCell(row, 2) ?? {}
  return { hyperlink, text, underlined: sheet?.getCell(row, 2).font?.underline === true }
}

describe("links in a workbook", () => {
  it.effect("are whole cells that are plain web addresses; nothing else is clickable", () =>
    Effect.gen(function* () {
      const texts = [...addresses, ...others]
      const { path, workbook } = yield* book(texts, { columns: { value: { link: true } } })
      texts.forEach((text, index) => {
        const clickable = index < addresses.length
        assert.deepStrictEqual(linkOf(workbook.worksheets[0], index + 2), {
          hyperlink: clickable ? text.replace(/#.*/, "") : undefined,
          text,
          underlined: clickable
        })
      })
      const parts = yield* Effect.promise(async () => readZip(await readFile(path)))
      assert.include(
        parts.get("xl/worksheets/sheet1.xml"),
        '<hyperlink ref="B4" r:id="rIdLink3" location="part"/>'
      )
      assert.notMatch([...parts.keys()].join(), /externalLink/)
    }).pipe(Effect.provide(nodeFiles))
  )

  it.effect("are found in a column whose first texts all are addresses, and in no other", () =>
    Effect.gen(function* () {
      const found = yield* book([null, "https://example.com/1", "https://example.com/2"])
      assert.strictEqual(linkOf(found.workbook.worksheets[0], 3).hyperlink, "https://example.com/1")
      const mixed = yield* book(["https://example.com/1", "a text"])
      assert.isUndefined(linkOf(mixed.workbook.worksheets[0], 2).hyperlink)
      const refused = yield* book(["https://example.com/1"], { columns: { value: { link: false } } })
      assert.isUndefined(linkOf(refused.workbook.worksheets[0], 2).hyperlink)
    }).pipe(Effect.provide(nodeFiles))
  )

  it.effect("are relative paths in a column of files, which lead from the folder of the workbook", () =>
    Effect.gen(function* () {
      const paths = ["files/a.jpg", "../мои files/it's & b.pdf"]
      const texts = [
        ...paths,
        "/etc/passwd",
        "C:/a.exe",
        "..\\a",
        "javascript:alert(1)",
        "//host/a",
        "a#b",
        "100%",
        "https://a.example/"
      ]
      const { path, workbook } = yield* book(texts, { columns: { value: { link: "file" } } })
      texts.forEach((text, index) => {
        const { hyperlink, text: shown } = linkOf(workbook.worksheets[0], index + 2)
        const address = text.split("/").map(encodeURIComponent).join("/")
        assert.deepStrictEqual([hyperlink, shown], [index < paths.length ? address : undefined, text])
      })
      const parts = yield* Effect.promise(async () => readZip(await readFile(path)))
      assert.include(
        parts.get("xl/worksheets/_rels/sheet1.xml.rels"),
        'Target="files/a.jpg" TargetMode="External"'
      )
    }).pipe(Effect.provide(nodeFiles))
  )

  it.effect("end at the limit, row by row, and go on as text", () =>
    Effect.gen(function* () {
      const texts = Array.from({ length: 10 }, (_, n) => `https://example.com/${n}`)
      for (const [limit, clickable] of [
        [9, 9],
        [10, 10],
        [11, 10]
      ] as const) {
        const { workbook } = yield* book(texts, {}, limit)
        const links = texts.map((_, index) => linkOf(workbook.worksheets[0], index + 2))
        assert.strictEqual(links.filter(({ hyperlink }) => hyperlink !== undefined).length, clickable)
        assert.strictEqual(links.filter(({ underlined }) => underlined).length, clickable)
        assert.deepStrictEqual(
          links.map(({ text }) => text),
          texts
        )
      }
    }).pipe(Effect.provide(nodeFiles))
  )

  it.effect("begin anew on every sheet that the rows are split over", () =>
    Effect.gen(function* () {
      const connection = yield* connect()
      const { workbook } = yield* workbookOf(
        connection,
        [table("select i, 'https://example.com/' || i as value from range(10) r(i) order by i")],
        { limits: { rows: 5, links: 3 } }
      )
      const clickable = workbook.worksheets.map(
        (sheet) => [2, 3, 4, 5].filter((row) => linkOf(sheet, row).hyperlink !== undefined).length
      )
      assert.deepStrictEqual(clickable, [3, 3, 2])
      assert.strictEqual(linkOf(workbook.worksheets[1], 2).hyperlink, "https://example.com/4")
    }).pipe(Effect.provide(nodeFiles))
  )
})
