// ClickHouse over HTTP, with its own client: read-only queries whose answers are Parquet files.
//
// The server sends an answer only once it is complete, so an error never comes in the middle of rows.
import { createWriteStream } from "node:fs"
import { pipeline } from "node:stream/promises"
import { clickhouse } from "@chatledger/analytics/internal"
import type { Reason } from "@chatledger/core"
import type { ClickHouseClient, ClickHouseSettings } from "@clickhouse/client"
import * as Effect from "effect/Effect"
import * as Redacted from "effect/Redacted"
import type { EngineReasons } from "../messages/reason.ts"
import { program } from "../program.ts"
import type { Engine } from "./engine.ts"
import { EngineFailed, notStored } from "./failed.ts"
import type { EnginePlace } from "./place.ts"

const PACKAGE = "@clickhouse/client"
/** The oldest version whose answers were compared with DuckDB's. */
export const OLDEST = "26.7"
const TIMEOUT_MILLIS = 3_600_000

const settings: ClickHouseSettings = {
  ...clickhouse.settings,
  readonly: "2",
  wait_end_of_query: 1,
  output_format_parquet_string_as_string: 1
} as ClickHouseSettings

/** Codes of ClickHouse's errors: https://github.com/ClickHouse/ClickHouse/blob/master/src/Common/ErrorCodes.cpp */
const reasonOfCode = (code: string, text: string, place: EnginePlace): Reason<EngineReasons> => {
  const { database, engine, user } = place
  if (["192", "193", "194", "516"].includes(code)) return { code: "engine_password_wrong", user }
  if (code === "81") return { code: "engine_without_database", database, engine }
  if (["60", "291"].includes(code)) return { code: "engine_without_table", text, engine }
  if (code === "115") return { code: "engine_old", version: "?", oldest: OLDEST }
  if (code === "164" && text.includes("setting")) return { code: "engine_settings_fixed", user }
  if (code === "164") return { code: "engine_reads_only" }
  if (code === "497") return { code: "engine_denied", user }
  if (["158", "159", "241", "396"].includes(code)) return { code: "engine_limit", text }
  return { code: "engine_refused_query", text }
}

const textOf = (error: object, name: string): string => {
  const value = Reflect.get(error, name)
  return typeof value === "string" ? value : ""
}

const reasonOfError = (error: unknown, place: EnginePlace): Reason<EngineReasons> => {
  if (typeof error !== "object" || error === null) return { code: "engine_away", why: String(error) }
  const [code, text] = [textOf(error, "code"), textOf(error, "message").trim().split("\n")[0] ?? ""]
  if (/^\d+$/.test(code)) return reasonOfCode(code, text, place)
  const here = notStored(error)
  if (here !== undefined) return here
  if (/^(?:E[A-Z]+|ERR_\w+|[A-Z_]+CERT[A-Z_]*)$/.test(code)) return { code: "engine_away", why: code }
  if (/timeout/i.test(text)) return { code: "engine_away", why: "ETIMEDOUT" }
  return { code: "engine_other", status: text.slice(0, 200), engine: place.engine }
}

const loadClient = (place: EnginePlace) =>
  Effect.tryPromise({
    try: () => import("@clickhouse/client"),
    catch: () =>
      new EngineFailed({ url: place.url, reason: { code: "engine_client_missing", name: PACKAGE } })
  })

const isOlder = (version: string): boolean => {
  const [major = 0, minor = 0] = version.split(".").map(Number)
  const [oldMajor = 0, oldMinor = 0] = OLDEST.split(".").map(Number)
  return major < oldMajor || (major === oldMajor && minor < oldMinor)
}

const versionOf = async (client: ClickHouseClient): Promise<string> => {
  const result = await client.query({ query: "select version() as version", format: "JSONEachRow" })
  const [row] = await result.json<{ version: string }>()
  return row?.version ?? "0"
}

/** Connects until the scope closes, and looks at the version; fails with `EngineFailed`. */
export const connect = Effect.fnUntraced(function* (place: EnginePlace) {
  const failed = (reason: Reason<EngineReasons>) => new EngineFailed({ url: place.url, reason })
  const attempt = <A>(run: () => Promise<A>) =>
    Effect.tryPromise({ try: run, catch: (error) => failed(reasonOfError(error, place)) })
  const { ClickHouseLogLevel, createClient } = yield* loadClient(place)
  const client = yield* Effect.acquireRelease(
    Effect.sync(() =>
      createClient({
        url: place.url,
        username: place.user,
        password: Redacted.value(place.password),
        application: `${program.name}/${program.version}`,
        request_timeout: TIMEOUT_MILLIS,
        database: place.database,
        log: { level: ClickHouseLogLevel.OFF }
      })
    ),
    (opened) => Effect.promise(() => opened.close().catch(() => undefined))
  )
  const version = yield* attempt(() => versionOf(client))
  if (isOlder(version)) return yield* failed({ code: "engine_old", version, oldest: OLDEST })
  const answerTo = (sql: string, path: string) =>
    attempt(async () => {
      const query = `${sql}\nformat Parquet`
      const { stream } = await client.exec({ query, clickhouse_settings: settings })
      await pipeline(stream, createWriteStream(path, { mode: 0o600, flags: "wx" }))
    })
  const engine: Engine = { dialect: clickhouse, answerTo, failed }
  return engine
})
