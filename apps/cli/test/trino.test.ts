// `--engine trino` against a server that says what the test tells it to, in pages; the real engine answers in `pnpm trino`.
import { createServer, type IncomingHttpHeaders } from "node:http"
import type { AddressInfo } from "node:net"
import { join } from "node:path"
import { DuckDBInstance } from "@duckdb/node-api"
import * as NodeServices from "@effect/platform-node/NodeServices"
import * as Effect from "effect/Effect"
import * as Redacted from "effect/Redacted"
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest"
import { connect } from "../src/engine/trino.ts"
import { newFolder, started } from "./command.ts"

const folder = newFolder()

/** A page: rows, an error, or what is sent as it is. */
interface Page {
  readonly columns?: ReadonlyArray<{ readonly name: string; readonly type: string }>
  readonly data?: ReadonlyArray<ReadonlyArray<unknown>>
  readonly error?: Readonly<Record<string, string>>
  readonly raw?: string
  readonly status?: number
  readonly isCut?: boolean
}

const asked: Array<{ readonly query: string; readonly headers: IncomingHttpHeaders }> = []
let pagesOf: (query: string) => ReadonlyArray<Page>
let running: ReadonlyArray<Page> = []

const server = createServer(async (request, response) => {
  const chunks = []
  for await (const chunk of request) chunks.push(chunk)
  const place = Number(/\d+$/.exec(request.url ?? "")?.[0] ?? 0)
  if (request.method === "POST") {
    const query = Buffer.concat(chunks).toString()
    asked.push({ query, headers: request.headers })
    running = [{}, ...pagesOf(query)]
  }
  const { isCut = false, raw, status = 200, ...page } = running[place] ?? {}
  const isLast = place === running.length - 1
  const state = page.error === undefined ? "FINISHED" : "FAILED"
  const rest = isLast
    ? { stats: { state } }
    : { stats: { state: "RUNNING" }, nextUri: url(`/next/${place + 1}`) }
  const body = raw ?? JSON.stringify({ id: "q", ...page, ...rest })
  response.writeHead(status, { "content-type": "application/json", ...(isCut && { "content-length": 9999 }) })
  if (!isCut) return response.end(body)
  response.write(body)
  return setImmediate(() => response.socket?.destroy())
})

const url = (path = "") => `http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`

const columns = [
  { name: "day", type: "date" },
  { name: "messages", type: "bigint" }
]
const answering =
  (...pages: ReadonlyArray<Page>) =>
  (query: string): ReadonlyArray<Page> => {
    if (query.includes("version()"))
      return [{ columns: [{ name: "_col0", type: "varchar" }], data: [["476"]] }]
    if (query.includes("exported")) return [{ columns: [{ name: "instance", type: "varchar" }] }]
    if (query.includes("from snapshots")) return [{ columns: [{ name: "snapshot_id", type: "varchar" }] }]
    return pages
  }

beforeAll(() => new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve)))
afterAll(() => void server.close())
beforeEach(() => {
  asked.length = 0
  pagesOf = answering({ columns, data: [["2026-01-05", 12]] }, {}, { columns, data: [["2026-01-04", 1]] })
})

let count = 0
/** The rows of an answer, or the reason why there is none. */
const answered = (sql = "select day from messages", password = "", into = folder) =>
  Effect.gen(function* () {
    const engine = yield* connect({
      engine: "trino",
      url: url(),
      catalog: "delta",
      database: "chatledger",
      user: "reader",
      password: Redacted.make(password)
    })
    count += 1
    const path = join(into, `answer-${count}.parquet`)
    yield* engine.answerTo(sql, path)
    const connection = yield* Effect.promise(async () => (await DuckDBInstance.create()).connect())
    return yield* Effect.promise(async () =>
      (await connection.runAndReadAll(`select columns(*)::varchar from '${path}'`)).getRowsJson()
    )
  }).pipe(
    Effect.catchTag("EngineFailed", ({ reason }) => Effect.succeed(reason)),
    Effect.scoped,
    Effect.provide(NodeServices.layer),
    Effect.runPromise
  )

describe("an answer of Trino", () => {
  it("has the rows of all pages, in order, and is asked for as the user, with the password", async () => {
    expect(await answered(undefined, "a password")).toEqual([
      ["2026-01-05", "12"],
      ["2026-01-04", "1"]
    ])
    expect(asked.at(-1)?.headers).toMatchObject({
      authorization: `Basic ${Buffer.from("reader:a password").toString("base64")}`,
      "x-trino-user": "reader",
      "x-trino-catalog": "delta",
      "x-trino-schema": "chatledger"
    })
    await answered()
    expect(asked.at(-1)?.headers.authorization).toBeUndefined()
  })

  it("keeps the types of the engine", async () => {
    const types = [
      "timestamp(3) with time zone",
      "array(bigint)",
      "double",
      "row(a integer)",
      "decimal(3, 1)"
    ]
    pagesOf = answering({
      columns: types.map((type, place) => ({ name: `c${place % 2}`, type })),
      data: [["2026-01-05 12:00:00.000 Asia/Almaty", [1, 2], 0.5, [1], "1.5"]]
    })
    expect(await answered()).toEqual([["2026-01-05 07:00:00+00", "[1, 2]", "0.5", "[1]", "1.5"]])
  })

  const reported = (errorName: string, message: string, errorType = "USER_ERROR") => ({
    error: { errorName, message, errorType }
  })
  const half = { code: "engine_half_answer" }
  const rows = { columns, data: [["2026-01-05", 12]] }
  it.each<readonly [string, ReadonlyArray<Page>, object]>([
    [
      "a failure after the first rows",
      [rows, reported("EXCEEDED_TIME_LIMIT", "Query exceeded 1m", "INSUFFICIENT_RESOURCES")],
      { code: "engine_limit" }
    ],
    ["a page of a proxy between its pages", [rows, { raw: "<html>busy</html>" }], half],
    ["a page that ends early and counts as whole", [rows, { raw: '{"id":"q","data":[["2026-' }], half],
    ["a connection that breaks", [rows, { isCut: true }], { code: "engine_away" }],
    [
      "a server that fails",
      [rows, reported("REMOTE_TASK_ERROR", "worker", "INTERNAL_ERROR")],
      { code: "engine_server_lost", text: "worker" }
    ],
    [
      "no server to work",
      [reported("NO_NODES_AVAILABLE", "No nodes", "INSUFFICIENT_RESOURCES")],
      { code: "engine_server_lost" }
    ],
    [
      "a table that is missing",
      [reported("TABLE_NOT_FOUND", "Table 'a' does not exist\nat x")],
      { code: "engine_without_table", text: "Table 'a' does not exist", engine: "trino" }
    ],
    [
      "a file that is missing",
      [reported("DELTA_LAKE_CANNOT_OPEN_SPLIT", "gone", "EXTERNAL")],
      { code: "engine_without_table" }
    ],
    [
      "a schema that is missing",
      [reported("SCHEMA_NOT_FOUND", "no")],
      { code: "engine_without_database", database: "delta.chatledger" }
    ],
    [
      "a table that it may not read",
      [reported("PERMISSION_DENIED", "no")],
      { code: "engine_denied", user: "reader" }
    ],
    [
      "a wrong password",
      [{ status: 401, raw: "Unauthorized" }],
      { code: "engine_password_wrong", user: "reader" }
    ],
    [
      "a server that is not ready",
      [reported("SERVER_STARTING_UP", "initializing", "INSUFFICIENT_RESOURCES")],
      { code: "engine_away", why: "SERVER_STARTING_UP" }
    ],
    ["another server", [{ status: 404, raw: "Not found" }], { code: "engine_other", status: "HTTP 404" }],
    ["a server that stops", [{ status: 503, raw: "" }], { code: "engine_away", why: "HTTP 503" }],
    [
      "an error of the query",
      [reported("SYNTAX_ERROR", "line 1:1: no")],
      { code: "engine_refused_query", text: "line 1:1: no" }
    ]
  ])("is none after %s", async (_, pages, reason) => {
    pagesOf = answering(...pages)
    expect(await answered()).toMatchObject(reason)
  })

  it("is none where the client would round an integer", async () => {
    pagesOf = answering({
      columns: [{ name: "n", type: "array(bigint)" }],
      data: [[[9_007_199_254_740_992]]]
    })
    expect(await answered()).toEqual({ code: "engine_integer_inexact", column: "n" })
    pagesOf = answering({ columns: [{ name: "n", type: "double" }], data: [[1e300]] })
    expect(await answered()).toEqual([["1e+300"]])
  })

  it("is none where it cannot be stored, and that is no fault of the server", async () => {
    const reason = { code: "engine_answer_not_stored", why: "ENOENT" }
    expect(await answered(undefined, "", join(folder, "gone"))).toEqual(reason)
  })

  it("is asked for by what reads, and of a version that is known", async () => {
    for (const sql of [
      "delete from messages",
      "explain analyze delete from messages",
      "call a.b()",
      "selection"
    ])
      expect(await answered(sql)).toEqual({ code: "engine_reads_only" })
    expect(asked.map(({ query }) => query)).toEqual(Array(4).fill("select version()"))
    pagesOf = () => [{ columns, data: [["475"]] }]
    expect(await answered()).toEqual({ code: "engine_old", version: "475", oldest: "476" })
  })
})

it("stats --engine trino writes the rows, and an error with what to do", async () => {
  const ask = (...words: ReadonlyArray<string>) =>
    started(folder, ["stats", ...words, "--tz", "UTC", "--engine", "trino"], {
      env: { CHATLEDGER_ENGINE_PASSWORD: "" }
    }).ran
  const days = { columns: [...columns, ...["senders", "chats"].map((name) => ({ name, type: "bigint" }))] }
  pagesOf = answering({ ...days, data: [["2026-01-05", 12, 3, 2]] })
  const good = await ask("activity_by_day", "--format", "csv", "--from", "2026-01-01", "--url", url())
  expect([good.stdout, good.code]).toEqual(["day,messages,senders,chats\r\n2026-01-05,12,3,2\r\n", 0])
  expect(asked.some(({ query }) => query.includes("timestamp '2026-01-01 00:00:00.000 UTC'"))).toBe(true)
  pagesOf = answering({ error: { errorName: "SCHEMA_NOT_FOUND", message: "no" } })
  const bad = await ask("activity_by_day", "--url", url("/hive/other"))
  expect([bad.stdout, bad.code]).toEqual(["", 7])
  expect(bad.stderr).toContain(
    "there is no database hive.other: create it with the statements of `chatledger export --ddl trino`"
  )
})
