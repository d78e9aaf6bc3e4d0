// A workbook of tables: each table's query becomes one sheet, or several if it exceeds the rows of a sheet,
// and every sheet is one Excel table with a bold frozen header and a filter. Pages explain them, and come first.
// Written as a stream, one table after the other, then the pages; never any formulas or macros from data.
// Gotcha: sheets are in the order of the tables; pages are made from the last to the first.
import type { DuckDBConnection } from "@duckdb/node-api"
import * as Effect from "effect/Effect"
import { runForRow } from "../query.ts"
import type { Table } from "../table.ts"
import type { TempFile } from "../temp-file.ts"
import type { Truncation } from "../truncation.ts"
import { valueKind } from "../value-text.ts"
import type { TableProgress, TableToWrite } from "../writer.ts"
import type { Compression } from "./compression.ts"
import type { CellLimits } from "./limits.ts"
import { type CellLink, hyperlinks, linkRelationships } from "./links.ts"
import type { WorkbookLook } from "./look.ts"
import { columnLetters, sheetName, tableName } from "./names.ts"
import type { WorkbookPage, WrittenTable } from "./page.ts"
import { layOut } from "./page-layout.ts"
import { presentation } from "./presentation.ts"
import type { SheetColumn } from "./sheet-columns.ts"
import { deflatedText, type SheetRows, sheetData, smallStreamingBuffer } from "./sheet-data.ts"
import { linksOf } from "./sheet-links.ts"
import { beginWorkbook, type WorkbookProperties, type WorkbookSkeleton } from "./skeleton.ts"
import { type StagedTable, stage, stagingPlace } from "./staged.ts"
import { openZip, type ZipFile } from "./zip-file.ts"

/** The content of a workbook: pages first, then the sheets of its tables. */
export interface Workbook {
  readonly pages: ReadonlyArray<WorkbookPage>
  readonly tables: ReadonlyArray<TableToWrite>
}

interface WorkbookOptions {
  /** The name for reports of truncations. */
  readonly file: string
  readonly timeZone: string
  readonly properties: WorkbookProperties
  readonly limits: CellLimits
  /** Undefined for a plain workbook. */
  readonly look: WorkbookLook | undefined
  readonly compression: Compression
  readonly onProgress: (event: TableProgress) => void
}

interface Writing {
  readonly connection: DuckDBConnection
  readonly keepsOrder: boolean
  readonly zip: ZipFile
  readonly loading: Promise<WorkbookSkeleton>
  readonly sheetNames: Set<string>
  readonly tableNames: Set<string>
  readonly hasPages: boolean
  readonly options: WorkbookOptions
}

const xmlBytesPerCell = 65

const rowsPerSheet = ({ columns, rows, textBytes }: StagedTable, limits: CellLimits) => {
  const rowBytes = columns.length * xmlBytesPerCell + (1.1 * textBytes) / Math.max(rows, 1)
  return Math.max(1, Math.min(limits.rows - 1, Math.floor(limits.sheetBytes / rowBytes)))
}

/** The content after the rows: links precede the page margins, as the element order requires. */
function* behindRows(behind: string, links: ReadonlyArray<CellLink>) {
  const at = behind.indexOf("<pageMargins")
  yield behind.slice(0, at)
  yield* hyperlinks(links)
  yield behind.slice(at)
}

const wrappedColumns = ({ columns }: StagedTable, shown: ReadonlyArray<SheetColumn>) =>
  columns.flatMap(({ at }, place) => {
    const { isFolded, style, width = 0 } = shown[place] ?? {}
    return style === "wrapped" && isFolded !== true ? [{ at, width }] : []
  })

const writeSheets = Effect.fnUntraced(function* (
  { connection, hasPages, keepsOrder, loading, options, sheetNames, tableNames, zip }: Writing,
  { table }: TableToWrite,
  staged: StagedTable
) {
  const title = table.title ?? table.name
  const columns = presentation(table, staged.columns, options.look)
  const linkColumns = staged.columns.flatMap(({ at }, column) =>
    columns[column]?.style === "link" ? [{ at, column, kind: columns[column].linkKind }] : []
  )
  const perSheet = rowsPerSheet(staged, options.limits)
  const sheets: Array<string> = []
  const skeleton = yield* Effect.promise(() => loading)
  for (let from = 0; from === 0 || from < staged.rows; from += perSheet) {
    const to = Math.min(from + perSheet, staged.rows)
    const name = sheetName(title, sheetNames)
    const limit = options.limits.links
    const linked = yield* linksOf(connection, table.name, staged.source, linkColumns, { from, to, limit })
    const parts = yield* Effect.promise(() =>
      skeleton.addSheet({
        name,
        tableName: tableName(title, tableNames),
        columns,
        rows: to - from,
        printedColumns: table.printedColumns,
        isFirst: !hasPages && tableNames.size === 1,
        hasLinks: linked.links.length > 0
      })
    )
    sheets.push(name)
    const rows: SheetRows = {
      table: table.name,
      source: staged.source,
      from,
      to,
      limits: options.limits,
      compression: options.compression,
      wrapped: options.look === undefined ? [] : wrappedColumns(staged, columns),
      onRows: (done) =>
        options.onProgress({ table: table.name, rows: from + done, total: staged.rows, state: "writing" }),
      columns: staged.columns.map(({ at, column, facts }, index) => ({
        at,
        facts,
        type: column.type,
        letters: columnLetters(index),
        style: parts.styles[index] ?? 0,
        textStyle: parts.textStyle,
        ...(columns[index]?.style === "link"
          ? { links: { kind: columns[index].linkKind, endAt: linked.endsAt } }
          : {})
      }))
    }
    const before = to === from ? `${parts.before}<row r="2"></row>` : parts.before
    const behind = behindRows(parts.behind, linked.links)
    yield* zip.addStream(parts.path, sheetData(connection, rows, keepsOrder, before, behind))
    if (linked.links.length > 0)
      yield* zip.addStream(
        parts.relationshipsPath,
        deflatedText(linkRelationships(linked.links, parts.relationships), options.compression)
      )
  }
  return sheets
})

const cutsOf = (
  file: string,
  table: Table,
  staged: StagedTable,
  sheets: ReadonlyArray<string>
): ReadonlyArray<Truncation> => {
  const cells = staged.columns.flatMap(({ column, facts }): ReadonlyArray<Truncation> => {
    const cut = ["text", "neutral"].includes(valueKind(column.type)) ? facts.unfit : 0
    return cut === 0 ? [] : [{ kind: "cells", file, table: table.name, column: column.name, cells: cut }]
  })
  return sheets.length === 1
    ? cells
    : [...cells, { kind: "rows", file, table: table.name, rows: staged.rows, sheets }]
}

const writePages = Effect.fnUntraced(function* (
  { loading, options, tableNames, zip }: Writing,
  pages: ReadonlyArray<WorkbookPage>,
  names: ReadonlyArray<string>,
  tables: ReadonlyArray<WrittenTable>,
  cutInTables: ReadonlyArray<Truncation>
) {
  const skeleton = yield* Effect.promise(() => loading)
  const cuts = [...cutInTables]
  for (const [index, page] of [...pages.entries()].reverse()) {
    const layout = layOut(page.blocks({ tables, cuts }), options.limits)
    skeleton.addPage(names[index] ?? page.title, layout, tableNames)
    for (const [column, cells] of layout.cut)
      cuts.push({ kind: "cells", file: options.file, table: page.title, column, cells })
  }
  const parts = yield* Effect.promise(() => skeleton.finish())
  for (const [path, xml] of parts) yield* zip.addWhole(path, xml)
  return cuts
})

/** Writes a workbook to a temporary file and flushes it. Fails with `QueryFailed` and `OutputNotWritable`. */
export const writeWorkbook = Effect.fnUntraced(function* (
  connection: DuckDBConnection,
  { pages, tables }: Workbook,
  file: TempFile,
  options: WorkbookOptions
) {
  const place = yield* stagingPlace(connection)
  yield* smallStreamingBuffer(connection)
  const setting = yield* runForRow(
    connection,
    options.file,
    "select current_setting('preserve_insertion_order') as kept"
  )
  const zip = yield* openZip(file)
  // exceljs loads while DuckDB runs the first table.
  const loading = beginWorkbook(options.properties, options.look)
  loading.catch(() => {})
  const sheetNames = new Set<string>()
  const pageNames = pages.map(({ title }) => sheetName(title, sheetNames))
  const writing: Writing = {
    connection,
    keepsOrder: setting["kept"] === true,
    zip,
    loading,
    sheetNames,
    tableNames: new Set(),
    hasPages: pages.length > 0,
    options
  }
  const cuts: Array<Truncation> = []
  const written: Array<WrittenTable> = []
  for (const each of tables) {
    const { all, shown, table } = each
    const report = (rows: number, state: "started" | "written") =>
      options.onProgress({ table: table.name, rows, state })
    report(0, "started")
    yield* Effect.gen(function* () {
      const staged = yield* stage(connection, place, table, all, shown, options.timeZone, options.limits)
      const sheets = yield* writeSheets(writing, each, staged)
      const cut = cutsOf(options.file, table, staged, sheets)
      cuts.push(...cut)
      written.push({
        table: table.name,
        comment: table.comment ?? "",
        rows: staged.rows,
        columns: shown.length,
        sheets,
        cellsCut: cut.reduce((sum, each) => sum + (each.kind === "cells" ? each.cells : 0), 0)
      })
      report(staged.rows, "written")
    }).pipe(Effect.scoped)
  }
  const allCuts = yield* writePages(writing, pages, pageNames, written, cuts)
  return {
    ...(yield* zip.finish()),
    tables: written.map(({ rows, table }) => ({ table, rows })),
    cuts: allCuts
  }
}, Effect.scoped)
