// What a caller decides about an export, with its defaults, and the check of it all before anything is touched.
// Defaults: UTC, the rfc4180 profile, `<program>.xlsx`, no replacing of foreign files.
// The clock is the caller's: `createdAt` goes into the files' properties and the manifest, so equal input gives equal bytes.
import type { DuckDBConnection } from "@duckdb/node-api"
import * as Effect from "effect/Effect"
import type * as Schema from "effect/Schema"
import { type CsvProfile, csvProfiles } from "./csv.ts"
import { InvalidExport } from "./errors.ts"
import { describeQuery, settle } from "./query.ts"
import { literal } from "./sql-text.ts"
import {
  columnsFor,
  type ExportFormat,
  type ExportTable,
  isFileName,
  problemsOfTables,
  type QueryColumn
} from "./table.ts"
import { type CellLimits, xlsxLimits } from "./xlsx/limits.ts"
import type { WorkbookPage } from "./xlsx/page.ts"

/** How far a run is: rows of one table in one format. `total` is known once the rows are counted. */
export interface ExportProgress {
  readonly format: ExportFormat
  readonly file: string
  readonly table: string
  readonly rows: number
  readonly total?: number
  readonly state: "started" | "writing" | "written"
}

/** What all exports have in common. */
export interface ExportSettings {
  readonly tables: ReadonlyArray<ExportTable>
  /** Sheets of a workbook that explain its tables, and stand before them; XLSX only. Default none. */
  readonly pages?: ReadonlyArray<WorkbookPage>
  /** IANA name; the zone of times in CSV and XLSX. Parquet is always UTC. Default `UTC`. */
  readonly timeZone?: string
  /** Default `rfc4180`. */
  readonly csvProfile?: CsvProfile
  /** The moment that the files say they were made at. */
  readonly createdAt: Date
  /** Goes into the manifest, the properties of the workbook, and the key-value metadata of Parquet. */
  readonly metadata?: Readonly<Record<string, string>>
  /** What is known of where the rows come from; goes into the manifest as it is. */
  readonly source?: Readonly<Record<string, Schema.Json>>
  readonly program: { readonly name: string; readonly version: string }
  /** Whether files that no earlier export wrote, and exports of something else, may be replaced. Default false. */
  readonly force?: boolean
  /** Whether a file that no manifest lists is the caller's own, to be replaced without `force`. Default: none is. */
  readonly isOwn?: (path: string) => Effect.Effect<boolean>
  readonly onProgress?: (event: ExportProgress) => void
  /** Limits of a sheet, smaller than Excel's own; for tests and for readers that hold less. */
  readonly limits?: Partial<CellLimits>
}

/** Settings with every default filled in, and the columns of every table's query. */
export interface CheckedSettings {
  readonly timeZone: string
  readonly csvProfile: CsvProfile
  readonly createdAt: Date
  readonly metadata: Readonly<Record<string, string>>
  readonly source: Readonly<Record<string, Schema.Json>> | undefined
  readonly program: { readonly name: string; readonly version: string }
  readonly force: boolean
  readonly isOwn: (path: string) => Effect.Effect<boolean>
  readonly onProgress: (event: ExportProgress) => void
  readonly limits: CellLimits
  readonly pages: ReadonlyArray<WorkbookPage>
  readonly tables: ReadonlyArray<DescribedTable>
}

export interface DescribedTable {
  readonly table: ExportTable
  readonly columns: ReadonlyArray<QueryColumn>
}

const refuse = (problem: string) => Effect.fail(new InvalidExport({ problem }))

const checkZone = (connection: DuckDBConnection, zone: string) =>
  settle(connection, () =>
    connection.run(`select timestamptz '2000-01-01 00:00:00+00' at time zone ${literal(zone)}`)
  ).pipe(
    Effect.catch(() => refuse(`"${zone}" is no time zone: use an IANA name such as Europe/Berlin or UTC`))
  )

const checkColumns = (format: ExportFormat, { columns, table }: DescribedTable) => {
  const shown = columnsFor(format, table, columns).length
  if (shown === 0) return refuse(`no column of ${table.name} is left for ${format}`)
  return format === "xlsx" && shown > xlsxLimits.columns
    ? refuse(`${table.name} has ${shown} columns, a sheet holds ${xlsxLimits.columns}: leave some out`)
    : Effect.void
}

/** Fills in the defaults and describes the queries. Fails with `InvalidExport` and `QueryFailed`, having written nothing. */
export const checkSettings = Effect.fnUntraced(function* (
  connection: DuckDBConnection,
  settings: ExportSettings,
  formats: ReadonlyArray<ExportFormat>
) {
  const [problem] = problemsOfTables(settings.tables)
  if (problem !== undefined) return yield* refuse(problem)
  if (formats.length === 0) return yield* refuse("no format was asked for")
  const csvProfile = settings.csvProfile ?? "rfc4180"
  if (!Object.hasOwn(csvProfiles, csvProfile)) return yield* refuse(`"${csvProfile}" is no CSV profile`)
  if (Number.isNaN(settings.createdAt.getTime())) return yield* refuse("createdAt is no valid date")
  const timeZone = settings.timeZone ?? "UTC"
  yield* checkZone(connection, timeZone)
  const tables: Array<DescribedTable> = []
  for (const table of settings.tables) {
    const described = { table, columns: yield* describeQuery(connection, table) }
    for (const format of formats) yield* checkColumns(format, described)
    tables.push(described)
  }
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
    tables
  } satisfies CheckedSettings
})

/** Refuses a workbook name that is no file name ending in `.xlsx`. */
export const checkWorkbookName = (name: string) =>
  isFileName(name) && name.toLowerCase().endsWith(".xlsx")
    ? Effect.void
    : refuse(`"${name}" cannot name a workbook: use a plain file name that ends in .xlsx`)
