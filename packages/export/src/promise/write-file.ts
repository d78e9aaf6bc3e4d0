// One query to one file, as a promise, for programs that do not use effect.
import { basename, extname, resolve } from "node:path"
import { type Abortable, optionsOf, runPromise, textOf } from "@chatledger/core"
import type { DuckDBConnection } from "@duckdb/node-api"
import * as Effect from "effect/Effect"
import { nodeServices } from "../../bundled/node-services.js"
import { checkConnection } from "../check-call.ts"
import type { CsvProfile } from "../csv-profile.ts"
import { exportFile, type FileReport } from "../export.ts"
import type { ExportFormat } from "../formats.ts"
import type { ExportColumn } from "../options.ts"
import { isFileName } from "../table.ts"

/** What may be said of a file beside its query. */
export interface WriteOptions extends Abortable {
  /** Of the sheet, and in the file's properties; default: the name of the file. */
  readonly title?: string | undefined
  /** Titles and comments of columns, by their names in the query. */
  readonly columns?: Readonly<Record<string, ExportColumn>> | undefined
  /** IANA name; the zone of times in CSV and XLSX. Default `UTC`. */
  readonly timeZone?: string | undefined
  /** CSV only. Default `rfc4180`. */
  readonly csvProfile?: CsvProfile | undefined
  /** Whether a file of someone else may be replaced. Default false. */
  readonly force?: boolean | undefined
  /** The moment that the file says it was made at; default: now. Give one for equal bytes of equal rows. */
  readonly createdAt?: Date | undefined
}

const program = { name: "@chatledger/export", version: "0.1.0" }

/** The name of a table for a file: its own without the ending, where that can be one. */
const nameOf = (path: string): string => {
  const name = basename(path, extname(path))
  return isFileName(name) ? name : "data"
}

const defined = (options: object): object =>
  Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined))

const write =
  (call: string, format: ExportFormat) =>
  async (
    connection: DuckDBConnection,
    query: string,
    file: string,
    options: WriteOptions = {}
  ): Promise<FileReport> => {
    checkConnection(call, connection)
    const sql = textOf(call, "query", query, "a SELECT, as text")
    const path = textOf(call, "file", file, `the path of a file, such as "messages.${format}"`)
    optionsOf(call, options, 'an object, such as { timeZone: "Europe/Berlin" }')
    const { signal, title, columns, createdAt = new Date(), ...settings } = options
    const name = nameOf(path)
    const table = { name, title: title ?? name, query: sql, ...(columns === undefined ? {} : { columns }) }
    const written = exportFile(connection, {
      ...defined(settings),
      path: resolve(path),
      format,
      tables: [table],
      createdAt,
      program
    })
    return runPromise(Effect.provide(written, nodeServices), { signal })
  }

/**
 * Writes the rows of a query as a workbook: a real table, dates that are dates, text that never becomes a formula.
 *
 * The file is written aside and renamed: it is there whole, or as before. Rejects with an `ExportError`, with `InvalidArgument`, or with
 * the reason of the signal. A file that is there needs `force`, unless an export wrote it.
 *
 * @example
 * ```ts
 * import { writeXlsx } from "@chatledger/export"
 * import { DuckDBInstance } from "@duckdb/node-api"
 *
 * const connection = await (await DuckDBInstance.create()).connect()
 * const { rows } = await writeXlsx(connection, "select i as id from range(3) r(i) order by i", "ids.xlsx", { force: true })
 * console.log(rows) // 3
 * ```
 */
export const writeXlsx = write("writeXlsx", "xlsx")

/** Writes the rows of a query as CSV, as `writeXlsx` does; `csvProfile` suits it to an Excel. */
export const writeCsv = write("writeCsv", "csv")

/** Writes the rows of a query as Parquet, as `writeXlsx` does: zstd, times in UTC, nothing rounded. */
export const writeParquet = write("writeParquet", "parquet")

/** Writes the rows of a query as NDJSON, as `writeXlsx` does: an object a line, times in UTC. */
export const writeNdjson = write("writeNdjson", "ndjson")
