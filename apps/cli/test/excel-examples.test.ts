import { type ChildProcess, spawn } from "node:child_process"
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs"
import { join, resolve } from "node:path"
import { DefaultSettings, TaskUtils } from "@microsoft/powerquery-parser"
import Papa from "papaparse"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { binary, chatledger, newFolder } from "./command.ts"
import { libreOffice, runBasic } from "./libreoffice-basic.ts"
import { poll, reaction, reply, text, vote } from "./replies.ts"

const examples = resolve(import.meta.dirname, "../../../examples/excel")
const source = (name: string) => readFileSync(join(examples, name), "utf8")
const modules = readdirSync(examples).filter((name) => name.endsWith(".bas"))

const instance = "1101000091"
const hostile = [
  "=1+1",
  "+7 900 000-00-91",
  "-2",
  "@SUM(A1)",
  "'quoted",
  "12345678901234567890",
  "007",
  'a "quote", a comma; a tab\t and a \\ backslash',
  "two\nlines\r\nand a third",
  "👨‍👩‍👧 и 🇰🇿",
  "שלום\u202e",
  "\u0001 \u001b[31m \ufeff",
  "_x000A_",
  "\ufffd",
  "null",
  "true",
  "2026-01-31 14:05:09",
  "ё".repeat(1_000)
]

interface Described {
  readonly name: string
  readonly key: ReadonlyArray<string>
  readonly columns: ReadonlyArray<{ readonly name: string; readonly type: string }>
}

type Cell = string | number | boolean | null
type Rows = ReadonlyArray<ReadonlyArray<Cell>>

/** Rows of objects as the modules have them: the names first. */
const rowsOf = (records: ReadonlyArray<Readonly<Record<string, unknown>>>): Rows => {
  const names = [...new Set(records.flatMap((record) => Object.keys(record)))]
  const cellOf = (value: unknown): Cell =>
    typeof value === "object" && value !== null ? JSON.stringify(value) : ((value ?? null) as Cell)
  return [names, ...records.map((record) => names.map((name) => cellOf(record[name])))]
}

const folder = newFolder()
let server: ChildProcess
let url = ""
let token = ""
const get = (address: string, headers: Record<string, string> = { authorization: `Bearer ${token}` }) =>
  fetch(address, { headers })
let described: ReadonlyArray<Described> = []

beforeAll(async () => {
  const texts = hostile.map((each, index) => text(`T${index}`, each, 1_770_000_000 + index))
  const first = reply(
    ...texts,
    poll,
    vote("V1", "79000000092@c.us", ["Озеро"], 1_770_000_110),
    reaction("R1", "👍🏽", 1_770_000_130)
  )
  const second = reply({ ...text("T0", "=1+2"), isEdited: true })
  for (const [name, body, at] of [
    ["first.json", first, "2026-02-02T03:00:00Z"],
    ["second.json", second, "2026-02-02T04:00:00Z"]
  ] as const) {
    writeFileSync(join(folder, name), body)
    const words = ["import", name, "--instance", instance, "--requested-at", at]
    expect(chatledger(folder, words).code).toBe(0)
  }
  server = spawn(process.execPath, [binary, "serve", "--port", "0", "--now", "2026-02-02T05:00:00Z"], {
    cwd: folder,
    env: { ...process.env, TZ: "UTC", CHATLEDGER_ARCHIVE: join(folder, "archive") },
    stdio: ["ignore", "ignore", "pipe"]
  })
  url = await new Promise<string>((resolve, reject) => {
    let said = ""
    server.stderr?.on("data", (chunk: Buffer) => {
      said += chunk.toString()
      const found = /(http:\/\/127\.0\.0\.1:\d+)\/waInstance/.exec(said)?.[1]
      if (found !== undefined && said.includes("Ctrl-C")) resolve(found)
    })
    server.once("exit", (code) => reject(new Error(`ended with ${code}: ${said}`)))
  })
  token = readFileSync(join(folder, "archive/serve-token"), "utf8").trim()
  described = (await (await get(`${url}/tables`)).json()) as ReadonlyArray<Described>
})
afterAll(() => void server.kill("SIGKILL"))

describe("the Power Query scripts", () => {
  it.each(["folder.pq", "serve.pq"])("%s is read by Microsoft's own parser", async (name) => {
    const task = await TaskUtils.tryLexParse(DefaultSettings, source(name))
    expect(TaskUtils.isError(task)).toBe(false)
    const broken = await TaskUtils.tryLexParse(
      DefaultSettings,
      source(name).replace(/\bin\b(?![\s\S]*\bin\b)/, "")
    )
    expect(TaskUtils.isError(broken)).toBe(true)
  })

  it("folder.pq knows every table, and every column that is not text with its type", () => {
    const types: Readonly<Record<string, string>> = {
      BOOLEAN: "type logical",
      INTEGER: "Int64.Type",
      BIGINT: "Int64.Type",
      DOUBLE: "type number",
      "TIMESTAMP WITH TIME ZONE": "type datetime"
    }
    const block = /Types = \[([\s\S]*?)\n {4}\],/.exec(source("folder.pq"))?.[1] ?? ""
    const written = Object.fromEntries(
      [...block.matchAll(/(\w+) = \[([^\]]*)\]/g)].map(([, table, columns = ""]) => [
        table,
        Object.fromEntries(
          [...columns.matchAll(/(\w+) = ([\w. ]+?)\s*(?:,|$)/g)].map(([, name, type]) => [name, type])
        )
      ])
    )
    const known = Object.fromEntries(
      described.map(({ columns, name }) => [
        name,
        Object.fromEntries(
          columns.flatMap((column) =>
            types[column.type] === undefined ? [] : [[column.name, types[column.type]]]
          )
        )
      ])
    )
    expect(written).toEqual(known)
  })

  it("serve.pq offers every table, and the server answers what it asks", async () => {
    const block = /Documentation\.AllowedValues = \{([^}]*)\}/.exec(source("serve.pq"))?.[1] ?? ""
    expect([...block.matchAll(/"(\w+)"/g)].map(([, name]) => name)).toEqual(described.map(({ name }) => name))
    for (const name of ["messages", "poll_votes", "people", "coverage"]) {
      const page = await get(`${url}/tables/${name}.json?limit=20000&offset=0&since=2026-02-02T03:30:00Z`)
      expect([name, page.status]).toEqual([name, 200])
      const header = await get(`${url}/tables/${name}.csv?limit=1&csv-profile=rfc4180`)
      expect((await header.text()).split("\r\n")[0]).not.toMatch(/["\ufeff]/)
    }
    expect((await get(`${url}/tables/messages.json?limit=1&offset=0&chat=79000000091%40c.us`)).status).toBe(
      200
    )
  })

  it("folder.pq finds what it looks for in the manifest of an export", () => {
    const words = ["export", "--format", "csv", "--csv-profile", "rfc4180", "-o", "out"]
    expect(chatledger(folder, words).code).toBe(0)
    const { files } = JSON.parse(readFileSync(join(folder, "out/manifest.json"), "utf8"))
    const csv = files.find(
      (file: { format: string; tables: ReadonlyArray<{ table: string }> }) =>
        file.format === "csv" && file.tables.some(({ table }) => table === "messages")
    )
    expect(csv.bytes).toBe(readFileSync(join(folder, "out", csv.file)).length)
  })
})

describe("the VBA modules", () => {
  it.each(modules)("%s is plain ASCII with the line ends of Windows, and declares its variables", (name) => {
    const code = readFileSync(join(examples, name), "latin1")
    expect(code).toMatch(/^Attribute VB_Name = "\w+"\r\n/)
    expect(code).toContain("\r\nOption Explicit\r\n")
    // biome-ignore lint/suspicious/noControlCharactersInRegex: what the VBA editor cannot read
    expect(code).not.toMatch(/[^\x00-\x7f]/)
    expect(code.replaceAll("\r\n", "")).not.toMatch(/[\r\n]/)
    expect(Math.max(...code.split("\r\n").map((line) => line.length))).toBeLessThan(1000)
  })

  it("never contain a token, and bypass every cache", () => {
    for (const name of modules) expect(source(name)).not.toMatch(/[0-9a-f]{32}/i)
    expect(source("HttpReply.bas")).toContain("MSXML2.ServerXMLHTTP.6.0")
  })
})

const needsLibreOffice =
  libreOffice === undefined
    ? "the VBA modules in Basic (skipped: LibreOffice is not installed)"
    : "the VBA modules in Basic"

describe.skipIf(libreOffice === undefined)(needsLibreOffice, () => {
  const jobs: Array<ReadonlyArray<string>> = []
  const job = (...parts: ReadonlyArray<string>) => jobs.push(parts) - 1
  const place = join(newFolder(), "jobs")
  const resultOf = (index: number) => JSON.parse(readFileSync(join(place, `${index}.json`), "utf8"))
  const papa = (csv: string) => Papa.parse<ReadonlyArray<string>>(csv, { skipEmptyLines: true }).data

  const replies = { csv: "", json: "", tables: "", journal: "", next: "" }
  const asked: Record<string, number> = {}
  beforeAll(async () => {
    const whole = await get(`${url}/tables/messages.csv?csv-profile=rfc4180&limit=5`)
    replies.next = whole.headers.get("x-chatledger-next") ?? ""
    replies.csv = await (await get(`${url}/tables/messages.csv?csv-profile=rfc4180`)).text()
    replies.json = await (await get(`${url}/tables/messages.json`)).text()
    replies.tables = await (await get(`${url}/tables`)).text()
    const journal = `${url}/waInstance${instance}/lastIncomingMessages/${token}?minutes=100000`
    replies.journal = await (await get(journal, {})).text()

    const odd = String.raw`[{"a":"\u00e9\ud83d\ude00\ud83d \"\\\/\b\f\n\r\t","b":-1.5e-3,"c":12345678901234567890},
      {"b":123456789012345,"d":[1,{"x":"]}"}],"e":{"f":{"g":true}},"a":null}, {}, {"A":55.75582600000001,"h":1e999}]`
    const lists: Record<string, ReadonlyArray<string>> = {
      csv: ["csv", replies.csv],
      json: ["json", replies.json],
      typedCsv: ["typed", "csv", replies.tables, "messages", replies.csv],
      typedJson: ["typed", "json", replies.tables, "messages", replies.json],
      odd: ["json", odd],
      dots: ["dots", odd],
      quotes: ["csv", 'a,b\r\n"x ""y"" , \r\n\n",\r\n,""\n1,'],
      join: ["join", "a,b\r\n1,2\r\n", "a,b\r\n3,4\r\n5,6\r\n"],
      merge: [
        "merge",
        '["k","n"]',
        "k,n,v,note\r\na,1,old,mine\r\nA,1,old,\r\nb,,old,yours\r\n",
        "k,v,n\r\nb,new,\r\nc,new,1\r\na,first,1\r\na,last,1\r\n"
      ],
      messages: ["messages", replies.journal, "3"],
      firstPage: ["page", url, "messages", "csv", "", "", "5", ""],
      nextPage: [
        "page",
        url,
        "messages",
        "json",
        "type=textMessage,pollMessage",
        "2026-02-01T00:00:00+03:00",
        "5",
        ""
      ],
      afterPage: ["page", url, "messages", "csv", "", "", "5", replies.next],
      journal: ["journal", url, instance, token, "100000"],
      url: ["url", "a b+ё€😀&=~"],
      since: ["since", "2026-02-02T04:00:00.000Z", "csv chat=x", "csv chat=x"],
      otherSince: ["since", "2026-02-02T04:00:00.000Z", "csv chat=x", "csv "],
      message: ["field", '{"statusCode": 400, "message": "limit is a whole number"}', "message"],
      halves: ["escaped", String.raw`{"a":"\ud800x\udc00\ud83d\ude00\u0000"}`],
      cut: ["cell", `${"x".repeat(32_760)}😀${"y".repeat(100)}`],
      exact: ["cell", "x".repeat(32_767)],
      ...Object.fromEntries(
        [
          '[{"a":1]',
          '[{"a":"x}]',
          "{}",
          '[{"a":01x}]',
          '[{"a":1}] x',
          '[{"a":"\\q"}]',
          '[{"a":"\\u12"}]',
          "",
          "<html>"
        ].map((bad, index) => [`bad${index}`, ["json", bad]])
      ),
      cutCsv: ["csv", 'a,b\r\n1,"2'],
      shortCsv: ["csv", "a,b\r\n1\r\n"],
      noRows: ["json", "[]"],
      noCsv: ["csv", "a,b\r\n"]
    }
    for (const [name, parts] of Object.entries(lists)) asked[name] = job(...parts)
    mkdirSync(place)
    for (const [index, parts] of jobs.entries())
      writeFileSync(join(place, `${index}.job`), parts.join("\ue000"))
    const basic = (name: string) =>
      `Option VBASupport 1\n${source(name)
        .replaceAll("\r\n", "\n")
        .replace(/^Attribute.*\n/, "")}`
    const pure = ["JsonReader", "CsvReader", "TableRows", "ChatledgerTables", "LastIncomingMessages"]
    await runBasic(
      place,
      Object.fromEntries(pure.map((name) => [name, basic(`${name}.bas`)])),
      readFileSync(join(import.meta.dirname, "excel-jobs.bas"), "utf8")
    )
  })
  const result = (name: string) => resultOf(asked[name] ?? -1)

  it("read the server's CSV as another reader does, and distinguish NULL from an empty text", () => {
    const rows: Rows = result("csv")
    expect(rows.map((row) => row.map((cell) => cell ?? ""))).toEqual(papa(replies.csv))
    expect(result("quotes")).toEqual([
      ["a", "b"],
      ['x "y" , \r\n\n', null],
      [null, ""],
      ["1", null]
    ])
    expect(result("noCsv")).toEqual([["a", "b"]])
  })

  it("read the server's JSON as JavaScript does", () => {
    expect(result("json")).toEqual(rowsOf(JSON.parse(replies.json)))
    expect(result("noRows")).toBe(null)
  })

  it("keep long whole numbers as text, join escaped pairs, and leave what lies deeper as JSON", () => {
    const a = 'é😀\ud83d "\\/\b\f\n\r\t'
    const [names, ...rows]: Rows = result("odd")
    expect(names).toEqual(["a", "b", "c", "d", "e", "A", "h"])
    expect(rows).toEqual([
      [a, -0.0015, "12345678901234567890", null, null, null, null],
      [null, 123456789012345, null, '[1,{"x":"]}"}]', '{"f":{"g":true}}', null, null],
      [null, null, null, null, null, null, null],
      [null, null, null, null, null, 55.755826, "1e999"]
    ])
    const [dotted, , second]: Rows = result("dots")
    expect(dotted?.[4]).toBe("e.f.g")
    expect(second?.[4]).toBe(true)
  })

  it("say what is wrong with a reply that is cut or is something else", () => {
    for (const name of Object.keys(asked).filter((each) => each.startsWith("bad")))
      expect(result(name).error).toMatch(/^The reply is no JSON that can be read: .+ at character \d+\.$/)
    expect(result("cutCsv").error).toContain("the reply is cut")
    expect(result("shortCsv").error).toBe("Row 1 has 1 cells instead of 2.")
    expect(result("message")).toBe("limit is a whole number")
  })

  it("give dates, numbers and booleans their types, and leave every text as it was, formulas too", () => {
    const records: ReadonlyArray<Record<string, unknown>> = JSON.parse(replies.json)
    const types = new Map(
      described.find(({ name }) => name === "messages")?.columns.map(({ name, type }) => [name, type])
    )
    const [names = [], ...rows] = rowsOf(records)
    const typed = rows.map((row) =>
      row.map((cell, index) =>
        typeof cell === "string" && types.get(String(names[index])) === "TIMESTAMP WITH TIME ZONE"
          ? Math.round((Date.parse(cell) / 86_400_000 + 25_569) * 1e6)
          : cell
      )
    )
    const rounded = ([, ...cells]: Rows) =>
      cells.map((row) =>
        row.map((cell, index) =>
          types.get(String(names[index])) === "TIMESTAMP WITH TIME ZONE" && typeof cell === "number"
            ? Math.round(cell * 1e6)
            : cell
        )
      )
    expect(rounded(result("typedJson"))).toEqual(typed)
    expect(rounded(result("typedCsv"))).toEqual(typed)
    expect(typed.flat()).toContain("+7 900 000-00-91")
  })

  it("cut a text to what a cell takes, between pairs, and mark it", () => {
    expect(result("cut")).toBe(`${"x".repeat(32_760)}…[cut]`)
    expect(result("exact")).toBe("x".repeat(32_767))
    expect(result("halves")).toBe("\ufffdx\ufffd😀\ufffd")
  })

  it("replace rows by their key, tell a from A, take the last of two, and keep notes beside them", () => {
    expect(result("merge")).toEqual([
      ["k", "v", "n", "note"],
      ["a", "last", "1", "mine"],
      ["A", "old", "1", null],
      ["b", "new", null, "yours"],
      ["c", "new", "1", null]
    ])
    expect(result("join")).toEqual([
      ["a", "b"],
      ["1", "2"],
      ["3", "4"],
      ["5", "6"]
    ])
  })

  it("ask the server for pages that it answers, until all rows are there", async () => {
    const rowsIn = async (address: string) => {
      const answered = await get(address)
      expect([address, answered.status]).toEqual([address, 200])
      return Number(answered.headers.get("x-chatledger-rows"))
    }
    expect(await rowsIn(result("firstPage"))).toBe(5)
    expect(await rowsIn(result("afterPage"))).toBe(5)
    expect(await rowsIn(result("nextPage"))).toBe(5)
    expect((await get(result("firstPage"))).headers.get("x-chatledger-as-of")).toBe(
      "2026-02-02T04:00:00.000Z"
    )
    expect((await get(result("firstPage"), {})).status).toBe(401)
    expect(result("url")).toBe(encodeURIComponent("a b+ё€😀&=~"))
    expect(result("since")).toBe("2026-02-02T04:00:00.000Z")
    expect(result("otherSince")).toBe("")
  })

  it("make a row of every message of LastIncomingMessages, with its text and its time", async () => {
    const records: ReadonlyArray<Record<string, unknown>> = JSON.parse(replies.journal)
    const { kinds, rows }: { kinds: ReadonlyArray<string>; rows: Rows } = result("messages")
    const [names = [], ...messages] = rows
    const column = (name: string) => messages.map((row) => row[names.indexOf(name)])
    expect(names.slice(0, 3)).toEqual(["sentAt", "typeMessage", "chatId"])
    expect(column("idMessage")).toEqual(records.map(({ idMessage }) => idMessage))
    expect(column("text")).toContain("Куда едем?")
    expect(column("text")).toContain("👍🏽")
    for (const each of hostile.slice(1)) expect(column("text")).toContain(each)
    const hours = 3
    expect(column("sentAt").map((cell) => Math.round((Number(cell) - 25_569 - hours / 24) * 86_400))).toEqual(
      records.map(({ timestamp }) => timestamp)
    )
    expect(kinds[names.indexOf("timestamp")]).toBe("number")
    expect(kinds[names.indexOf("text")]).toBe("text")
    expect(await (await get(result("journal"), {})).status).toBe(200)
  })
})
