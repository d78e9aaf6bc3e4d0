import { existsSync, readFileSync, statSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { displayWidth } from "effect/cli/CliOutput"
import { beforeAll, describe, expect, it } from "vitest"
import { chatledger, newFolder } from "./command.ts"
import { reply, text } from "./replies.ts"
import { hasTerminal, inTerminal } from "./terminal.ts"

const folder = newFolder()
const PROMPT = "sql> "
const MORE = "...> "
const ESCAPES = new RegExp(`${String.fromCharCode(27)}\\[[0-9;]*[A-Za-z]`, "g")
const lines = (shown: string) => shown.replace(ESCAPES, "").split(/\r?\n/)

beforeAll(() => {
  writeFileSync(
    join(folder, "a.json"),
    reply(text("A", "\u001b]0;stolen\u0007 red \u001b[31m"), text("B", "日本 🌸 ".repeat(40)))
  )
  chatledger(folder, ["import", "a.json", "--instance", "1101000091"])
  chatledger(folder, ["sql", "select 1"])
})

describe.skipIf(!hasTerminal)("the SQL shell (skipped where python3 has no pty)", () => {
  it("takes a query over several lines and ends with Ctrl-D", async () => {
    const shell = inTerminal(folder, ["sql"])
    await shell.type("", PROMPT)
    await shell.type("select 40 + 2\r", MORE)
    expect(await shell.type("as answer;\r", "1 row")).toContain("│     42 │")
    await shell.type("select ';\r", MORE)
    await shell.type("' as quoted; select 8 * 8 as second;\r", "1 row")
    expect(await shell.type("", "1 row")).toContain("64")
    await shell.type("\u0004", "\n")
    expect(await shell.ended).toBe(0)
  })

  it("completes tables, columns, functions and its own commands", async () => {
    const shell = inTerminal(folder, ["sql"])
    await shell.type("", PROMPT)
    await shell.type("select * from poll_vo", "poll_vo")
    await shell.type("\t", "tes")
    await shell.type("\u0003", PROMPT)
    await shell.type("select approx_quant", "approx_quant")
    await shell.type("\t", "ile")
    await shell.type("\u0003", PROMPT)
    await shell.type("select 1 from messages m where m.is_forw", "is_forw")
    await shell.type("\t", "arded")
    await shell.type("\u0003", PROMPT)
    await shell.type(".ti", ".ti")
    await shell.type("\t", "mer")
  })

  it("knows the moment of --as-of, people, and what a column means", async () => {
    const shell = inTerminal(folder, ["sql", "--as-of", "2026-02-02", "--people", "--tz", "UTC"], {
      rows: 60,
      columns: 120
    })
    await shell.type("", PROMPT)
    expect(await shell.type("select $as_of::timestamptz as moment;\r", "1 row")).toContain(
      "2026-02-02 00:00:00"
    )
    expect(await shell.type("describe messages;\r", "rows")).toContain("Instance (idInstance) of the account")
    expect(await shell.type("select count(*) as n from reactions_as_of($as_of);\r", "1 row")).toContain(
      "│ 0 │"
    )
    await shell.type("select $other;\r", "the query needs $other")
    expect(await shell.type(".stats poll_turnout\r", "0 rows")).not.toContain("chatledger:")
  })

  it("stops a long query with Ctrl-C and asks the next one", async () => {
    const shell = inTerminal(folder, ["sql"])
    await shell.type("", PROMPT)
    await shell.type(
      "select count(*) as n from range(1000000000) a, range(1000000000) b where a.range * b.range = 3;\r",
      "\n"
    )
    await shell.type("\u0003", "stopped")
    await shell.type("", PROMPT)
    expect(await shell.type("select 7 as alive;\r", "1 row")).toContain("alive")
  })

  it("outlives a query that takes too much, and one that is refused", async () => {
    const shell = inTerminal(folder, ["sql", "--max-memory", "600MB", "--max-time", "2s"])
    await shell.type("", PROMPT)
    await shell.type("select repeat('x', 4000000000) as bomb;\r", "chatledger: ")
    await shell.type(
      "select count(*) from range(1000000000) a, range(1000000000) b where a.range * b.range = 3;\r",
      "--max-time"
    )
    await shell.type("select * from read_text('a.json');\r", "is not allowed here")
    await shell.type("copy messages to 'stolen.csv';\r", "only one SELECT is allowed here")
    expect(await shell.type("select 7 as alive;\r", "1 row")).toContain("alive")
    expect(existsSync(join(folder, "stolen.csv"))).toBe(false)
  })

  it("pages what is longer than the screen, by keys, and stops when it is enough", async () => {
    const shell = inTerminal(folder, ["sql"], { rows: 10 })
    await shell.type("", PROMPT)
    const first = await shell.type("select range as n from range(1000000);\r", "more:")
    expect(lines(first).filter((line) => line.startsWith("│ "))).toHaveLength(7)
    expect(lines(await shell.type(" ", "more:")).filter((line) => line.includes("│ "))).toHaveLength(9)
    const next = await shell.type("\r", "more:")
    expect(lines(next).filter((line) => line.includes("│ "))).toHaveLength(1)
    await shell.type("q", PROMPT)
    expect(await shell.type("select 7 as alive;\r", "1 row")).toContain("alive")
  })

  it("never writes a line that is wider than the terminal, also after it was resized", async () => {
    const shell = inTerminal(folder, ["sql"], { columns: 80 })
    await shell.type("", PROMPT)
    for (const columns of [80, 40, 120]) {
      shell.resize(24, columns)
      const shown = await shell.type("select message_id, chat_id, text, sent_at from messages;\r", "2 rows")
      const boxed = lines(shown)
        .map((line) => line.trimStart())
        .filter((line) => /^[┌│├└]/.test(line))
      expect(boxed, shown).toHaveLength(6)
      for (const line of boxed) expect(displayWidth(line)).toBeLessThanOrEqual(columns)
    }
  })

  it("shows text of strangers, and obeys none of it", async () => {
    const shell = inTerminal(folder, ["sql"])
    await shell.type("", PROMPT)
    for (const mode of ["table", "json", "ndjson", "csv", "markdown"]) {
      await shell.type(`.mode ${mode}\r`, PROMPT)
      const shown = await shell.type(
        "select text, 'the end' as last from messages where message_id = 'A';\r",
        "the end"
      )
      const answer = (await shell.type("", PROMPT)) + shown
      expect(answer).toContain("red")
      expect(answer).not.toContain("\u001b]")
      expect(answer).not.toContain("\u001b[31m")
      expect(answer).not.toContain("\u0007")
    }
  })

  it("knows tables, columns and statistics, and exports the last answer", async () => {
    const shell = inTerminal(folder, ["sql"], { rows: 60, columns: 160 })
    await shell.type("", PROMPT)
    expect(await shell.type(".tables\r", "rows")).toContain("table")
    expect(await shell.type("", PROMPT)).toContain("messages")
    expect(await shell.type(".schema polls\r", PROMPT)).toContain("poll")
    expect(await shell.type(".schema nothing\r", PROMPT)).toContain("see .tables")
    expect(await shell.type(".stats\r", PROMPT)).toContain("poll_turnout")
    const chats = await shell.type(".stats messages_by_chat\r", PROMPT)
    expect(chats).toContain("│ chat_name │")
    expect(chats).not.toContain("chat_id")
    await shell.type(".export chats.csv\r", "1 row")
    expect(readFileSync(join(folder, "chats.csv"), "utf8")).toContain("79000000091@c.us")
    await shell.type(".timer on\r", PROMPT)
    expect(await shell.type("select message_id from messages;\r", " s")).toMatch(/2 rows, \d+\.\d+ s/)
    await shell.type(".export answer.parquet\r", "2 rows")
    expect(await shell.type(".export answer.parquet\r", PROMPT)).toContain(PROMPT)
    await shell.type(".quit\r", "\n")
    expect(await shell.ended).toBe(0)
  })

  it("keeps what was typed for the user alone, and nothing with --no-history", async () => {
    const env = { XDG_STATE_HOME: join(folder, "own-state") }
    const file = join(folder, "own-state", "chatledger", "sql-history")
    const quiet = inTerminal(folder, ["sql", "--no-history"], { env })
    await quiet.type("", PROMPT)
    await quiet.type("select 1;\r", "1 row")
    await quiet.type("\u0004", "\n")
    await quiet.ended
    expect(existsSync(file)).toBe(false)
    const first = inTerminal(folder, ["sql"], { env })
    await first.type("", PROMPT)
    await first.type("select 11\r", MORE)
    await first.type("as eleven;\r", "1 row")
    await first.type("\u0004", "\n")
    await first.ended
    expect(readFileSync(file, "utf8")).toBe("select 11 as eleven;\n")
    expect(statSync(file).mode & 0o777).toBe(0o600)
    const second = inTerminal(folder, ["sql"], { env })
    await second.type("", PROMPT)
    await second.type("\u001b[A", "select 11 as eleven;")
    expect(await second.type("\r", "1 row")).toContain("eleven")
  })

  it("says what --unsafe opens, and then runs any statement", async () => {
    const shell = inTerminal(folder, ["sql", "--unsafe"])
    expect(await shell.type("", "unsafe> ")).toContain("can read and write any of your files")
    await shell.type("create temp table t as select 5 as five;\r", "unsafe> ")
    expect(await shell.type("from t;\r", "1 row")).toContain("five")
    await shell.type("delete from messages;\r", "the tables are read-only: DELETE is not allowed")
  })
})
