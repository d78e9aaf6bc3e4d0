// Names beside ids on the command line: what a user's file says is what every command shows.
import { readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { DuckDBInstance } from "@duckdb/node-api"
import ExcelJS from "exceljs"
import Papa from "papaparse"
import { describe, expect, it } from "vitest"
import { someOf } from "./breadth.ts"
import { chatledger, newFolder } from "./command.ts"
import { demoFolder } from "./demo-folder.ts"

type Row = Readonly<Record<string, string>>

describe("--names", () => {
  const folder = demoFolder()
  const archive = ["--archive", "chatledger-demo/archive"]
  const football = "120363100000000102@g.us"
  const path = (...names: ReadonlyArray<string>) => join(folder, ...names)
  const run = (...words: ReadonlyArray<string>) => chatledger(folder, [...words, ...archive])
  const csv = (file: string) =>
    Papa.parse<Row>(readFileSync(path(file), "utf8"), { header: true, skipEmptyLines: true })
  writeFileSync(path("names.csv"), `chat;name\n${football};Thursday ⚽\n79000000007@c.us;Костя Н.\n`)

  it("is what the demo names its groups with", () => {
    const { data } = csv("chatledger-demo/files/chats.csv")
    expect(data.find((row) => row["chat_id"] === football)?.["chat_name"]).toBe("Thursday football ⚽")
  })

  it("gives names to groups and people in CSV and XLSX, beside the id, and none to Parquet", async () => {
    expect(run("export", "--names", "names.csv", "--format", "xlsx,csv,parquet", "-o", "out").code).toBe(0)
    const { data, meta } = csv("out/messages.csv")
    expect(meta.fields?.slice(0, 3)).toEqual(["instance_id", "chat_id", "chat_name"])
    const kostya = data.find((row) => row["sender_id"] === "79000000007@c.us" && row["chat_id"] === football)
    expect(kostya).toMatchObject({
      chat_name: "Thursday ⚽",
      sender_display_name: "Костя Н.",
      sender_name: "Костя"
    })
    const workbook = new ExcelJS.Workbook()
    await workbook.xlsx.readFile(path("out/chatledger.xlsx"))
    const messages = workbook.getWorksheet("Messages")
    expect(messages?.getColumn(2).values).toContain("Thursday ⚽")
    expect(messages?.getColumn(3).values).toContain("Костя Н.")
    const instance = await DuckDBInstance.create(":memory:")
    const connection = await instance.connect()
    const described = await connection.runAndReadAll(`describe from '${path("out/messages.parquet")}'`)
    const columns = described.getRowObjects().map((row) => row["column_name"])
    expect(columns).toContain("chat_id")
    expect(columns).not.toContain("chat_name")
  })

  it("takes back the chats that an export wrote, once their names are filled in", () => {
    const neighbours = "120363100000000101@g.us"
    expect(run("export", "--table", "chats", "-o", "chats.csv").code).toBe(0)
    const { data } = csv("chats.csv")
    expect(data.find((row) => row["chat_id"] === neighbours)?.["chat_name"]).toBe("")
    const filled = data.map((row) =>
      row["chat_id"] === neighbours ? { ...row, chat_name: "Filled in" } : row
    )
    writeFileSync(path("chats.csv"), Papa.unparse(filled))
    const answer = run("stats", "messages_by_chat", "--names", "chats.csv", "--format", "json")
    expect(JSON.parse(answer.stdout)).toContainEqual(
      expect.objectContaining({ chat_id: neighbours, chat_name: "Filled in" })
    )
  })

  it("takes back what any export or statistic wrote: every name stays what it was", () => {
    const written = (...words: ReadonlyArray<string>) =>
      chatledger(strangers, ["stats", ...words, "--format", "csv", "--tz", "UTC"]).stdout
    const strangers = newFolder()
    const called = [
      "@nick",
      "-=Max=-",
      "'t Hooft",
      "'@both",
      "=1+1",
      "+7",
      " pad ",
      "two\nlines",
      "＝wide",
      "_x0041_"
    ]
    const records = called.map((senderName, index) => {
      const id = `7900000010${index}@c.us`
      const said = {
        type: "incoming",
        typeMessage: "textMessage",
        textMessage: "hi",
        chatId: id,
        senderId: id
      }
      return { ...said, idMessage: `M${index}`, timestamp: 1_767_225_600 + index, senderName }
    })
    writeFileSync(join(strangers, "r.json"), JSON.stringify(records))
    expect(chatledger(strangers, ["import", "r.json", "--instance", "1101000001"]).code).toBe(0)
    const before = written("messages_by_chat")
    const export_ = (...words: ReadonlyArray<string>) =>
      expect(chatledger(strangers, ["export", ...words, "--force"]).code, words.join(" ")).toBe(0)
    for (const profile of ["rfc4180", "excel-ru"]) {
      export_("--format", "csv", "--csv-profile", profile, "-o", profile)
      for (const table of someOf(["chats", "people", "messages"], 2))
        expect(written("messages_by_chat", "--names", `${profile}/${table}.csv`), table).toBe(before)
      export_(
        "--table",
        "chats",
        "--csv-profile",
        profile,
        "--names",
        `${profile}/chats.csv`,
        "-o",
        "again.csv"
      )
      expect(readFileSync(join(strangers, "again.csv"))).toEqual(
        readFileSync(join(strangers, profile, "chats.csv"))
      )
    }
    const workbooks = ["ru", "en"].flatMap(
      (locale) =>
        [
          [locale, "full"],
          [locale, "simple"]
        ] as const
    )
    // In a part: full in Russian, and simple in English.
    for (const [locale, preset] of someOf(workbooks, 3)) {
      export_("--locale", locale, "--preset", preset, "-o", "any.xlsx")
      expect(written("messages_by_chat", "--names", "any.xlsx"), `${locale} ${preset}`).toBe(before)
    }
    export_("--locale", "ru", "--preset", "full", "-o", "ru.xlsx")
    expect(written("last_seen", "--roster", "ru.xlsx")).toBe(written("last_seen", "--people"))
  })

  it("tells which of its rows, and of a roster, were never seen in the archive", () => {
    writeFileSync(path("some.csv"), `id;name\n${football};Thursday\n79000000997@c.us;Nobody\n`)
    expect(run("stats", "messages_by_chat", "--names", "some.csv").stderr).toContain(
      "some.csv: 1 of 2 rows have names for people or chats that do not appear in this archive (row 3)"
    )
    writeFileSync(path("strangers.csv"), "phone;name\n+44 (0)7700 900101;Nobody\n")
    const answer = run("sql", "select 1", "--roster", "strangers.csv", "--locale", "ru")
    expect(answer.stderr).toContain("strangers.csv: в архиве не встречаются 1 из 1 человек (строка 2)")
  })

  it("takes replies of the service: names of groups, and one person where the reply tells the pair of ids", () => {
    const service = newFolder()
    const runThere = (...words: ReadonlyArray<string>) => chatledger(service, words)
    const write = (file: string, value: unknown) => writeFileSync(join(service, file), JSON.stringify(value))
    const chatId = "120363200000000303@g.us"
    const [number, hidden, silent] = ["79000000301@c.us", "300000000000301@lid", "79000000302@c.us"]
    const typed = { type: "incoming", typeMessage: "textMessage", textMessage: "hi", chatId }
    write("in.json", [
      { ...typed, idMessage: "A1", timestamp: 1_767_225_600, senderId: number },
      { ...typed, idMessage: "A2", timestamp: 1_767_225_700, senderId: hidden }
    ])
    expect(runThere("import", "in.json", "--instance", "1101000009").code).toBe(0)
    write("contacts.json", [
      { id: chatId, name: "=Chess", contactName: "", type: "group" },
      { id: number, name: "Anna", contactName: "Anna Work", type: "user" },
      { id: silent, name: "Boris", type: "user" },
      { id: "null@c.us", name: "Nobody" }
    ])
    const lids = [{ id: number, lid: hidden }, { id: silent }]
    write("group.json", { groupId: chatId, subject: "Chess club", participants: lids })
    writeFileSync(join(service, "page.json"), "<!DOCTYPE html><title>403</title>")
    const chats = runThere(
      ...["stats", "messages_by_chat", "--format", "csv", "--csv-profile", "excel-ru"],
      ...["--names", "page.json", "--names", "contacts.json"]
    )
    expect(chats.code).toBe(0)
    expect(chats.stdout).toContain(`${chatId};'=Chess;`)
    expect(chats.stderr).toMatch(
      /page\.json: this is an HTML page[\s\S]*contacts\.json: no usable id .*entry 4 in line 1/
    )
    const answer = (...words: ReadonlyArray<string>) =>
      JSON.parse(runThere("stats", ...words, "--format", "json").stdout)
    expect(answer("messages_by_sender", "--roster", "group.json")).toEqual([
      expect.objectContaining({ sender_id: number, messages: 2 })
    ])
    expect(answer("silent_members", "--roster", "group.json", "--names", "contacts.json")).toEqual([
      expect.objectContaining({ chat_name: "=Chess", member_id: silent, member_name: "Boris" })
    ])
    expect(answer("messages_by_chat", "--chat", "chess club", "--roster", "group.json")).toHaveLength(1)
  })

  it("holds in queries, also where people are counted, and in the report", () => {
    const query = `select name from names where id = '${football}'`
    for (const people of [[], ["--people"]]) {
      const answer = run("sql", query, "--names", "names.csv", "--format", "json", ...people)
      expect(JSON.parse(answer.stdout)).toEqual([{ name: "Thursday ⚽" }])
    }
    expect(run("export", "--query", query, "--names", "names.csv", "-o", "answer.csv").code).toBe(0)
    expect(csv("answer.csv").data).toEqual([{ name: "Thursday ⚽" }])
    expect(run("report", "--names", "names.csv", "-o", "named.html").code).toBe(0)
    expect(run("report", "-o", "plain.html").code).toBe(0)
    expect(readFileSync(path("named.html")).equals(readFileSync(path("plain.html")))).toBe(false)
  })

  it("goes with pseudonyms: no file then has a column of names", () => {
    writeFileSync(path("key"), "0123456789abcdef0123456789abcdef", { mode: 0o600 })
    const words = ["export", "--pseudonymize", "--key-file", "key", "--format", "csv", "-o", "tokens"]
    expect(run(...words, "--names", "names.csv")).toMatchObject({
      code: 2,
      stderr: expect.stringContaining("--pseudonymize drops names: leave out --names")
    })
    expect(run(...words).code).toBe(0)
    expect(csv("tokens/messages.csv").meta.fields).not.toContain("chat_name")
  })

  it("refuses a file that cannot be meant, with its row and what to do", () => {
    writeFileSync(path("wrong.csv"), "id,name\n,Somebody\n")
    expect(run("export", "--names", "wrong.csv")).toMatchObject({
      code: 2,
      stderr:
        "chatledger: the names in wrong.csv: row 2 has a name but no id: add the id or the phone number\n"
    })
    expect(run("stats", "messages_by_chat", "--names", "missing.csv")).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/the names in missing\.csv: it cannot be read/)
    })
  })
})
