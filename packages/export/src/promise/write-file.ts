// Writes one query to one file, as a promise, for programs that do not use Effect.
import { readFileSync } from "node:fs"
import { basename, extname, resolve } from "node:path"
import { type Abortable, InvalidArgument } from "@chatledger/core"
import { checkNames, optionsOf, runPromise, textOf } from "@chatledger/core/internal"
import type { DuckDBConnection } from "@duckdb/node-api"
import * as Effect from "effect/Effect"
import { nodeServices } from "../../bundled/node-services.js"
import { checkConnection } from "../check-call.ts"
import type { CsvProfile } from "../csv-profile.ts"
import { exportFile, type FileReport } from "../export.ts"
import { type ExportFormat, isExportFormat } from "../formats.ts"
import type { ExportColumn } from "../options.ts"
import { isFileName } from "../table.ts"
import type { Compression } from "../xlsx/compression.ts"

/** Options of a file besides its query. */
export interface WriteOptions extends Abortable {
  /** Title of the sheet and in the file's properties; default: the name of the file. */
  readonly title?: string | undefined
  /** Titles and comments of columns, by name. */
  readonly columns?: Readonly<Record<string, ExportColumn>> | undefined
  /** IANA time zone for times in CSV and XLSX. Default `UTC`. */
  readonly timeZone?: string | undefined
  /** CSV only. Default `rfc4180`. */
  readonly csvProfile?: CsvProfile | undefined
  /** XLSX only: `small` for a fifth less bytes. Default `fast`. */
  readonly compression?: Compression | undefined
  /** True to replace a file of another program. Default false. */
  readonly force?: boolean | undefined
  /** Creation time recorded in the file; default: now. Set it to get equal bytes for equal rows. */
  readonly createdAt?: Date | undefined
}

/** Name and version for the metadata of files. */
const program = () => {
  const manifest = JSON.parse(readFileSync(new URL("../../package.json", import.meta.url), "utf8"))
  return { name: "@chatledger/export", version: String(manifest.version) }
}

/** The table name for a file: its base name if valid, otherwise `data`. */
const nameOf = (path: string): string => {
  const name = basename(path, extname(path))
  return isFileName(name) ? name : "data"
}

const names: ReadonlyArray<keyof WriteOptions> = [
  "title",
  "columns",
  "timeZone",
  "csvProfile",
  "compression",
  "force",
  "createdAt",
  "signal"
]

const checkExtension = (call: string, format: ExportFormat, path: string): void => {
  const extension = extname(path).slice(1).toLowerCase()
  if (extension === format || !isExportFormat(extension)) return
  const needs = `the path of a file of ${format}; its name says ${extension}`
  throw new InvalidArgument({ call, argument: "file", needs })
}

const checkValues = (call: string, { title, force, createdAt }: WriteOptions): void => {
  const refuse = (argument: string, needs: string) => {
    throw new InvalidArgument({ call, argument, needs })
  }
  if (title !== undefined && typeof title !== "string") refuse("title", "a text")
  if (force !== undefined && typeof force !== "boolean") refuse("force", "true or false")
  if (createdAt !== undefined && typeof Object(createdAt).getTime !== "function")
    refuse("createdAt", "a Date, such as new Date()")
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
    checkNames(call, optionsOf(call, options, 'an object, such as { timeZone: "Europe/Berlin" }'), names)
    const { signal, title, columns, createdAt = new Date(), ...settings } = options
    if (columns !== undefined)
      optionsOf(call, columns, "an object of columns with titles and comments, by name")
    checkExtension(call, format, path)
    checkValues(call, options)
    const name = nameOf(path)
    const table = { name, title: title ?? name, query: sql, ...(columns === undefined ? {} : { columns }) }
    const written = exportFile(connection, {
      ...defined(settings),
      path: resolve(path),
      format,
      tables: [table],
      createdAt,
      program: program()
    })
    return runPromise(Effect.provide(written, nodeServices), { signal }, call)
  }

/**
 * Writes the rows of a query as a workbook: a real Excel table with real dates; text never becomes a formula.
 *
 * The file is replaced atomically. Rejects with an `ExportError`, with `InvalidArgument`, or with the reason of the
 * signal. Replacing an existing file needs `force`, unless an export wrote it.
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

/**
 * Writes the rows of a query as CSV, like `writeXlsx`; `csvProfile` adapts it to an Excel version.
 *
 * @example
 * ```ts
 * import { writeCsv } from "@chatledger/export"
 * import { DuckDBInstance } from "@duckdb/node-api"
 *
 * const connection = await (await DuckDBInstance.create()).connect()
 * const query = "select i as id, now() as at from range(3) r(i) order by i"
 * const { rows } = await writeCsv(connection, query, "ids.csv", { force: true, csvProfile: "excel-eu" })
 * console.log(rows) // 3
 * ```
 */
export const writeCsv = write("writeCsv", "csv")

/**
 * Writes the rows of a query as Parquet, like `writeXlsx`: zstd, times in UTC, nothing rounded.
 *
 * @example
 * ```ts
 * import { writeParquet } from "@chatledger/export"
 * import { DuckDBInstance } from "@duckdb/node-api"
 *
 * const connection = await (await DuckDBInstance.create()).connect()
 * const query = "select i as id, now() as at from range(3) r(i) order by i"
 * const { rows } = await writeParquet(connection, query, "ids.parquet", { force: true })
 * console.log(rows) // 3
 * ```
 */
export const writeParquet = write("writeParquet", "parquet")

/**
 * Writes the rows of a query as NDJSON, like `writeXlsx`: one object per line, times in UTC.
 *
 * @example
 * ```ts
 * import { writeNdjson } from "@chatledger/export"
 * import { DuckDBInstance } from "@duckdb/node-api"
 *
 * const connection = await (await DuckDBInstance.create()).connect()
 * const query = "select i as id, now() as at from range(3) r(i) order by i"
 * const { rows } = await writeNdjson(connection, query, "ids.ndjson", { force: true })
 * console.log(rows) // 3
 * ```
 */
export const writeNdjson = write("writeNdjson", "ndjson")
