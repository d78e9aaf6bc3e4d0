// `--engine clickhouse` against a server that says what the test tells it to: answers as Parquet, and every refusal. The real
// engine answers in `pnpm engines`.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs"
import { createServer } from "node:http"
import type { AddressInfo } from "node:net"
import { join } from "node:path"
import { DuckDBInstance } from "@duckdb/node-api"
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest"
import { newFolder, started } from "./command.ts"

const folder = newFolder()
const PASSWORD = "not in any message"

interface Reply {
  readonly status?: number
  readonly body: Buffer | string
  /** Ends the connection after this many bytes. */
  readonly cut?: number
}

const asked: Array<{ readonly query: string; readonly settings: URLSearchParams; readonly from: string }> = []
let replies: (query: string) => Reply

const server = createServer(async (request, response) => {
  const chunks = []
  for await (const chunk of request) chunks.push(chunk)
  const query = Buffer.concat(chunks).toString()
  const { authorization = "" } = request.headers
  asked.push({
    query,
    settings: new URL(request.url ?? "/", "http://localhost").searchParams,
    from: Buffer.from(authorization.replace("Basic ", ""), "base64").toString()
  })
  const { body, cut, status = 200 } = replies(query)
  const code = /^Code: (\d+)/.exec(String(body))?.[1]
  response.writeHead(status, code === undefined ? {} : { "x-clickhouse-exception-code": code })
  if (cut === undefined) return response.end(body)
  response.write(body.slice(0, cut))
  return setImmediate(() => response.socket?.destroy())
})

const parquet = async (name: string, sql: string) => {
  const connection = await (await DuckDBInstance.create(":memory:")).connect()
  const path = join(folder, `${name}.parquet`)
  await connection.run(`copy (${sql}) to '${path}' (format parquet)`)
  return readFileSync(path)
}

let days: Buffer
let none: Buffer
let several: Buffer
let differs: Buffer
let lists: Buffer
let noReply: Buffer

beforeAll(async () => {
  mkdirSync(join(folder, "own"))
  days = await parquet(
    "days",
    "select date '2026-01-05' as day, 12 as messages, 3 as senders, 2 as chats union all select date '2026-01-04', 1, 1, 1"
  )
  none = await parquet("none", "select '' as instance where false")
  several = await parquet("several", "select '4' as archives")
  noReply = await parquet("no-reply", "select '' as snapshot_id where false")
  differs = await parquet(
    "differs",
    "select '1101000001' as instance, '5 rows' as recorded, '4 rows' as found"
  )
  lists = await parquet(
    "lists",
    `select 1::ubigint as n, ['a', 'b'] as l, timestamptz '2026-01-05 00:00:00Z' as at`
  )
  await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve))
})
afterAll(() => void server.close())

const answering = (query: string, answer: Reply): Reply => {
  if (query.includes("version()")) return { body: '{"version":"26.7.2.1"}\n' }
  if (query.includes("exported")) return { body: none }
  if (query.includes("from snapshots")) return { body: noReply }
  return answer
}
beforeEach(() => {
  asked.length = 0
  replies = (query) => answering(query, { body: days })
})

const url = (path = "") => `http://reader@127.0.0.1:${(server.address() as AddressInfo).port}${path}`
const env = { CHATLEDGER_ENGINE_PASSWORD: PASSWORD }
const ask = (words: ReadonlyArray<string>, more: Readonly<Record<string, string>> = env) =>
  started(folder, words, { env: more }).ran
const stats = (...words: ReadonlyArray<string>) =>
  ask(["stats", ...words, "--engine", "clickhouse", "--url", url()])

describe("stats --engine", () => {
  it("writes the rows of the engine in its order, and asks read-only, with the password of the environment", async () => {
    const { code, stdout } = await stats(
      "activity_by_day",
      "--format",
      "csv",
      "--tz",
      "UTC",
      "--from",
      "2026-01-01"
    )
    expect(stdout).toBe("day,messages,senders,chats\r\n2026-01-05,12,3,2\r\n2026-01-04,1,1,1\r\n")
    expect(code).toBe(0)
    expect(asked.some(({ query }) => query.includes("in ()"))).toBe(false)
    expect(new Set(asked.map(({ from }) => from))).toEqual(new Set([`reader:${PASSWORD}`]))
    const last = asked.find(({ query }) =>
      query.includes("toDateTime64('2026-01-01 00:00:00.000', 6, 'UTC')")
    )
    expect([last?.settings.get("readonly"), last?.settings.get("database")]).toEqual(["2", "chatledger"])
  })

  it("takes the password from a file, and the database from the address", async () => {
    writeFileSync(join(folder, "password"), `${PASSWORD}\n`)
    const words = [
      "sql",
      "select 1",
      "--engine",
      "clickhouse",
      "--url",
      url("/other"),
      "--password-file",
      "password"
    ]
    replies = (query) => answering(query, { body: lists })
    const { stdout } = await ask([...words, "--format", "json"], {})
    expect(JSON.parse(stdout)).toEqual([{ n: 1, l: ["a", "b"], at: "2026-01-05T00:00:00Z" }])
    expect(asked[0]).toMatchObject({ from: `reader:${PASSWORD}` })
    expect(asked[0]?.settings.get("database")).toBe("other")
  })

  it.each([
    [
      "Code: 516. DB::Exception: reader: Authentication failed. (AUTHENTICATION_FAILED)",
      "user or password is wrong (reader)"
    ],
    [
      "Code: 81. DB::Exception: Database chatledger does not exist. (UNKNOWN_DATABASE)",
      "there is no database chatledger"
    ],
    ["Code: 60. DB::Exception: Unknown table messages. (UNKNOWN_TABLE)", "a table or its files are missing"],
    [
      "Code: 164. DB::Exception: Cannot modify 'join_use_nulls' setting in readonly mode. (READONLY)",
      "give it readonly = 2"
    ],
    ["Code: 497. DB::Exception: reader: Not enough privileges. (ACCESS_DENIED)", "grant SELECT"],
    ["Code: 164. DB::Exception: Cannot execute query in readonly mode. (READONLY)", "use SELECT"],
    [
      "Code: 159. DB::Exception: Timeout exceeded. (TIMEOUT_EXCEEDED)",
      "a limit of the server stopped the query"
    ],
    ["<html>Not found</html>", "its answer is not that of ClickHouse over HTTP"]
  ])("tells what to do about %s", async (body, sentence) => {
    replies = () => ({ status: 500, body })
    const { code, stderr, stdout } = await stats("activity_by_day")
    expect(stderr).toContain(sentence)
    expect([code, stdout]).toEqual([7, ""])
    expect(stderr).not.toContain(PASSWORD)
  })

  it("refuses a version that is too old, an engine that is away, and a record that differs", async () => {
    replies = () => ({ body: '{"version":"24.8.1.1"}\n' })
    expect((await stats("activity_by_day")).stderr).toContain(
      "its version 24.8.1.1 is too old: upgrade it to 26.7"
    )
    replies = (query) => (query.includes("exported") ? { body: differs } : answering(query, { body: days }))
    expect((await stats("activity_by_day")).stderr).toContain(
      "messages of 1101000001 were exported with 5 rows, but it finds 4 rows"
    )
    const away = ["stats", "activity_by_day", "--engine", "clickhouse", "--url", "http://127.0.0.1:1"]
    expect((await ask(away)).stderr).toContain(
      "the engine at http://127.0.0.1:1: it cannot be reached (ECONNREFUSED)"
    )
  })

  it("takes names from what all archives know if several write the dataset, unless that is incomplete", async () => {
    const ofSeveral = (query: string) =>
      query.includes("as archives") ? { body: several } : answering(query, { body: days })
    replies = ofSeveral
    await stats("messages_by_sender")
    const statistic = asked.find(
      ({ query }) => /\bjoin all_names\b/.test(query) && !query.includes("exported")
    )
    expect(statistic?.query).not.toMatch(/\b(?:from|join) (?:names|people)\b/)
    replies = (query) =>
      query.includes("exported") && query.includes("all_names") ? { body: differs } : ofSeveral(query)
    const incomplete = await stats("messages_by_sender")
    expect(incomplete.stderr).toContain(
      "names of 1101000001 were exported with 5 rows, but the table all_names has 4 rows: repeat the export"
    )
    expect([incomplete.code, incomplete.stdout]).toEqual([7, ""])
  })

  it("writes nothing of half an answer", async () => {
    for (const half of [{ body: days, cut: 100 }, { body: days.subarray(0, days.length - 20) }]) {
      replies = (query) => answering(query, half)
      const { code, stderr, stdout } = await stats("activity_by_day")
      expect([code, stdout]).toEqual([7, ""])
      expect(stderr).toMatch(/incomplete|cannot be reached/)
    }
  })

  it("refuses what it cannot do, by the flag", async () => {
    const refusals: ReadonlyArray<readonly [ReadonlyArray<string>, string]> = [
      [["stats", "words", "--engine", "clickhouse"], "--engine needs --url"],
      [["stats", "words", "--url", url()], "--url needs --engine"],
      [["stats", "words", "--engine", "clickhouse", "--url", "http://a:b@c"], "--url has a password"],
      [
        ["stats", "words", "--engine", "clickhouse", "--url", url(), "--people"],
        "--engine and --people cannot be combined"
      ],
      [["stats", "healed_gaps", "--engine", "clickhouse", "--url", url()], "healed_gaps needs the archive"]
    ]
    for (const [words, sentence] of refusals) expect((await ask(words)).stderr).toContain(sentence)
  })
})
