// What `chatledger export` writes, in the eyes of other readers: exceljs for workbooks, DuckDB for datasets.
import { existsSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { DuckDBInstance } from "@duckdb/node-api"
import ExcelJS from "exceljs"
import { describe, expect, it } from "vitest"
import { itInFull } from "./breadth.ts"
import { chatledger } from "./command.ts"
import { demoFolder } from "./demo-folder.ts"

const workbookOf = async (path: string) => {
  const workbook = new ExcelJS.Workbook()
  await workbook.xlsx.readFile(path)
  return workbook
}

const factsOf = (sheet: ExcelJS.Worksheet | undefined) => {
  const facts: Record<string, unknown> = {}
  sheet?.eachRow((row) => {
    facts[row.getCell(1).text] = row.getCell(2).value
  })
  return facts
}

const namesOf = ({ worksheets }: ExcelJS.Workbook) => worksheets.map(({ name }) => name)

describe("chatledger export", () => {
  const folder = demoFolder()
  const archive = ["--archive", "chatledger-demo/archive"]
  const run = (...words: ReadonlyArray<string>) => chatledger(folder, ["export", ...words, ...archive])
  const path = (...names: ReadonlyArray<string>) => join(folder, ...names)

  it("begins a workbook with what it is and what it says, before the tables", async () => {
    const workbook = await workbookOf(path("chatledger-demo/files/chatledger.xlsx"))
    expect(namesOf(workbook)).toEqual([
      "About",
      "Summary",
      "Who voted what",
      "Messages",
      "Reactions to messages",
      "Who answers how fast",
      "Conversations by day",
      "Silent members"
    ])
    const [messages] = JSON.parse(
      chatledger(folder, ["sql", "select count(*) as n from reactions", "--format", "json", ...archive])
        .stdout
    )
    const contents = workbook.getWorksheet("About")?.getColumn(1).values ?? []
    const row = workbook
      .getWorksheet("About")
      ?.getRow(contents.findIndex((value) => String(value) === "Reactions to messages"))
    expect(row?.getCell(3).value).toBe(messages.n)
    expect(factsOf(workbook.getWorksheet("About"))).toMatchObject({
      "Time zone": "Europe/Moscow",
      "Truncated cells": "none"
    })
  })

  it("has Russian sheets and headers when asked, and documented names in CSV", async () => {
    expect(
      run("--locale", "ru", "--format", "xlsx,csv", "--table", "messages", "-o", "ru", "--tz", "UTC").code
    ).toBe(0)
    const workbook = await workbookOf(path("ru/chatledger.xlsx"))
    expect(namesOf(workbook)).toEqual(["О файле", "Сводка", "Сообщения"])
    expect(workbook.getWorksheet("Сообщения")?.getCell("A1").value).toBe("Дата и время")
    expect(readFileSync(path("ru/messages.csv"), "utf8")).toMatch(/^instance_id,chat_id,/)
  })

  itInFull("tells of the query in the workbook of its answer, also with sql", async () => {
    const query =
      "select chat_id, count(*) as messages, 'https://example.com/' || count(*) as link from messages group by all order by all"
    expect(run("--query", query, "-o", "answer.xlsx").code).toBe(0)
    const asked = chatledger(folder, ["sql", query, "-o", "asked.xlsx", ...archive])
    expect(asked.code).toBe(0)
    for (const name of ["answer.xlsx", "asked.xlsx"]) {
      const workbook = await workbookOf(path(name))
      expect(namesOf(workbook)).toEqual(["About", "query"])
      expect(factsOf(workbook.getWorksheet("About"))).toMatchObject({ Query: query })
      expect(workbook.getWorksheet("query")?.getCell("C2").hyperlink).toMatch(/^https:/)
    }
  })

  itInFull("divides Parquet into a dataset that is read in place", async () => {
    const words = ["--format", "parquet", "--partition", "instance,month", "--tz", "Asia/Tokyo", "-o", "data"]
    expect(run(...words).code).toBe(0)
    expect(existsSync(path("data/messages/instance=1101000001/month=2026-01/data.parquet"))).toBe(true)
    const connection = await (await DuckDBInstance.create()).connect()
    const all = `read_parquet('${path("data/messages")}/**/*.parquet', hive_partitioning = true)`
    const counted = await connection.runAndReadAll(
      `select count(*)::integer as n, count(*) filter (instance::varchar <> instance_id)::integer as wrong,
         count(*) filter (text_length <> length(text))::integer as lengths,
         count(*) filter (local_date <> (sent_at at time zone 'Asia/Tokyo')::date or local_hour <> hour(sent_at at time zone 'Asia/Tokyo'))::integer as times
       from ${all}`
    )
    const [expected] = JSON.parse(
      chatledger(folder, ["sql", "select count(*) as n from messages", "--format", "json", ...archive]).stdout
    )
    expect(counted.getRowObjectsJson()).toEqual([{ n: expected.n, wrong: 0, lengths: 0, times: 0 }])
    expect(run("--partition", "year", "--format", "parquet").code).toBe(2)
    expect(run("--partition", "month", "--format", "csv").code).toBe(2)
    expect(run("--partition", "month", "-o", "one.parquet", "--table", "messages").code).toBe(2)
  })

  itInFull(
    "writes NDJSON with the columns of CSV and the values of an answer, into files and standard output",
    async () => {
      expect(run("--format", "csv,ndjson", "-o", "lines", "--tz", "Asia/Tokyo").code).toBe(0)
      const lines = (text: string) =>
        text
          .trimEnd()
          .split("\n")
          .map((line) => JSON.parse(line))
      for (const table of ["messages", "message_revisions", "reactions", "poll_votes", "snapshots"]) {
        const rows = lines(readFileSync(path(`lines/${table}.ndjson`), "utf8"))
        const [header = ""] = readFileSync(path(`lines/${table}.csv`), "utf8").split("\r\n")
        expect(Object.keys(rows[0]).join(",")).toBe(header)
        const connection = await (await DuckDBInstance.create()).connect()
        const counted = await connection.runAndReadAll(
          `select count(*)::integer from '${path("lines", table)}.ndjson'`
        )
        expect(counted.getRowsJson()).toEqual([[rows.length]])
      }
      expect(run("--table", "messages", "-o", "one.ndjson").code).toBe(0)
      const piped = run("--table", "messages", "--format", "ndjson", "-o", "-")
      expect(piped.stdout).toBe(readFileSync(path("one.ndjson"), "utf8"))
      const query = "select * from messages order by sent_at, instance_id, chat_id, message_id"
      expect(run("--query", query, "-o", "query.ndjson").code).toBe(0)
      const asked = chatledger(folder, ["sql", query, "--format", "ndjson", ...archive])
      expect(lines(asked.stdout)).toEqual(lines(readFileSync(path("query.ndjson"), "utf8")))
    }
  )

  it("streams CSV to standard output", () => {
    const { code, stdout } = run(
      "--table",
      "polls",
      "--format",
      "csv",
      "-o",
      "-",
      "--csv-profile",
      "excel-ru"
    )
    expect(code).toBe(0)
    expect(stdout).toMatch(/^\ufeffinstance_id;chat_id;/)
  })
})
