// The interface of a format: writes the tables of one file to a temporary file, and returns what was written.
//
// Settings are checked and the path is chosen before; the file is renamed afterwards.
import type { DuckDBConnection } from "@duckdb/node-api"
import type * as Effect from "effect/Effect"
import type * as FileSystem from "effect/FileSystem"
import type { CsvProfile } from "./csv-profile.ts"
import type { OutputNotWritable, QueryFailed } from "./errors.ts"
import type { QueryColumn, Table } from "./table.ts"
import type { TempFile } from "./temp-file.ts"
import type { Truncation } from "./truncation.ts"
import type { Compression } from "./xlsx/compression.ts"
import type { CellLimits } from "./xlsx/limits.ts"
import type { WorkbookLook } from "./xlsx/look.ts"
import type { WorkbookPage } from "./xlsx/page.ts"

/** The traits of a format. */
export interface FormatTraits {
  /** HTTP media type. */
  readonly mediaType: string
  /** True if people can read it as text. */
  readonly isText: boolean
  /** True if times are in the time zone of the export, otherwise UTC. */
  readonly isZoned: boolean
  /** True if one file has all tables, otherwise one file per table. */
  readonly holdsAllTables: boolean
  /** True if a table with `partition` becomes a folder of files. */
  readonly isPartitioned: boolean
  /** Maximum number of columns in a table; left out if there is no limit. */
  readonly columnLimit?: number
}

/** A table with all columns of its query, and those that the format shows. */
export interface TableToWrite {
  readonly table: Table
  readonly all: ReadonlyArray<QueryColumn>
  readonly shown: ReadonlyArray<QueryColumn>
}

/** The progress of a table. `total` is set once its rows are counted. */
export interface TableProgress {
  readonly table: string
  readonly rows: number
  readonly total?: number
  readonly state: "started" | "writing" | "written"
}

/** A file to write. */
interface FileToWrite {
  /** Its name, for reports of truncations. */
  readonly name: string
  readonly tables: ReadonlyArray<TableToWrite>
  readonly file: TempFile
  readonly onProgress: (event: TableProgress) => void
}

/** The settings of an export that formats need. */
export interface WriteSettings {
  readonly timeZone: string
  readonly csvProfile: CsvProfile
  readonly createdAt: Date
  readonly metadata: Readonly<Record<string, string>>
  readonly program: { readonly name: string; readonly version: string }
  readonly limits: CellLimits
  readonly pages: ReadonlyArray<WorkbookPage>
  /** The look of a workbook; undefined for a plain one. */
  readonly look: WorkbookLook | undefined
  readonly compression: Compression
}

/** A flushed file: its size, its hexadecimal SHA-256, its tables, and what did not fit. */
export interface Written {
  readonly bytes: number
  readonly sha256: string
  readonly tables: ReadonlyArray<{ readonly table: string; readonly rows: number }>
  readonly cuts: ReadonlyArray<Truncation>
}

export type Writer = (
  connection: DuckDBConnection,
  file: FileToWrite,
  settings: WriteSettings
) => Effect.Effect<Written, QueryFailed | OutputNotWritable, FileSystem.FileSystem>

/** The program as named in files. */
export const programText = ({ program }: WriteSettings): string => `${program.name} ${program.version}`
