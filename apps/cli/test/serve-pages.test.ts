// What `chatledger serve` answers beside the journals, as a program asks for it.
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { request } from "node:http"
import { tmpdir } from "node:os"
import { join } from "node:path"
import ExcelJS from "exceljs"
import Papa from "papaparse"
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest"
import { breadth, someOf } from "./breadth.ts"
import { chatledger } from "./command.ts"
import { poll, reply, text } from "./replies.ts"
import { exitOf, filled, instance, type Serving, serving, tokenOf } from "./serving.ts"

type Rows = ReadonlyArray<Readonly<Record<string, unknown>>>

const folder = filled()
const temporary = mkdtempSync(join(tmpdir(), "chatledger-serve-"))
let server: Serving
let token: string

beforeAll(async () => {
  server = await serving(folder, ["--now", "2026-02-02T05:00:00Z", "--max-time", "2s"], { TMPDIR: temporary })
  token = tokenOf(folder)
})
afterAll(() => {
  server.process.kill("SIGKILL")
  rmSync(temporary, { recursive: true, force: true })
})

const get = (path: string, init: RequestInit = {}) =>
  fetch(server.url + path, { ...init, headers: { authorization: `Bearer ${token}`, ...init.headers } })
const rows = async (path: string): Promise<Rows> => {
  const got = await get(path)
  expect(got.status).toBe(200)
  return (await got.json()) as Rows
}
const messageOf = async (got: Response) => ((await got.json()) as { message: string }).message
const sql = (query: string, more = "") => get(`/sql?query=${encodeURIComponent(query)}${more}`)

const pages = ["/", "/index", "/tables", "/tables/messages.csv", "/stats", "/stats/poll_results", "/sql"]

describe("the token", () => {
  it("opens every page, as a header or in the address, and nothing opens without it", async () => {
    for (const page of pages) {
      const address = page === "/sql" ? "/sql?query=select+1" : page
      const inAddress = `${server.url}${address}${address.includes("?") ? "&" : "?"}token=`
      expect((await get(address)).status, page).toBe(200)
      expect((await fetch(inAddress + token)).status, page).toBe(200)
      const without = [
        await fetch(server.url + address),
        await fetch(`${inAddress}${"0".repeat(token.length)}`),
        await fetch(inAddress + token.slice(1)),
        await fetch(inAddress),
        await fetch(inAddress + token, { headers: { authorization: "Bearer wrong" } }),
        await fetch(server.url + address, { headers: { authorization: `Basic ${btoa(`:${token}`)}` } }),
        await fetch(server.url + address, { headers: { cookie: `token=${token}` } })
      ]
      for (const got of without) {
        expect(got.status, page).toBe(401)
        expect(await got.text()).toMatch(/^\{"statusCode":401,"message":"the token is missing or wrong: /)
      }
    }
  })

  it("is asked for before anything else is told: a wrong page or verb is no answer", async () => {
    const got = await fetch(`${server.url}/tables/nope.csv`, { method: "DELETE" })
    expect(got.status).toBe(401)
  })

  it("is another one after --rotate-token, and never told", async () => {
    const other = filled()
    const first = await serving(other)
    const before = tokenOf(other)
    first.process.kill("SIGKILL")
    await exitOf(first.process)
    writeFileSync(join(other, "names.csv"), `id,name\n${poll.chatId},Клуб «Озеро»\n`)
    const second = await serving(other, ["--rotate-token", "--names", "names.csv"])
    const after = tokenOf(other)
    expect(after).not.toBe(before)
    expect((await fetch(`${second.url}/tables?token=${before}`)).status).toBe(401)
    const votes = await fetch(`${second.url}/tables/poll_votes.csv?token=${after}`)
    expect(await votes.text()).toContain("Клуб «Озеро»")
    expect(readdirSync(join(other, "archive")).filter((name) => name.includes("token"))).toEqual([
      "serve-token"
    ])
    expect(second.said()).not.toContain(after)
    second.process.kill("SIGKILL")
  })
})

describe("tables", () => {
  it("are listed with the keys and columns that their rows have", async () => {
    const tables = (await rows("/tables")) as ReadonlyArray<{
      name: string
      key: ReadonlyArray<string>
      columns: ReadonlyArray<{ name: string }>
      names: ReadonlyArray<{ name: string }>
    }>
    for (const { columns, key, name, names: shown } of tables) {
      const names = columns.map((column) => column.name)
      expect(names).toEqual(expect.arrayContaining([...key]))
      const header = async (more: string) =>
        Papa.parse<Array<string>>(await (await get(`/tables/${name}.csv?thumbnails=1${more}`)).text()).data[0]
      expect(await header("&names=0")).toEqual(names)
      expect((await header(""))?.toSorted()).toEqual([...names, ...shown.map((each) => each.name)].toSorted())
    }
  })

  it("are the same rows as CSV, JSON and XLSX, and as chatledger sql has them", async () => {
    const asked = chatledger(folder, ["sql", "select * from messages order by sent_at, message_id"])
    const json = await rows("/tables/messages.json?names=0")
    expect(new Set(json.map((row) => JSON.stringify(row)))).toEqual(
      new Set((JSON.parse(asked.stdout) as Rows).map((row) => JSON.stringify(row)))
    )
    const got = await get("/tables/messages.csv?tz=Asia/Almaty")
    expect(got.headers.get("content-type")).toBe("text/csv; charset=utf-8")
    const csv = Papa.parse<Record<string, string>>(await got.text(), { header: true }).data
    const mine = csv.find(({ message_id }) => message_id === "M1")
    expect(mine).toMatchObject({ text: "=1+2", sent_at: "2026-02-02 07:40:00", is_edited: "true" })
    const excel = await (await get("/tables/messages.csv?csv-profile=excel-ru")).bytes()
    expect([...excel.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf])
    expect(Buffer.from(excel).toString()).toContain(";'=1+2;")
    const workbook = new ExcelJS.Workbook()
    await workbook.xlsx.load(await (await get("/tables/messages.xlsx")).arrayBuffer())
    expect(workbook.worksheets.map(({ rowCount }) => rowCount)).toContain(json.length + 1)
  })

  it("come by pages, each of which tells how many rows it has and where the next begins", async () => {
    const all = await rows("/tables/messages.json")
    const seen: Array<unknown> = []
    let address: string | undefined = "/tables/messages.json?limit=3"
    while (address !== undefined) {
      const got: Response = await get(address)
      const page = (await got.json()) as Rows
      expect(got.headers.get("x-chatledger-rows")).toBe(String(page.length))
      seen.push(...page)
      const next = got.headers.get("x-chatledger-next")
      address = next === null ? undefined : `/tables/messages.json?limit=3&after=${next}`
    }
    expect(seen).toEqual(all)
    expect(await rows("/tables/messages.json?limit=2&offset=1")).toEqual(all.slice(1, 3))
  })

  it("tell what is new since the last time, as soon as it is imported", async () => {
    const before = await get("/tables/messages.json")
    const asOf = before.headers.get("x-chatledger-as-of") ?? ""
    expect(asOf).toBe("2026-02-02T04:00:00.000Z")
    writeFileSync(join(folder, "third.json"), reply(text("M9", "later", 1_770_000_200)))
    const words = ["import", "third.json", "--instance", instance, "--requested-at", "2026-02-02T04:30:00Z"]
    expect(chatledger(folder, words).code).toBe(0)
    const since = async (moment: string) =>
      (await rows(`/tables/messages.json?since=${moment}`)).map((row) => row["message_id"])
    expect(await since("2026-02-02T04:00:01Z")).toEqual(["M9"])
    expect((await since(asOf)).toSorted()).toEqual(["M1", "M9", "R1", "V1"])
    expect(await since("2026-02-02T04:30:01Z")).toEqual([])
  })

  it("are refused where the address is wrong, and the reply says why", async () => {
    const wrong = {
      "/tables/messages.csv?limt=5": "there is no parameter limt",
      "/tables/messages.csv?limit=0": "limit is a whole number",
      "/tables/messages.csv?limit=1&limit=2": "limit is given twice",
      "/tables/messages.csv?since=soon": "since soon is not a time",
      "/tables/messages.csv?tz=Mars": "tz Mars is not a time zone",
      "/tables/messages.csv?csv-profile=excel": "csv-profile is one of rfc4180",
      "/tables/messages.csv?limit=1&after=x": '"after" must be the unchanged value'
    }
    for (const [address, why] of Object.entries(wrong)) {
      const got = await get(address)
      expect([got.status, await messageOf(got)]).toEqual([400, expect.stringContaining(why)])
    }
    for (const address of [
      "/tables/nope.csv",
      "/tables/messages.exe",
      "/tables/messages",
      "/tables/a/b",
      "/x"
    ])
      expect((await get(address)).status).toBe(404)
    const deleted = await get("/tables/messages.csv", { method: "DELETE" })
    expect([deleted.status, deleted.headers.get("allow")]).toEqual([405, "GET, HEAD"])
  })
})

describe("statistics", () => {
  it("are what chatledger stats answers, with the parameters of the address", async () => {
    const listed = await rows("/stats")
    expect(listed.map((row) => row["name"])).toContain("poll_turnout")
    const told = chatledger(folder, [
      "stats",
      "poll_results",
      "--format",
      "json",
      "--as-of",
      "2026-02-02T03:00Z"
    ])
    expect(await rows("/stats/poll_results?as_of=2026-02-02T03:00Z")).toEqual(JSON.parse(told.stdout))
    expect(await rows("/stats/messages_by_sender.json?people=1")).not.toEqual([])
    const csv = await (await get("/stats/messages_by_type.csv")).text()
    expect(csv).toMatch(/^type_message,/)
    expect((await get("/stats/nope")).status).toBe(404)
    const got = await get("/stats/poll_results?colour=red")
    expect([got.status, await messageOf(got)]).toEqual([400, expect.stringContaining("no parameter colour")])
  })
})

describe("SQL", () => {
  it("answers a query in the address, a body, or a form, with parameters", async () => {
    const query = "select message_id from messages where message_id = $id"
    const wanted = [{ message_id: "M1" }]
    expect(await (await sql(query, "&param.id=M1")).json()).toEqual(wanted)
    const posted = await get("/sql?param.id=M1", { method: "POST", body: query })
    expect(await posted.json()).toEqual(wanted)
    const form = await get("/sql", {
      method: "POST",
      body: new URLSearchParams({ query, "param.id": "M1", format: "csv" })
    })
    expect(await form.text()).toBe("message_id\r\nM1\r\n")
    // As `curl --data-binary @question.sql` sends it.
    const file = await get("/sql?param.id=M1", {
      method: "POST",
      body: query,
      headers: { "content-type": "application/x-www-form-urlencoded" }
    })
    expect(await file.json()).toEqual(wanted)
    const moment = await sql("select count(*) as n from reactions_as_of($as_of)", "&as_of=2026-02-01")
    expect(await moment.json()).toEqual([{ n: 0 }])
    expect((await (await sql("describe messages")).json()) as Rows).toContainEqual(
      expect.objectContaining({ column_name: "text", comment: expect.stringContaining("Text of") })
    )
    const workbook = new ExcelJS.Workbook()
    await workbook.xlsx.load(await (await sql("select 'a' as b", "&format=xlsx")).arrayBuffer())
    expect(workbook.worksheets.length).toBeGreaterThan(0)
  })

  it("runs in the sandbox", async () => {
    for (const query of [
      "select * from read_text('/etc/passwd')",
      "copy messages to '/tmp/stolen.csv'",
      "select 1; select 2",
      "select getenv('PATH')",
      "selec 1"
    ]) {
      const got = await sql(query)
      expect(got.status, query).toBe(400)
      expect(await got.text()).not.toMatch(/root:/)
    }
    const bomb = "select count(*) from range(1000000) a, range(1000000) b where a.range + b.range = -1"
    const got = await sql(bomb)
    expect([got.status, await messageOf(got)]).toEqual([400, expect.stringContaining("took longer than 2 s")])
    expect((await get("/sql", { method: "POST", body: " ".repeat(70_000) })).status).toBe(413)
    expect((await sql("")).status).toBe(400)
  })
})

describe("pages to look at", () => {
  it("are the report, with a link to the index, and the index with a link to everything that is there", async () => {
    const report = await fetch(`${server.url}/?token=${token}`, {
      headers: { "accept-language": "ru,en;q=0.5" }
    })
    const html = await report.text()
    expect(html).toMatch(/^<!doctype html>\n<html lang="ru">/)
    expect(html).toContain(`<a href="index?token=${token}">Оглавление`)
    expect(report.headers.get("content-security-policy")).toBe("frame-ancestors 'none'")
    const index = await fetch(`${server.url}/index?token=${token}`)
    expect(index.headers.get("content-security-policy")).toContain("default-src 'none'")
    const links = [...(await index.text()).matchAll(/href="([^"]+)"/g)].map(([, href = ""]) => href)
    expect(links.length).toBeGreaterThan(100)
    const shown = links.filter((each) => !/\.(xlsx|parquet|csv)\?/.test(each))
    for (const href of someOf(shown, 4)) {
      const got = await fetch(new URL(href, `${server.url}/index`), { method: "HEAD" })
      // A statistic about a moment has to be told which.
      expect([href, got.status]).toEqual([href, href.startsWith("stats/poll_results_at") ? 400 : 200])
    }
  }, 240_000)

  it("hold the token only where the address had it", async () => {
    for (const page of ["/", "/index"]) expect(await (await get(page)).text()).not.toContain(token)
  })
})

/** The processes that a process has started; of Linux. */
const childrenOf = (pid: number | undefined): ReadonlyArray<string> =>
  readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8").split(" ").filter(Boolean)

describe("a client that goes away", () => {
  it.skipIf(process.platform !== "linux")("stops its query, and makes room for others", async () => {
    const other = await serving(folder)
    const ask = (query: string, signal?: AbortSignal) =>
      fetch(`${other.url}/sql?token=${token}&query=${encodeURIComponent(query)}`, { signal: signal ?? null })
    const left = new AbortController()
    const bomb = "select count(*) from range(99999999) a, range(99999999) b where a.range + b.range = -1"
    const slow = [ask(bomb, left.signal), ask(bomb, left.signal)].map((asked) =>
      asked.then(
        () => "answered",
        () => "left"
      )
    )
    const isRunning = async (count: number) => {
      while (childrenOf(other.process.pid).length !== count)
        await (await fetch(`${other.url}/index?token=${token}`)).text()
    }
    await isRunning(2)
    left.abort()
    expect(await Promise.all(slow)).toEqual(["left", "left"])
    expect(await (await ask("select 1 as one")).json()).toEqual([{ one: 1 }])
    await isRunning(0)
    expect(other.said()).not.toContain("a request failed")
    other.process.kill("SIGINT")
    await exitOf(other.process)
  })
})

const cache = join(folder, "archive", "cache")
/** What servers have in their folders, and what else stands beside the tables. */
const temporaryFiles = () => {
  const beside = readdirSync(cache).filter((name) => !/^(chatledger\.duckdb|serve-[0-9a-f]{12})$/.test(name))
  const inside = readdirSync(cache).filter((name) => name.startsWith("serve-"))
  return [
    ...beside,
    ...inside.flatMap((name) => readdirSync(join(cache, name), { recursive: true, encoding: "utf8" }))
  ]
}

describe("what is left behind", () => {
  /** Asks, and goes as soon as the request has been sent. */
  const left = (path: string) =>
    new Promise<undefined>((resolve) => {
      const headers = { authorization: `Bearer ${token}` }
      const leaving = request(server.url + path, { headers }, () => resolve(undefined))
      leaving.on("error", () => resolve(undefined)).on("close", () => resolve(undefined))
      leaving.end(() => leaving.destroy())
    })
  const requests = [
    () => get("/tables/nope.csv"),
    () => get("/tables/messages.csv?limit=0"),
    () => get("/index", { method: "HEAD" }),
    () => fetch(`${server.url}/tables/messages.csv`),
    () => get(`/waInstance${instance}/lastIncomingMessages/${token}`),
    () => get("/sql", { method: "POST", body: "" })
  ]
  const dear = [
    () => get("/tables/messages.csv"),
    () => get("/tables/messages.xlsx", { method: "HEAD" }),
    () => get(`/waInstance${instance}/tables/${token}/chats.parquet`),
    () => get("/stats/messages_by_type.csv"),
    () => left("/tables/messages.xlsx"),
    () => left("/sql?format=xlsx&query=from+range(1000000)"),
    () => sql("selec 1", "&format=csv")
  ]

  it("is nothing after many requests of every kind", async () => {
    const queue = Array.from({ length: breadth(250, 1000) }, (_, i) =>
      i % 25 === 0 ? dear[(i / 25) % dear.length] : requests[i % requests.length]
    )
    const worker = async () => {
      for (let ask = queue.pop(); ask !== undefined; ask = queue.pop()) await (await ask())?.arrayBuffer()
    }
    await Promise.all(Array.from({ length: 6 }, worker))
    await vi.waitFor(() => expect(temporaryFiles()).toEqual([]), 20_000)
    expect(readdirSync(temporary)).toEqual([])
  }, 120_000)

  it("is swept at the next start where a server was killed, and not from one that runs", async () => {
    const killed = await serving(folder)
    const bomb = "select count(*) from range(99999999) a, range(99999999) b where a.range + b.range = -1"
    const asked = fetch(`${killed.url}/sql?format=xlsx&token=${token}&query=${encodeURIComponent(bomb)}`)
    const broken = expect(asked).rejects.toThrow()
    await vi.waitFor(() => expect(temporaryFiles()).not.toEqual([]), 20_000)
    const running = readdirSync(cache).filter((name) => name.startsWith("serve-"))
    killed.process.kill("SIGKILL")
    await broken
    expect(temporaryFiles()).not.toEqual([])
    const next = await serving(folder)
    const now = readdirSync(cache).filter((name) => name.startsWith("serve-"))
    expect([running.length, now.filter((name) => running.includes(name)).length, now.length]).toEqual([
      2, 1, 2
    ])
    expect(temporaryFiles()).toEqual([])
    next.process.kill("SIGINT")
    await exitOf(next.process)
  })

  it("is nothing: no temporary file, no word about the token", async () => {
    const ended = exitOf(server.process)
    server.process.kill("SIGINT")
    expect(await ended).toBe(130)
    expect(readdirSync(temporary)).toEqual([])
    expect(readdirSync(join(folder, "archive", "cache"))).toEqual(["chatledger.duckdb"])
    expect(server.said()).not.toContain(token)
    expect(server.said()).not.toContain("a request failed")
  })
})
