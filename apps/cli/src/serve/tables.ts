// The tables of an instance over HTTP, for "From Web" in Excel: CSV, XLSX or Parquet, up to date at every request.
//
// `/waInstance{id}/tables/{token}` lists them, `/waInstance{id}/tables/{token}/messages.csv` is one. The database is
// opened for a request and closed after it, so that others can use the archive in between.
import * as NodePath from "node:path"
import {
  isTableName,
  newestRequest,
  publicTables,
  type TableName,
  tablesToExport
} from "@chatledger/analytics"
import { type CsvProfile, type ExportFormat, exportFile, exportFormats } from "@chatledger/export"
import { json, type Reply, type RouteRequest } from "@chatledger/journal-server"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as FileSystem from "effect/FileSystem"
import * as Scope from "effect/Scope"
import * as Stream from "effect/Stream"
import { program } from "../program.ts"
import { useTables } from "../tables.ts"

/** How tables are written for whoever asks. */
export interface TableService {
  readonly flags: Parameters<typeof useTables>[0]
  readonly timeZone: string
  readonly csvProfile: CsvProfile
}

const contentTypes: Record<ExportFormat, string> = {
  csv: "text/csv; charset=utf-8",
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  parquet: "application/vnd.apache.parquet"
}

/** The table and format that a name like `messages.csv` means. */
const fileOf = (name: string): { readonly table: TableName; readonly format: ExportFormat } | undefined => {
  const [table = "", ending, ...rest] = name.split(".")
  const format = exportFormats.find((known) => known === ending)
  return rest.length === 0 && format !== undefined && isTableName(table) ? { table, format } : undefined
}

const list = (instanceId: string): Reply =>
  json({
    instance: instanceId,
    formats: exportFormats,
    tables: publicTables,
    usage: "add /messages.csv to this address, or the name of another table and format"
  })

const isUnreadable = (text: string | null): boolean => text !== null && Number.isNaN(Date.parse(text))

/** Writes one table into a temporary file and answers with it; the file goes when it has been sent. */
const tableReply = Effect.fnUntraced(function* (
  service: TableService,
  { instanceId, query }: RouteRequest,
  { table, format }: NonNullable<ReturnType<typeof fileOf>>
) {
  const [from, to] = [query.get("from"), query.get("to")]
  if (isUnreadable(from) || isUnreadable(to))
    return json({ statusCode: 400, message: "from and to are times such as 2026-01-31T14:05:09Z" }, 400)
  const fs = yield* FileSystem.FileSystem
  const sending = yield* Scope.make()
  const written = Effect.gen(function* () {
    const folder = yield* Scope.provide(fs.makeTempDirectoryScoped({ prefix: "chatledger-" }), sending)
    const path = NodePath.join(folder, `${table}.${format}`)
    yield* useTables(
      service.flags,
      Effect.fnUntraced(function* (database) {
        const choice = {
          from: from === null ? undefined : new Date(from),
          to: to === null ? undefined : new Date(to),
          instance: [instanceId],
          chat: query.getAll("chat"),
          type: query.getAll("type")
        }
        const tables = yield* tablesToExport(database, [table], choice, { thumbnails: false })
        const settings = { timeZone: service.timeZone, csvProfile: service.csvProfile, program }
        const createdAt = yield* newestRequest(database)
        return yield* exportFile(database.connection, { path, format, tables, createdAt, ...settings })
      })
    )
    return path
  })
  const path = yield* Effect.onError(written, () => Scope.close(sending, Exit.void))
  return {
    status: 200,
    headers: {
      "content-type": contentTypes[format],
      "content-disposition": `attachment; filename="${table}.${format}"`
    },
    body: Stream.ensuring(fs.stream(path), Scope.close(sending, Exit.void))
  } satisfies Reply
})

/** Answers requests for tables; undefined for anything else. */
export const tablesRoute = Effect.fnUntraced(function* (service: TableService, request: RouteRequest) {
  const { name, verb, rest, instanceId } = request
  if (name !== "tables" || rest.length > 1 || (verb !== "GET" && verb !== "HEAD")) return undefined
  const [file] = rest
  if (file === undefined || file === "") return list(instanceId)
  const wanted = fileOf(file)
  return wanted === undefined ? undefined : yield* tableReply(service, request, wanted)
})
