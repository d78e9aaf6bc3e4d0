import { readFileSync, statSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import ExcelJS from "exceljs"
import Papa from "papaparse"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { chatledger, newFolder } from "./command.ts"
import { reply, text } from "./replies.ts"
import { exitOf, filled, instance, type Serving, serving } from "./serving.ts"

describe("chatledger serve", () => {
  const folder = filled()
  let server: Serving
  let address: (method: string, rest?: string) => string
  beforeAll(async () => {
    server = await serving(folder, ["--now", "2026-02-02T05:00:00Z"])
    const token = readFileSync(join(folder, "archive/serve-token"), "utf8").trim()
    address = (method, rest = "") => `${server.url}/waInstance${instance}/${method}/${token}${rest}`
  })
  afterAll(() => {
    server.process.kill("SIGKILL")
  })

  it("answers as the journal, each message in its latest state", async () => {
    const answered = await fetch(address("lastIncomingMessages", "?minutes=100000"))
    expect(answered.headers.get("date")).toBe("Mon, 02 Feb 2026 05:00:00 GMT")
    const records = (await answered.json()) as ReadonlyArray<Record<string, unknown>>
    expect(records.map(({ idMessage }) => idMessage)).toContain("R1")
    expect(records.find(({ idMessage }) => idMessage === "M1")?.["textMessage"]).toBe("=1+2")
  })

  it("answers the vendor's other methods of reading, with /v3 too, and tells no token where it refuses", async () => {
    const post = (method: string, body: object) =>
      fetch(address(method).replace("/waInstance", "/v3/waInstance"), {
        method: "POST",
        body: JSON.stringify(body)
      })
    const listed = (await (await fetch(address("getChats"))).json()) as ReadonlyArray<{ id: string }>
    const chatId = listed[0]?.id ?? ""
    const history = (await (await post("getChatHistory", { chatId, count: 50 })).json()) as ReadonlyArray<
      Record<string, unknown>
    >
    expect(history.map(({ idMessage }) => idMessage)).toContain("M1")
    const message = await post("getMessage", { chatId, idMessage: "M1" })
    expect(await message.json()).toMatchObject({ idMessage: "M1", textMessage: "=1+2" })
    expect((await fetch(address("getContacts"))).status).toBe(200)
    const missing = await post("getGroupData", { groupId: "0@g.us" })
    expect(missing.status).toBe(400)
    expect(await missing.text()).not.toContain(
      readFileSync(join(folder, "archive/serve-token"), "utf8").trim()
    )
  })

  it("gives a table as CSV and as a workbook, for the formulas of Excel", async () => {
    const csv = await (await fetch(address("tables", "/messages.csv"))).text()
    const rows = Papa.parse<Record<string, string>>(csv, { header: true, skipEmptyLines: true }).data
    expect(rows.find(({ message_id }) => message_id === "M1")?.["text"]).toBe("=1+2")
    const workbook = new ExcelJS.Workbook()
    await workbook.xlsx.load(await (await fetch(address("tables", "/poll_votes.xlsx"))).arrayBuffer())
    expect(workbook.worksheets.some(({ rowCount }) => rowCount === 2)).toBe(true)
  })

  it("takes a period, and refuses one that is none", async () => {
    const later = await (await fetch(address("tables", "/messages.csv?from=2027-01-01"))).text()
    expect(later.trim().split("\r\n").length).toBe(1)
    expect((await fetch(address("tables", "/messages.csv?from=soon"))).status).toBe(400)
  })

  it("shows a table with what was imported since, and lets the import work meanwhile", async () => {
    writeFileSync(join(folder, "third.json"), reply(text("M9", "later")))
    const words = ["import", "third.json", "--instance", instance, "--requested-at", "2026-02-02T04:30:00Z"]
    expect(chatledger(folder, words).code).toBe(0)
    expect(await (await fetch(address("tables", "/messages.csv"))).text()).toContain("M9")
  })

  it("lists the tables, knows no other files, and opens nothing without its token", async () => {
    const listed = (await (await fetch(address("tables"))).json()) as { tables: ReadonlyArray<string> }
    expect(listed.tables).toContain("poll_votes")
    for (const name of ["/nope.csv", "/messages.exe", "/..%2f..%2fetc%2fpasswd", "/messages.csv/x"])
      expect((await fetch(address("tables", name))).status).toBe(404)
    const wrong = address("tables", "/messages.csv").replace(/tables\/[0-9a-f]{8}/, "tables/00000000")
    expect((await fetch(wrong)).status).toBe(401)
    expect((await fetch(address("lastIncomingMessages").replace(instance, "999"))).status).toBe(403)
  })

  it("says where it listens, and never its token, which its owner alone can read", () => {
    const path = join(folder, "archive/serve-token")
    expect(server.said()).not.toContain(readFileSync(path, "utf8").trim())
    if (process.platform !== "win32") expect(statSync(path).mode & 0o777).toBe(0o600)
  })

  it("keeps its token from one start to the next, and ends with 130 at Ctrl-C", async () => {
    const before = readFileSync(join(folder, "archive/serve-token"), "utf8")
    const other = await serving(folder, [])
    const ended = exitOf(other.process)
    other.process.kill("SIGINT")
    expect(await ended).toBe(130)
    expect(readFileSync(join(folder, "archive/serve-token"), "utf8")).toBe(before)
  })
})

describe("chatledger serve refuses with exit code 2", () => {
  it("an archive that is not there, or empty", () => {
    const folder = newFolder()
    const missing = chatledger(folder, ["serve", "--port", "0"])
    expect(missing.code).toBe(2)
    expect(missing.stderr).toContain("there is no archive")
  })

  it("a port that is none, or taken", async () => {
    const folder = filled()
    expect(chatledger(folder, ["serve", "--port", "70000"]).code).toBe(2)
    const first = await serving(folder, [])
    const { code, stderr } = chatledger(folder, ["serve", "--port", new URL(first.url).port])
    first.process.kill("SIGKILL")
    expect(code).toBe(2)
    expect(stderr).toContain("the port is in use")
  })
})
