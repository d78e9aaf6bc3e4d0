// Writes one file of an export to a temporary file and flushes it, with the writer of its format.
import type { DuckDBConnection } from "@duckdb/node-api"
import * as Effect from "effect/Effect"
import { type ExportFormat, formats } from "./formats.ts"
import type { ManifestFile } from "./manifest.ts"
import type { CheckedSettings, DescribedTable } from "./options.ts"
import { columnsFor } from "./table.ts"
import type { TempFile } from "./temp-file.ts"
import type { Truncation } from "./truncation.ts"

/** A file to write: its format, its tables, and its name. */
export interface FilePlan {
  readonly name: string
  readonly format: ExportFormat
  readonly tables: ReadonlyArray<DescribedTable>
}

/** A written file: its manifest entry, and what did not fit into it. */
export interface WrittenFile {
  readonly file: ManifestFile
  readonly cuts: ReadonlyArray<Truncation>
}

/** Writes a temporary file. Fails with `QueryFailed` and `OutputNotWritable`. */
export const writeFile = Effect.fnUntraced(function* (
  connection: DuckDBConnection,
  { format, name, tables: described }: FilePlan,
  file: TempFile,
  settings: CheckedSettings
) {
  const { writer } = yield* Effect.promise(() => formats[format].load())
  const tables = described.map(({ columns, table }) => ({
    table,
    all: columns,
    shown: columnsFor(format, table, columns)
  }))
  const onProgress: Parameters<typeof writer>[1]["onProgress"] = (event) =>
    settings.onProgress({ format, file: name, ...event })
  const written = yield* writer(connection, { name, tables, file, onProgress }, settings)
  const rows = written.tables.reduce((sum, table) => sum + table.rows, 0)
  const { bytes, cuts, sha256 } = written
  return {
    file: { file: name, format, tables: written.tables, rows, bytes, sha256 },
    cuts
  } satisfies WrittenFile
})
