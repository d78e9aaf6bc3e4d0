// One file of an export, written aside and flushed: Parquet and CSV of one table, a workbook of several.
// The answer tells what is in the file; it is in its place only after the caller has put it there.
// It asks nothing and decides nothing: settings are checked, the place is chosen.
import type { DuckDBConnection } from "@duckdb/node-api"
import * as Effect from "effect/Effect"
import { csvCopy, csvHeader, csvSelect } from "./csv.ts"
import { notWritableReason, OutputNotWritable, QueryFailed } from "./errors.ts"
import type { Cut, ManifestFile } from "./manifest.ts"
import type { CheckedSettings, DescribedTable } from "./options.ts"
import { parquetCopy, parquetMetadata, parquetSelect } from "./parquet.ts"
import { publicProblem, settle } from "./query.ts"
import { columnsFor, type ExportFormat } from "./table.ts"
import { type Aside, digest, flush, writeText } from "./write-aside.ts"
import { writeWorkbook } from "./xlsx/workbook.ts"

/** A file to write: its format, the tables in it, and its name. */
export interface FilePlan {
  readonly name: string
  readonly format: ExportFormat
  readonly tables: ReadonlyArray<DescribedTable>
}

/** What was written: the file as the manifest lists it, and what did not fit into it. */
export interface WrittenFile {
  readonly file: ManifestFile
  readonly cuts: ReadonlyArray<Cut>
}

const aboutDisk = (cause: unknown, { path }: Aside) =>
  cause instanceof Error && /^(IO|Permission) Error/.test(cause.message) && cause.message.includes(path)

const copy = (connection: DuckDBConnection, table: string, sql: string, file: Aside) =>
  settle(connection, () => connection.run(sql)).pipe(
    Effect.mapError((cause) =>
      aboutDisk(cause, file)
        ? new OutputNotWritable({ path: file.target, reason: notWritableReason(cause), cause })
        : new QueryFailed({ table, problem: publicProblem(cause), cause })
    ),
    Effect.map((result) => result.rowsChanged)
  )

const about = ({ createdAt, metadata, program }: CheckedSettings) => ({
  ...metadata,
  program: `${program.name} ${program.version}`,
  created_at: createdAt.toISOString()
})

const writeParquet = (
  connection: DuckDBConnection,
  { columns, table }: DescribedTable,
  file: Aside,
  settings: CheckedSettings
) => {
  const shown = columnsFor("parquet", table, columns)
  const metadata = parquetMetadata(table, shown, { ...about(settings), time_zone: "UTC" })
  return copy(
    connection,
    table.name,
    parquetCopy(parquetSelect(table, columns, shown), metadata, file.path),
    file
  )
}

const writeCsv = Effect.fnUntraced(function* (
  connection: DuckDBConnection,
  { columns, table }: DescribedTable,
  file: Aside,
  { csvProfile, timeZone }: CheckedSettings
) {
  const shown = columnsFor("csv", table, columns)
  const header = csvHeader(
    shown.map(({ name }) => name),
    csvProfile
  )
  const select = csvSelect(table, columns, shown, timeZone, csvProfile)
  const rows = yield* copy(connection, table.name, csvCopy(select, header, csvProfile, file.path), file)
  // Without rows DuckDB ends the header twice.
  if (rows === 0) yield* writeText(file, `${header}\r\n`)
  return rows
})

const writeTable = Effect.fnUntraced(function* (
  connection: DuckDBConnection,
  { format, name, tables }: FilePlan,
  file: Aside,
  settings: CheckedSettings
) {
  const [described] = tables
  if (described === undefined) return { bytes: 0, sha256: "", tables: [], cuts: [] }
  const table = described.table.name
  settings.onProgress({ format, file: name, table, rows: 0, state: "started" })
  const write = format === "parquet" ? writeParquet : writeCsv
  const rows = yield* write(connection, described, file, settings)
  yield* flush(file)
  const size = yield* digest(file)
  settings.onProgress({ format, file: name, table, rows, total: rows, state: "written" })
  return { ...size, tables: [{ table, rows }], cuts: [] }
})

const writeSheets = (
  connection: DuckDBConnection,
  { format, name, tables }: FilePlan,
  file: Aside,
  settings: CheckedSettings
) => {
  const { creator, description } = {
    creator: `${settings.program.name} ${settings.program.version}`,
    description: Object.entries({ ...settings.metadata, time_zone: settings.timeZone })
      .map(([key, value]) => `${key}: ${value}`)
      .join("\n")
  }
  const title = name.replace(/\.xlsx$/i, "")
  const sheets = tables.map(({ columns, table }) => ({
    table,
    all: columns,
    shown: columnsFor(format, table, columns)
  }))
  return writeWorkbook(connection, { pages: settings.pages, tables: sheets }, file, {
    file: name,
    timeZone: settings.timeZone,
    limits: settings.limits,
    properties: { creator, title, description, createdAt: settings.createdAt },
    onProgress: (event) => settings.onProgress({ format, file: name, ...event })
  })
}

/** Writes a file aside. Fails with `QueryFailed` and `OutputNotWritable`. */
export const writeAside = Effect.fnUntraced(function* (
  connection: DuckDBConnection,
  plan: FilePlan,
  file: Aside,
  settings: CheckedSettings
) {
  const write = plan.format === "xlsx" ? writeSheets : writeTable
  const { bytes, cuts, sha256, tables } = yield* write(connection, plan, file, settings)
  return {
    file: {
      file: plan.name,
      format: plan.format,
      tables,
      rows: tables.reduce((sum, { rows }) => sum + rows, 0),
      bytes,
      sha256
    },
    cuts
  } satisfies WrittenFile
})
