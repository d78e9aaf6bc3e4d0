// The options of an export with their defaults, and their validation before anything is touched.
// Defaults: UTC, the rfc4180 profile, `<program>.xlsx`, no replacing of other programs' files.
// The caller provides the time: `createdAt` goes into file properties and the manifest, so equal input gives equal bytes.
import type { DuckDBConnection } from "@duckdb/node-api"
import * as Effect from "effect/Effect"
import type * as Schema from "effect/Schema"
import { type CsvProfile, csvProfiles } from "./csv-profile.ts"
import { InvalidExport } from "./errors.ts"
import { type ExportFormat, exportFormats, isExportFormat, formats as known } from "./formats.ts"
import { describeQuery, settle } from "./query.ts"
import type { InvalidReason } from "./reasons.ts"
import { literal } from "./sql-text.ts"
import {
  columnsFor,
  isFileName,
  problemsOfTables,
  type QueryColumn,
  type Table,
  type TableColumn
} from "./table.ts"
import type { TableProgress, WriteSettings } from "./writer.ts"
import { type Compression, compressions, isCompression } from "./xlsx/compression.ts"
import { type CellLimits, xlsxLimits } from "./xlsx/limits.ts"
import type { WorkbookLook } from "./xlsx/look.ts"
import type { WorkbookPage } from "./xlsx/page.ts"

/** How one column of a table's query is presented. */
export interface ExportColumn extends TableColumn {
  readonly omitFrom?: ReadonlyArray<ExportFormat>
}

/**
 * One query and its presentation. The query must be a single SELECT with a total order, which determines the bytes.
 */
export interface ExportTable extends Table {
  readonly columns?: Readonly<Record<string, ExportColumn>>
}

/** The progress of a run: rows of one table in one file. */
export interface ExportProgress extends TableProgress {
  readonly format: ExportFormat
  readonly file: string
}

/** Options of all exports. */
export interface ExportSettings {
  readonly tables: ReadonlyArray<ExportTable>
  /** Sheets of a workbook that explain its tables, placed before them; XLSX only. Default none. */
  readonly pages?: ReadonlyArray<WorkbookPage>
  /** The tables of a workbook if they differ from those of other files; XLSX only. Default: `tables`. */
  readonly sheets?: ReadonlyArray<ExportTable>
  /** Appearance and print settings of a workbook; XLSX only. Default: plain. */
  readonly look?: WorkbookLook
  /** IANA time zone for times in CSV and XLSX; other formats use UTC. Default `UTC`. */
  readonly timeZone?: string
  /** Default `rfc4180`. */
  readonly csvProfile?: CsvProfile
  /** Compression of a workbook: `fast`, or `small` for a fifth less bytes; XLSX only. Default `fast`. */
  readonly compression?: Compression
  /** Creation time recorded in the files. */
  readonly createdAt: Date
  /** Added to the manifest, the properties of the workbook, and the key-value metadata of Parquet. */
  readonly metadata?: Readonly<Record<string, string>>
  /** Description of the data source; added to the manifest unchanged. */
  readonly source?: Readonly<Record<string, Schema.Json>>
  readonly program: { readonly name: string; readonly version: string }
  /** True to replace files that no earlier export wrote, and exports of something else. Default false. */
  readonly force?: boolean
  /** True if an unlisted file is the caller's own and may be replaced without `force`. Default: false. */
  readonly isOwn?: (path: string) => Effect.Effect<boolean>
  readonly onProgress?: (event: ExportProgress) => void
  /** Limits of a sheet below Excel's own; for tests and for readers with lower limits. */
  readonly limits?: Partial<CellLimits>
}

/** Settings with all defaults, and the columns of every table's query. */
export interface CheckedSettings extends WriteSettings {
  readonly source: Readonly<Record<string, Schema.Json>> | undefined
  readonly force: boolean
  readonly isOwn: (path: string) => Effect.Effect<boolean>
  readonly onProgress: (event: ExportProgress) => void
  readonly tables: ReadonlyArray<DescribedTable>
  /** The tables of formats with all tables in one file. */
  readonly sheets: ReadonlyArray<DescribedTable>
}

export interface DescribedTable {
  readonly table: ExportTable
  readonly columns: ReadonlyArray<QueryColumn>
}

const refuse = (reason: InvalidReason) => Effect.fail(new InvalidExport({ reason }))

const checkZone = (connection: DuckDBConnection, zone: string) =>
  settle(connection, () =>
    connection.run(`select timestamptz '2000-01-01 00:00:00+00' at time zone ${literal(zone)}`)
  ).pipe(Effect.catch(() => refuse({ code: "zone_unknown", zone })))

const checkColumns = (format: ExportFormat, { columns, table }: DescribedTable) => {
  const shown = columnsFor(format, table, columns).length
  const { columnLimit = Number.POSITIVE_INFINITY } = known[format]
  if (shown === 0) return refuse({ code: "no_columns_left", table: table.name, format })
  return shown > columnLimit
    ? refuse({ code: "too_many_columns", table: table.name, columns: shown, most: columnLimit, format })
    : Effect.void
}

/* Plain JavaScript may pass anything. */
const checkFormats = (formats: ReadonlyArray<string>) => {
  if (formats.length === 0) return refuse({ code: "no_format" })
  const strange = formats.find((format) => !isExportFormat(format))
  return strange === undefined
    ? Effect.void
    : refuse({ code: "format_unknown", name: strange, known: exportFormats })
}

/** Tables with the columns of their queries, for the given formats; empty without formats. */
const described = Effect.fnUntraced(function* (
  connection: DuckDBConnection,
  tables: ReadonlyArray<ExportTable>,
  formats: ReadonlyArray<ExportFormat>,
  hasPages = false
) {
  if (formats.length === 0 || (hasPages && tables.length === 0)) return []
  const [problem] = problemsOfTables(tables)
  if (problem !== undefined) return yield* refuse(problem)
  const all: Array<DescribedTable> = []
  for (const table of tables) {
    const one = { table, columns: yield* describeQuery(connection, table) }
    for (const format of formats) yield* checkColumns(format, one)
    all.push(one)
  }
  return all
})

/** Applies the defaults and describes the queries; writes nothing. Fails with `InvalidExport` and `QueryFailed`. */
export const checkSettings = Effect.fnUntraced(function* (
  connection: DuckDBConnection,
  settings: ExportSettings,
  formats: ReadonlyArray<ExportFormat>
) {
  yield* checkFormats(formats)
  const csvProfile = settings.csvProfile ?? "rfc4180"
  if (!Object.hasOwn(csvProfiles, csvProfile))
    return yield* refuse({ code: "csv_profile_unknown", name: csvProfile })
  const compression = settings.compression ?? "fast"
  if (!isCompression(compression))
    return yield* refuse({ code: "compression_unknown", name: compression, known: compressions })
  if (Number.isNaN(settings.createdAt.getTime())) return yield* refuse({ code: "created_at_invalid" })
  const timeZone = settings.timeZone ?? "UTC"
  yield* checkZone(connection, timeZone)
  const holdsAll = (format: ExportFormat) => known[format].holdsAllTables
  const apart = formats.filter((format) => !holdsAll(format))
  const together = formats.filter(holdsAll)
  const { sheets: own } = settings
  const tables = yield* described(connection, settings.tables, own === undefined ? formats : apart)
  const sheets =
    own === undefined
      ? tables
      : yield* described(connection, own, together, (settings.pages ?? []).length > 0)
  return {
    timeZone,
    csvProfile,
    createdAt: settings.createdAt,
    metadata: settings.metadata ?? {},
    source: settings.source,
    program: settings.program,
    force: settings.force ?? false,
    isOwn: settings.isOwn ?? (() => Effect.succeed(false)),
    onProgress: settings.onProgress ?? (() => {}),
    limits: { ...xlsxLimits, ...settings.limits },
    pages: settings.pages ?? [],
    look: settings.look,
    compression,
    tables,
    sheets
  } satisfies CheckedSettings
})

/** Refuses a workbook name that is not a file name ending in `.xlsx`. */
export const checkWorkbookName = (name: string) =>
  isFileName(name) && name.toLowerCase().endsWith(".xlsx")
    ? Effect.void
    : refuse({ code: "workbook_name_invalid", name })
