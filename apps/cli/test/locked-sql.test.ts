import { readdirSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { beforeAll, describe, expect, it } from "vitest"
import { chatledger, newFolder } from "./command.ts"
import { reply, text } from "./replies.ts"

const folder = newFolder()

beforeAll(() => {
  writeFileSync(join(folder, "a.json"), reply(text("A", "\u001b]0;title\u0007 red \u001b[31m")))
  writeFileSync(join(folder, "secret.txt"), "secret,words\n")
  chatledger(folder, ["import", "a.json", "--instance", "1101000091"])
})

const sql = (...words: ReadonlyArray<string>) => chatledger(folder, ["sql", ...words])

describe("SQL of a user", () => {
  // Many more are tried in hostile-sql.test.ts, of one process.
  const hostile = [
    "selec 1",
    "-- only a comment",
    "copy messages to 'stolen.csv'",
    "select * from read_text('secret.txt')"
  ]
  for (const query of hostile)
    it(`is refused with a reason, and leaves nothing behind: ${query}`, () => {
      const before = readdirSync(folder)
      const { code, stdout, stderr } = sql(query)
      expect(code).toBe(2)
      expect(stdout).toBe("")
      expect(stderr).toMatch(/^chatledger: ./m)
      expect(stderr).not.toMatch(/^\s+at |secret,words/m)
      expect(readdirSync(folder)).toEqual(before)
    })

  it("still answers afterwards", () => {
    expect(JSON.parse(sql("select count(*)::integer as n from messages").stdout)).toEqual([{ n: 1 }])
  })

  it("is told of a table that is not there, and of the one it may have meant", () => {
    expect(sql("from mesages").stderr).toMatch(/Table with name mesages does not exist![\s\S]*messages/)
    expect(sql("from pg_settings").stderr).toContain("pg_settings is not allowed here")
  })

  it("comes from an argument, a file or standard input, with parameters", () => {
    writeFileSync(join(folder, "q.sql"), "select message_id from messages where message_id = $id;\n")
    expect(JSON.parse(sql("--file", "q.sql", "--param", "id=A").stdout)).toEqual([{ message_id: "A" }])
    expect(JSON.parse(chatledger(folder, ["sql"], "select 1 as one").stdout)).toEqual([{ one: 1 }])
  })

  it("answers in the documented JSON: UTC times, exact integers, nested values", () => {
    const { stdout } = sql(
      "select sent_at, 9007199254740993 as big, 7::bigint as small, [1, null] as list, {'a': date '2026-01-31'} as object, null as nothing from messages",
      "--tz",
      "Asia/Almaty"
    )
    expect(JSON.parse(stdout)).toEqual([
      {
        sent_at: "2026-02-02T02:40:00Z",
        big: "9007199254740993",
        small: 7,
        list: [1, null],
        object: { a: "2026-01-31" },
        nothing: null
      }
    ])
  })

  it("never sends control characters of a text to a terminal", () => {
    for (const format of ["table", "markdown"]) {
      const { stdout } = sql("select text from messages", "--format", format)
      expect(stdout).toContain("red")
      expect(stdout).not.toContain("\u001b")
      expect(stdout).not.toContain("\u0007")
    }
  })

  it("writes an answer as a file of every kind", () => {
    for (const ending of ["json", "ndjson", "csv", "md", "parquet", "xlsx"])
      expect(sql("select message_id from messages", "-o", `answer.${ending}`)).toMatchObject({
        code: 0,
        stdout: ""
      })
  })
})
