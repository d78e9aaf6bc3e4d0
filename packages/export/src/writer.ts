// What a format has to do: write the tables of one file to a temporary file, and tell what became of them.
//
// Settings are checked and the place is chosen before; the file gets its name after.
import type { DuckDBConnection } from "@duckdb/node-api"
import type * as Effect from "effect/Effect"
import type * as FileSystem from "effect/FileSystem"
import type { CsvProfile } from "./csv-profile.ts"
import type { OutputNotWritable, QueryFailed } from "./errors.ts"
import type { QueryColumn, Table } from "./table.ts"
import type { TempFile } from "./temp-file.ts"
import type { Truncation } from "./truncation.ts"
import type { CellLimits } from "./xlsx/limits.ts"
import type { WorkbookLook } from "./xlsx/look.ts"
import type { WorkbookPage } from "./xlsx/page.ts"

/** What there is to know of a format. */
export interface FormatTraits {
  /** As HTTP names it. */
  readonly mediaType: string
  /** A person can read it on a screen. */
  readonly isText: boolean
  /** Times are in the time zone of the export; in others they are in UTC. */
  readonly isZoned: boolean
  /** One file contains all tables; in others each table is a file. */
  readonly holdsAllTables: boolean
  /** A table with `partition` is a folder of files. */
  readonly isPartitioned: boolean
  /** Columns that a table can have at the most; left out where there is no limit. */
  readonly columnLimit?: number
}

/** A table with the columns of its query, all of them and those that the format shows. */
export interface TableToWrite {
  readonly table: Table
  readonly all: ReadonlyArray<QueryColumn>
  readonly shown: ReadonlyArray<QueryColumn>
}

/** How far a table is. `total` is known once its rows are counted. */
export interface TableProgress {
  readonly table: string
  readonly rows: number
  readonly total?: number
  readonly state: "started" | "writing" | "written"
}

/** A file to write. */
interface FileToWrite {
  /** Its name, under which truncations are reported. */
  readonly name: string
  readonly tables: ReadonlyArray<TableToWrite>
  readonly file: TempFile
  readonly onProgress: (event: TableProgress) => void
}

/** What was decided about an export, as far as a format has to know it. */
export interface WriteSettings {
  readonly timeZone: string
  readonly csvProfile: CsvProfile
  readonly createdAt: Date
  readonly metadata: Readonly<Record<string, string>>
  readonly program: { readonly name: string; readonly version: string }
  readonly limits: CellLimits
  readonly pages: ReadonlyArray<WorkbookPage>
  /** Of a workbook; undefined for a plain one. */
  readonly look: WorkbookLook | undefined
}

/** A flushed file: its size, its SHA-256 in hexadecimal, its tables, and what did not fit. */
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

/** The program as files name it. */
export const programText = ({ program }: WriteSettings): string => `${program.name} ${program.version}`
