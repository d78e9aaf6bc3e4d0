// The tables over HTTP, for "From Web" in Excel and for programs: whole, by pages, or only changes; updated for every
// request.
//
// The database is opened for each request and closed after it, so that others can use the archive in between.
import { catalogue, type Database, newestRequest, publicTables, tablesToExport } from "@chatledger/analytics"
import { isTableName, pageOfTable, tableNamed } from "@chatledger/analytics/internal"
import { type ExportFormat, type ExportTable, exportFile, exportFormats } from "@chatledger/export"
import { json, type Reply } from "@chatledger/journal-server"
import * as Effect from "effect/Effect"
import { answer } from "../output/answer.ts"
import { program } from "../program.ts"
import { type Naming, nameAs } from "../tables/naming.ts"
import { useTables } from "../tables/open-tables.ts"
import { fileReply, privateHeaders } from "./file-reply.ts"
import {
  checkNames,
  count,
  instant,
  isOn,
  list,
  one,
  type Writing,
  writing,
  writingNames
} from "./parameters.ts"

/** Settings of the tables. */
export interface TableService extends Writing {
  readonly flags: Parameters<typeof useTables>[0]
  /** Names from the user's files. */
  readonly naming: Naming
}

/** Ids, or people with `people=1`, with the names that the server was started with. */
export const namingFor = Effect.fnUntraced(function* ({ naming }: TableService, query: URLSearchParams) {
  return { ...naming, ...((yield* isOn(query, "people")) ? { rosters: [] } : {}) } satisfies Naming
})

const formats = [...exportFormats, "json"] as const
type Format = (typeof formats)[number]

/** A table and format, from a name such as `messages.csv`. */
export interface TableFile {
  readonly table: string
  readonly format: Format
}

export const tableFileOf = (name: string): TableFile | undefined => {
  const [table = "", ending, ...rest] = name.split(".")
  const format = formats.find((known) => known === ending)
  return rest.length === 0 && format !== undefined && isTableName(table) ? { table, format } : undefined
}

/** The tables of an instance, as listed at `/waInstance{id}/tables/{token}`. */
export const tableList = (instanceId: string): Reply =>
  json({
    instance: instanceId,
    formats,
    tables: publicTables(),
    usage: "add /messages.csv to this address, or the name of another table and format"
  })

/** All tables with their columns and keys. */
export const describedTables = Effect.fnUntraced(function* ({ flags }: TableService) {
  const tables = yield* useTables(flags, catalogue)
  const described = tables.map(({ columns, comment, name }) => ({
    name,
    meaning: comment,
    key: tableNamed(name).key,
    formats,
    columns: columns.map((column) => ({
      name: column.name,
      type: column.type,
      meaning: column.comment
    })),
    names: tableNamed(name).names.map((column) => ({
      name: column.name,
      type: "VARCHAR",
      meaning: column.comment
    }))
  }))
  const reply = json(described)
  return { ...reply, headers: { ...reply.headers, ...privateHeaders } } satisfies Reply
})

const choiceNames = ["instance", "chat", "type", "from", "to"]
const pageNames = ["since", "limit", "offset", "after", "thumbnails", "names", ...writingNames]

const choiceOf = Effect.fnUntraced(function* (
  query: URLSearchParams,
  timeZone: string,
  instanceId: string | undefined
) {
  return {
    from: yield* instant(query, "from", timeZone),
    to: yield* instant(query, "to", timeZone),
    instance: instanceId === undefined ? list(query, "instance") : [instanceId],
    chat: list(query, "chat"),
    type: list(query, "type")
  }
})

const pageOf = Effect.fnUntraced(function* (query: URLSearchParams, timeZone: string) {
  return {
    since: yield* instant(query, "since", timeZone),
    limit: yield* count(query, "limit", 1),
    offset: yield* count(query, "offset", 0),
    after: yield* one(query, "after")
  }
})

const isLeftOut = (format: ExportFormat, table: ExportTable) => (column: string) =>
  table.columns?.[column]?.omitFrom?.some((omitted) => omitted === format) === true

const writeJson = Effect.fnUntraced(function* (
  database: Database,
  table: ExportTable,
  path: string,
  how: Writing
) {
  const left = Object.keys(table.columns ?? {}).filter(isLeftOut("csv", table))
  const columns = left.length === 0 ? "*" : `* exclude (${left.join(", ")})`
  const question = { name: table.name, sql: `select ${columns} from (${table.query})`, parameters: {} }
  const written = yield* answer(database, question, { ...how, format: "json", path })
  return written?.rows ?? 0
})

/** Writes one table, or a page of it; headers contain its row count and where the next page begins. */
export const tableReply = Effect.fnUntraced(function* (
  service: TableService,
  query: URLSearchParams,
  { format, table: name }: TableFile,
  instanceId?: string
) {
  const own = instanceId === undefined ? choiceNames : choiceNames.filter((each) => each !== "instance")
  yield* checkNames(query, [...own, ...pageNames])
  const how = yield* writing(query, service)
  const choice = yield* choiceOf(query, how.timeZone, instanceId)
  const page = yield* pageOf(query, how.timeZone)
  const thumbnails = yield* isOn(query, "thumbnails")
  const names = yield* isOn(query, "names", true)
  return yield* fileReply(name, format, (path) =>
    useTables(
      service.flags,
      Effect.fnUntraced(function* (database) {
        const createdAt = yield* newestRequest(database)
        yield* nameAs(database, service.naming)
        const tables = yield* tablesToExport(database, [name], choice, {
          thumbnails,
          names,
          isOrdered: false
        })
        const [whole] = tables
        if (whole === undefined) return yield* Effect.die(new Error(`no table ${name}`))
        const { next, table } = yield* pageOfTable(database, whole, page)
        const rows =
          format === "json"
            ? yield* writeJson(database, table, path, how)
            : (yield* exportFile(database.connection, {
                path,
                format,
                tables: [table],
                createdAt,
                program,
                ...how
              })).rows
        return {
          "x-chatledger-as-of": createdAt.toISOString(),
          "x-chatledger-rows": String(rows),
          ...(next === undefined ? {} : { "x-chatledger-next": next })
        }
      })
    )
  )
})
