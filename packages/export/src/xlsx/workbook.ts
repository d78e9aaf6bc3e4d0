// A workbook of tables: each table's query becomes one sheet, or several where it has more rows than a sheet holds,
// and every sheet is one Excel table with a bold frozen header and a filter.
// Written as a stream, one table after the other; no formulas, macros or links, whatever the data says.
// It does not draw, merge or hide. Gotcha: the order of the tables is the order of the sheets.
import { createHash } from "node:crypto"
import type { DuckDBConnection } from "@duckdb/node-api"
import * as Effect from "effect/Effect"
import * as FileSystem from "effect/FileSystem"
import * as Stream from "effect/Stream"
import type { Cut } from "../manifest.ts"
import { runForRow } from "../query.ts"
import { columnSettings, type ExportTable, type QueryColumn } from "../table.ts"
import { valueKind } from "../value-text.ts"
import { type Aside, notWritable } from "../write-aside.ts"
import type { CellLimits } from "./limits.ts"
import { columnHeaders, columnLetters, sheetName, tableName } from "./names.ts"
import { type SheetRows, sheetData } from "./sheet-data.ts"
import {
  beginWorkbook,
  type CellStyle,
  type SheetColumn,
  type WorkbookProperties,
  type WorkbookSkeleton
} from "./skeleton.ts"
import { type StagedColumn, type StagedTable, stage, stagingPlace } from "./staged.ts"
import { dataDescriptor, deflateEnd, directory, localHeader, wholeEntry, type ZipEntry } from "./zip.ts"

/** A table with the columns of its query, all of them and those that the workbook shows. */
export interface WorkbookTable {
  readonly table: ExportTable
  readonly all: ReadonlyArray<QueryColumn>
  readonly shown: ReadonlyArray<QueryColumn>
}

export interface SheetProgress {
  readonly table: string
  readonly rows: number
  readonly total?: number
  readonly state: "started" | "writing" | "written"
}

export interface WorkbookOptions {
  /** The name that cuts are reported under. */
  readonly file: string
  readonly timeZone: string
  readonly properties: WorkbookProperties
  readonly limits: CellLimits
  readonly onProgress: (event: SheetProgress) => void
}

const narrowest = 8
const widest = 60

const presented = (staged: StagedColumn, header: string, width: number | undefined): SheetColumn => {
  const kind = valueKind(staged.column.type)
  const long = staged.sampledWidth > widest || staged.sampledLines
  const styleOf: Record<typeof kind, CellStyle> = {
    text: long ? "wrapped" : "text",
    neutral: "text",
    number: "general",
    boolean: "general",
    moment: "moment",
    date: "date"
  }
  const fixed = kind === "moment" ? 19 : kind === "date" ? 10 : staged.sampledWidth
  const wanted = Math.max(narrowest, header.length + 3, fixed + 2)
  return { header, width: Math.min(width ?? Math.min(wanted, widest), 255), style: styleOf[kind] }
}

/** What is written so far: a file that grows, with its hash. */
const openZip = Effect.fnUntraced(function* ({ path, target }: Aside) {
  const fs = yield* FileSystem.FileSystem
  const file = yield* fs.open(path, { flag: "wx" }).pipe(notWritable(target))
  const hash = createHash("sha256")
  const entries: Array<ZipEntry> = []
  let offset = 0

  const write = (bytes: Uint8Array) =>
    file.writeAll(bytes).pipe(
      notWritable(target),
      Effect.tap(
        Effect.sync(() => {
          hash.update(bytes)
          offset += bytes.length
        })
      )
    )

  const addWhole = Effect.fnUntraced(function* (name: string, text: string) {
    const { bytes, entry } = wholeEntry(name, Buffer.from(text), offset)
    entries.push(entry)
    yield* write(bytes)
  })

  const addStream = Effect.fnUntraced(function* <E>(
    name: string,
    zip64: boolean,
    blocks: Stream.Stream<{ bytes: Uint8Array; crc: number; size: number }, E>
  ) {
    const start = offset
    let total = { crc: 0, size: 0 }
    yield* write(localHeader(name, zip64))
    const dataStart = offset
    yield* Stream.runForEach(blocks, ({ bytes, crc, size }) => {
      total = { crc, size }
      return write(bytes)
    })
    yield* write(deflateEnd)
    const entry: ZipEntry = { name, ...total, deflatedSize: offset - dataStart, offset: start, zip64 }
    entries.push(entry)
    yield* write(dataDescriptor(entry))
  })

  const finish = Effect.fnUntraced(function* () {
    yield* write(directory(entries, offset))
    yield* file.sync.pipe(notWritable(target))
    return { bytes: offset, sha256: hash.digest("hex") }
  })

  return { addWhole, addStream, finish }
})

type Zip = Effect.Success<ReturnType<typeof openZip>>

interface Writing {
  readonly connection: DuckDBConnection
  readonly keepsOrder: boolean
  readonly zip: Zip
  readonly loading: Promise<WorkbookSkeleton>
  readonly sheetNames: Set<string>
  readonly tableNames: Set<string>
  readonly options: WorkbookOptions
}

const xmlBytesPerCell = 70

const writeSheets = Effect.fnUntraced(function* (
  { connection, keepsOrder, loading, options, sheetNames, tableNames, zip }: Writing,
  { shown, table }: WorkbookTable,
  staged: StagedTable
) {
  const title = table.title ?? table.name
  const headers = columnHeaders(
    shown.map((column) => columnSettings(table, column.name).title ?? column.name)
  )
  const columns = staged.columns.map((column, index) =>
    presented(column, headers[index] ?? "", columnSettings(table, column.column.name).width)
  )
  const perSheet = options.limits.rows - 1
  const rowBytes = staged.textBytes / Math.max(staged.rows, 1) + shown.length * xmlBytesPerCell
  const sheets: Array<string> = []
  const skeleton = yield* Effect.promise(() => loading)
  for (let from = 0; from === 0 || from < staged.rows; from += perSheet) {
    const to = Math.min(from + perSheet, staged.rows)
    const name = sheetName(title, sheetNames)
    const parts = yield* Effect.promise(() =>
      skeleton.addSheet({
        name,
        tableName: tableName(table.title ?? table.name, tableNames),
        columns,
        rows: to - from
      })
    )
    sheets.push(name)
    const rows: SheetRows = {
      table: table.name,
      source: staged.source,
      from,
      to,
      limits: options.limits,
      onRows: (done) =>
        options.onProgress({ table: table.name, rows: from + done, total: staged.rows, state: "writing" }),
      columns: staged.columns.map(({ at, column, facts }, index) => ({
        at,
        facts,
        type: column.type,
        letters: columnLetters(index),
        style: parts.styles[index] ?? 0,
        textStyle: parts.textStyle
      }))
    }
    const before = to === from ? `${parts.before}<row r="2"></row>` : parts.before
    const mayPass4GiB = (to - from) * rowBytes * 6 > 2 ** 32
    yield* zip.addStream(
      parts.path,
      mayPass4GiB,
      sheetData(connection, rows, keepsOrder, before, parts.behind)
    )
  }
  return sheets
})

const cutsOf = (
  file: string,
  table: ExportTable,
  staged: StagedTable,
  sheets: ReadonlyArray<string>
): ReadonlyArray<Cut> => {
  const cells = staged.columns.flatMap(({ column, facts }): ReadonlyArray<Cut> => {
    const cut = ["text", "neutral"].includes(valueKind(column.type)) ? facts.unfit : 0
    return cut === 0 ? [] : [{ kind: "cells", file, table: table.name, column: column.name, cells: cut }]
  })
  return sheets.length === 1
    ? cells
    : [...cells, { kind: "rows", file, table: table.name, rows: staged.rows, sheets }]
}

/** Writes tables as a workbook to an aside file and flushes it. Fails with `QueryFailed` and `OutputNotWritable`. */
export const writeWorkbook = Effect.fnUntraced(function* (
  connection: DuckDBConnection,
  tables: ReadonlyArray<WorkbookTable>,
  file: Aside,
  options: WorkbookOptions
) {
  const place = yield* stagingPlace(connection)
  const setting = yield* runForRow(
    connection,
    options.file,
    "select current_setting('preserve_insertion_order') as kept"
  )
  const zip = yield* openZip(file)
  // exceljs loads while DuckDB is busy with the first table.
  const loading = beginWorkbook(options.properties)
  loading.catch(() => {})
  const writing: Writing = {
    connection,
    keepsOrder: setting["kept"] === true,
    zip,
    loading,
    sheetNames: new Set(),
    tableNames: new Set(),
    options
  }
  const cuts: Array<Cut> = []
  const written: Array<{ readonly table: string; readonly rows: number }> = []
  for (const each of tables) {
    const { all, shown, table } = each
    const report = (rows: number, state: "started" | "written") =>
      options.onProgress({ table: table.name, rows, state })
    report(0, "started")
    yield* Effect.gen(function* () {
      const staged = yield* stage(connection, place, table, all, shown, options.timeZone, options.limits)
      const sheets = yield* writeSheets(writing, each, staged)
      cuts.push(...cutsOf(options.file, table, staged, sheets))
      written.push({ table: table.name, rows: staged.rows })
      report(staged.rows, "written")
    }).pipe(Effect.scoped)
  }
  const skeleton = yield* Effect.promise(() => loading)
  for (const [path, xml] of yield* Effect.promise(skeleton.finish)) yield* zip.addWhole(path, xml)
  return { ...(yield* zip.finish()), tables: written, cuts }
}, Effect.scoped)
