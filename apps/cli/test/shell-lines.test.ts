import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { onOneHistoryLine, statementsOf } from "../src/sandbox/statement.ts"
import { completed, type Known } from "../src/shell/completion.ts"
import { dotCommandOf, dotCommands, helpText } from "../src/shell/dot-command.ts"
import { historyPath } from "../src/shell/history.ts"

describe("a statement that is typed", () => {
  const complete = (text: string) => statementsOf(text).complete

  it("ends at its semicolon, also when several stand on a line", () => {
    expect(statementsOf("select 1; select\n2; select")).toEqual({
      complete: ["select 1", " select\n2"],
      rest: " select"
    })
    expect(statementsOf(";; \n-- nothing\n;")).toEqual({ complete: [], rest: "" })
  })

  it("does not end in a quote, a name, a comment or a dollar quote", () => {
    for (const text of [
      "select ';'",
      "select 'it''s;'",
      "select e'\\';'",
      'select 1 as ";"',
      "select 1 -- ;",
      "select /* ; /* ; */ ; */ 1",
      "select $$;$$",
      "select $a$;$$;$a$"
    ]) {
      expect(complete(text)).toEqual([])
      expect(complete(`${text}\n;`).map((one) => one.trimEnd())).toEqual([text])
    }
  })

  it("goes on while a quote or a comment is open", () => {
    for (const text of ["select ';", 'select ";', "select /* ; ", "select $$ ;", "select e'\\';"])
      expect(statementsOf(text)).toEqual({ complete: [], rest: text })
  })

  it("loses no character", () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom("'", '"', ";", "--", "\n", "/*", "*/", "$$", "$a$", "e", "x", " ")),
        (all) => {
          const text = `x${all.join("")}`
          const { complete: some, rest } = statementsOf(text)
          const kept = [...some, rest].join("").replace(/[\s;]/g, "").length
          expect(kept).toBeLessThanOrEqual(text.replace(/[\s;]/g, "").length)
          if (some.length === 0) expect(rest).toBe(text)
        }
      )
    )
  })

  it("is one line of the history, without its comments", () => {
    expect(onOneHistoryLine("select a, -- which\n  b\nfrom t;")).toBe("select a, b from t;")
    expect(onOneHistoryLine("select 'two\nlines'")).toBeUndefined()
  })
})

describe("a command of the shell", () => {
  it("is read with its words", () => {
    expect(dotCommandOf(".tables")).toEqual({ kind: "tables" })
    expect(dotCommandOf(" .schema messages;")).toEqual({ kind: "schema", table: "messages" })
    expect(dotCommandOf(".mode csv")).toEqual({ kind: "mode", mode: "csv" })
    expect(dotCommandOf('.export "my file.xlsx" --force')).toEqual({
      kind: "export",
      file: "my file.xlsx",
      force: true
    })
    expect(dotCommandOf(".stats poll_results chat=7@g.us from=2026-01-01")).toEqual({
      kind: "stats",
      name: "poll_results",
      parameters: { chat: "7@g.us", from: "2026-01-01" }
    })
    expect(dotCommandOf(".timer on")).toEqual({ kind: "timer", isOn: true })
  })

  it("says how it is written when it is written wrongly", () => {
    for (const line of [
      ".mode",
      ".mode xlsx",
      ".export",
      ".export a b",
      ".timer",
      ".schema a b",
      ".stats a b"
    ])
      expect(dotCommandOf(line)).toMatchObject({ kind: "wrong", reason: expect.stringContaining("usage: .") })
    expect(dotCommandOf(".tabels")).toEqual({
      kind: "wrong",
      reason: "there is no .tabels: did you mean .tables?"
    })
  })

  it("is in the help, each of them", () => {
    for (const { usage } of Object.values(dotCommands)) expect(helpText()).toContain(usage)
  })
})

describe("Tab", () => {
  const known: Known = {
    tables: { messages: ["message_id", "sender_name", "sent_at"], senders: ["sender_id", "sender_name"] },
    functions: ["sum", "strftime"],
    keywords: ["select", "from", "set"],
    statistics: ["poll_results", "poll_turnout"]
  }
  const hits = (line: string, before = "") => completed(line, before, known)[0]

  it("gives tables after FROM and JOIN, also on another line", () => {
    expect(hits("select * from me")).toEqual(["messages"])
    expect(hits("se", "select * from messages join")).toContain("senders")
    expect(hits("", "select 1 from")).toEqual(["messages", "senders"])
  })

  it("gives the columns of the tables that the query names, by alias too", () => {
    expect(hits("select se from messages").length).toBeGreaterThan(0)
    expect(hits("select * from messages m where m.se")).toEqual(["sender_name", "sent_at"])
    expect(hits("select * from messages as m, senders where messages.m")).toEqual(["message_id"])
    expect(hits("where sender_i", "select * from senders")).toEqual(["sender_id"])
  })

  it("gives functions with their parenthesis, and keywords in the case of the word", () => {
    expect(hits("su")).toEqual(["sum("])
    expect(hits("SEL")).toEqual(["SELECT"])
    expect(hits("sel")).toEqual(["select"])
  })

  it("gives commands and what belongs to them", () => {
    expect(hits(".t")).toEqual([".tables", ".timer"])
    expect(hits(".schema s")).toEqual(["senders"])
    expect(hits(".stats poll_t")).toEqual(["poll_turnout"])
    expect(hits(".mode n")).toEqual(["ndjson"])
  })

  it("gives nothing where nothing was begun", () => {
    expect(hits("select ")).toEqual([])
  })
})

describe("the history", () => {
  it("is in the state folder of the user", () => {
    expect(historyPath({ XDG_STATE_HOME: "/s" }, "linux")).toBe("/s/chatledger/sql-history")
    expect(historyPath({ XDG_STATE_HOME: "relative" }, "linux")).toMatch(
      /^\/.*\/\.local\/state\/chatledger\/sql-history$/
    )
  })
})
