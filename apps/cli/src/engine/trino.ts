// Trino over HTTP, with its own client: read-only queries whose pages become a Parquet file.
//
// Gotcha: the client hands on a page that is no JSON as text, as if it were the last; so an answer is complete only when a
// page says that the query is finished. Trino ends a query that nobody reads any more after five minutes.
import { createWriteStream } from "node:fs"
import { pipeline } from "node:stream/promises"
import { parquetOfLines, trino } from "@chatledger/analytics/internal"
import type { Reason } from "@chatledger/core"
import * as Effect from "effect/Effect"
import * as Redacted from "effect/Redacted"
import type { Trino } from "trino-client"
import type { EngineReasons } from "../messages/reason.ts"
import { program } from "../program.ts"
import type { Engine } from "./engine.ts"
import { EngineFailed } from "./failed.ts"
import type { EnginePlace } from "./place.ts"
import { type Column, finishedPages, type Page, Refused, reasonOfError } from "./trino-pages.ts"

const PACKAGE = "trino-client"
/** The oldest version whose answers were compared with DuckDB's. */
const OLDEST = "476"

const loadClient = (place: EnginePlace) =>
  Effect.tryPromise({
    try: () => import("trino-client"),
    catch: () =>
      new EngineFailed({ url: place.url, reason: { code: "engine_client_missing", name: PACKAGE } })
  })

/** A statement that reads begins so; Trino takes one statement at a time. */
const isReading = (sql: string): boolean =>
  /^(?:\(|(?:select|with|values|table|show|describe|desc)\b)/i.test(sql)

/** Whether no integer of a value, also a nested one, was rounded by the client. */
const isExact = (value: unknown): boolean => {
  if (typeof value === "number") return !Number.isInteger(value) || Number.isSafeInteger(value)
  return typeof value !== "object" || value === null || Object.values(value).every(isExact)
}

const linesOf = ({ columns, rows }: Page): string => {
  for (const [place, { name, type }] of columns.entries())
    if (type.includes("bigint") && !rows.every((row) => isExact(row[place])))
      throw new Refused({ code: "engine_integer_inexact", column: name })
  return rows.map((row) => `${JSON.stringify(row)}\n`).join("")
}

const versionOf = async (client: Trino): Promise<string> => {
  for await (const { rows } of finishedPages(client, "select version()")) {
    const version = rows[0]?.[0]
    if (version !== undefined) return String(version)
  }
  return "0"
}

/** Connects, and looks at the version; fails with `EngineFailed`. */
export const connect = Effect.fnUntraced(function* (place: EnginePlace) {
  const failed = (reason: Reason<EngineReasons>) => new EngineFailed({ url: place.url, reason })
  const attempt = <A>(run: () => Promise<A>) =>
    Effect.tryPromise({ try: run, catch: (error) => failed(reasonOfError(error, place)) })
  const { BasicAuth, Trino } = yield* loadClient(place)
  const { catalog, database, password, url, user } = place
  const secret = Redacted.value(password)
  const client = Trino.create({
    server: url,
    catalog,
    schema: database,
    source: `${program.name}/${program.version}`,
    extraHeaders: { "X-Trino-User": user, "X-Trino-Client-Capabilities": "PARAMETRIC_DATETIME" },
    ...(secret === "" ? {} : { auth: new BasicAuth(user, secret) })
  })
  const version = yield* attempt(() => versionOf(client))
  if (Number.parseInt(version, 10) < Number(OLDEST))
    return yield* failed({ code: "engine_old", version, oldest: OLDEST })
  const answerTo = Effect.fnUntraced(function* (sql: string, path: string) {
    if (!isReading(sql)) return yield* failed({ code: "engine_reads_only" })
    const lines = `${path}.ndjson`
    let columns: ReadonlyArray<Column> = []
    yield* attempt(() =>
      pipeline(
        async function* () {
          for await (const page of finishedPages(client, sql)) {
            columns = page.columns
            yield linesOf(page)
          }
        },
        createWriteStream(lines, { mode: 0o600, flags: "wx" })
      )
    )
    yield* parquetOfLines(lines, columns, path).pipe(
      Effect.catchTag("DatabaseFailed", () => Effect.fail(failed({ code: "engine_half_answer" })))
    )
  })
  const engine: Engine = { dialect: trino, answerTo, failed }
  return engine
})
