// The workbook of an export in the eyes of openpyxl and LibreOffice: the one that people read, and the one of before.
import { execFileSync, spawnSync } from "node:child_process"
import { readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { publicTables } from "@chatledger/analytics"
import { describe, expect, it } from "vitest"
import { openedInLibreOffice } from "../../../packages/export/test/libre-office.ts"
import { chatledger } from "./command.ts"
import { demoFolder } from "./demo-folder.ts"
import { libreOffice } from "./libreoffice-basic.ts"

const python = ["/usr/bin/python3", "python3"].find(
  (program) => spawnSync(program, ["-c", "import openpyxl"]).status === 0
)

const read = `
import sys, json, warnings, openpyxl
warnings.simplefilter("error")
book = openpyxl.load_workbook(sys.argv[1])
print(json.dumps([{
    "name": sheet.title,
    "state": sheet.sheet_state,
    "header": [cell.value for cell in next(sheet.iter_rows(min_row=1, max_row=1))],
    "hidden": [cell.column for cell in next(sheet.iter_rows(min_row=1, max_row=1)) if sheet.column_dimensions[cell.column_letter].hidden],
    "rows": [[str(value) if hasattr(value, "isoformat") else value for value in row] for row in sheet.iter_rows(min_row=2, values_only=True)],
    "formulas": sum(cell.data_type == "f" for row in sheet.iter_rows() for cell in row),
    "titles": sheet.print_title_rows,
    "footer": sheet.oddFooter.center.text,
} for sheet in book.worksheets]))
`

interface Sheet {
  readonly name: string
  readonly state: string
  readonly header: ReadonlyArray<string>
  readonly hidden: ReadonlyArray<number>
  readonly rows: ReadonlyArray<ReadonlyArray<unknown>>
  readonly formulas: number
  readonly titles: string | null
  readonly footer: string | null
}

const sheetsOf = (path: string): ReadonlyArray<Sheet> =>
  JSON.parse(execFileSync(python ?? "", ["-c", read, path], { encoding: "utf8", maxBuffer: 1 << 28 }))

const folder = demoFolder()
const at = (name: string) => join(folder, name)
const run = (...words: ReadonlyArray<string>) =>
  chatledger(folder, ["export", "--archive", "chatledger-demo/archive", "--tz", "Europe/Moscow", ...words])
const count = (sql: string): number => {
  const words = ["sql", `select (${sql}) as n`, "--format", "json", "--archive", "chatledger-demo/archive"]
  return Number(JSON.parse(chatledger(folder, words).stdout)[0].n)
}

describe.skipIf(python === undefined)("the workbook of an export, read by openpyxl", () => {
  it("has at most eight sheets, and messages that read like a chat", () => {
    expect(run("-o", "simple.xlsx").code).toBe(0)
    const sheets = sheetsOf(at("simple.xlsx"))
    expect(sheets.filter(({ state }) => state === "visible").length).toBe(sheets.length)
    expect(sheets.length).toBeLessThanOrEqual(8)
    expect(sheets.map(({ formulas }) => formulas)).toEqual(sheets.map(() => 0))
    const messages = sheets.find(({ name }) => name === "Messages")
    expect(messages?.header.slice(0, 6)).toEqual([
      "Date and time",
      "Chat",
      "Sender",
      "Text",
      "Kind",
      "Status"
    ])
    const folded = messages?.hidden.map((column) => messages.header[column - 1])
    expect(folded).toEqual(expect.arrayContaining(["Chat id", "Message id", "Sender id", "Other fields"]))
    expect(messages?.hidden.at(-1)).toBe(messages?.header.length)
    expect(messages?.titles).toBe("$1:$1")
    expect(messages?.footer).toBe("5 Jan 2026 – 2 Feb 2026")
    const kinds = new Set(messages?.rows.map((row) => row[4]))
    expect([...kinds].filter((kind) => /reaction|vote|edit|deletion|call/.test(String(kind)))).toEqual([])
    const broken = count(
      "select count(*) from messages where is_content and text is null and type_message is null"
    )
    expect(messages?.rows.length).toBe(count("select count(*) from messages where is_content") - broken)
    const times = messages?.rows.map((row) => String(row[0])) ?? []
    expect(times).toEqual([...times].sort())
  })

  it("has every table whole with --preset full, under the documented names", () => {
    expect(run("--preset", "full", "-o", "full.xlsx").code).toBe(0)
    const [about, summary, ...tables] = sheetsOf(at("full.xlsx"))
    expect([about?.name, summary?.name]).toEqual(["About", "Summary"])
    expect(tables.length).toBe(publicTables().length)
    const [messages] = tables
    expect(messages?.header.slice(0, 4)).toEqual(["instance_id", "chat_id", "chat_name", "message_id"])
    expect(messages?.rows.length).toBe(count("select count(*) from messages"))
    expect(tables.flatMap(({ hidden }) => hidden)).toEqual([])
    expect(tables.map(({ footer, titles }) => footer ?? titles)).toEqual(tables.map(() => null))
  })

  it("shows the newest first when asked, in every language", () => {
    expect(run("--newest-first", "--locale", "ru", "--sheets", "Сообщения", "-o", "newest.xlsx").code).toBe(0)
    const [about, messages, ...others] = sheetsOf(at("newest.xlsx"))
    expect([about?.name, messages?.name, others.length]).toEqual(["О файле", "Сообщения", 0])
    const times = messages?.rows.map((row) => String(row[0])) ?? []
    expect(times).toEqual([...times].sort().reverse())
    expect(new Set(messages?.rows.map((row) => row[6]))).toEqual(new Set(["входящее", "исходящее"]))
  })

  it("calls an account what the configuration calls it", () => {
    writeFileSync(
      at("own.json"),
      JSON.stringify({ instances: [{ idInstance: "1101000001", tokenEnv: "TOKEN", name: "=Our shop" }] })
    )
    expect(run("--config", "own.json", "--sheets", "messages", "-o", "own.xlsx").code).toBe(0)
    const senders = new Set(sheetsOf(at("own.xlsx"))[1]?.rows.map((row) => row[2]))
    const named = count("select count(*) from names where id = 'instance:1101000001' and name is not null")
    expect(senders.has("=Our shop")).toBe(named === 0)
  })

  it("leaves CSV as it is, and takes the tables that are asked for", () => {
    for (const preset of ["simple", "full"]) {
      const words = ["--preset", preset, "--format", "xlsx,csv", "--table", "polls", "-o", preset]
      expect(run(...words).code).toBe(0)
    }
    expect(readFileSync(at("simple/polls.csv"))).toEqual(readFileSync(at("full/polls.csv")))
    const [, , simple] = sheetsOf(at("simple/chatledger.xlsx"))
    const [, , full] = sheetsOf(at("full/chatledger.xlsx"))
    expect([simple?.name, full?.name]).toEqual(["Polls", "Polls"])
    expect(simple?.rows.length).toBe(full?.rows.length)
    expect(simple?.header.slice(0, 4)).toEqual(["Asked", "Chat", "Poll name", "Multiple answers"])
  })
})

describe("the flags of a workbook", () => {
  it("suggest what was meant, and say where they do not belong", () => {
    const near = run("--sheets", "summary,mesages", "-o", "x.xlsx")
    expect(near.code).toBe(2)
    expect(near.stderr).toMatch(/there is no sheet mesages: did you mean messages/)
    const refused: ReadonlyArray<readonly [RegExp, ...ReadonlyArray<string>]> = [
      [/--preset applies to workbooks only: add --format xlsx/, "--preset", "full", "--format", "csv"],
      [/--sheets applies to the simple workbook only/, "--preset", "full", "--sheets", "messages"],
      [/--newest-first applies to the simple workbook only/, "--preset", "full", "--newest-first"],
      [/--query and --sheets cannot be combined/, "--query", "select 1", "--sheets", "messages"],
      [/--sheets is empty/, "--sheets", ","]
    ]
    for (const [reason, ...words] of refused) {
      const { code, stderr } = run(...words)
      expect([code, stderr], words.join(" ")).toEqual([2, expect.stringMatching(reason)])
    }
  })
})

describe.skipIf(libreOffice === undefined)("the workbook of an export, opened by LibreOffice", () => {
  it("shows durations with their units, dates as they are written, and ids folded away", () => {
    expect(run("--locale", "ru", "--sheets", "response_times,messages", "-o", "opened.xlsx").code).toBe(0)
    const opened = openedInLibreOffice(libreOffice ?? "", at("opened.xlsx"), "fods")
    const flat = readFileSync(join(opened, "opened.fods"), "utf8")
    expect(flat).toMatch(/<text:p>\d+ мин \d\d с<\/text:p>/)
    expect(flat).toMatch(/<text:p>\d+ ч \d\d мин<\/text:p>/)
    expect(flat).toContain("<text:p>05.01.2026 07:07</text:p>")
    expect(flat.match(/<table:table-column-group table:display="false">/g)?.length).toBe(2)
    expect(flat).not.toContain("table:formula=")
  })
})
