import { copyFileSync, existsSync, mkdirSync, readdirSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { statistics } from "@chatledger/analytics"
import { DuckDBInstance } from "@duckdb/node-api"
import ExcelJS from "exceljs"
import { beforeAll, describe, expect, it, onTestFinished } from "vitest"
import { itInFull } from "./breadth.ts"
import { chatledger, newFolder } from "./command.ts"
import { poll, reaction, reply, text, vote } from "./replies.ts"

const folder = newFolder()

/** A vote of one person that the journal names by a hidden id. */
const hiddenVote = {
  ...vote("V3", "79000000092@c.us", ["Горы"], 1_770_000_150),
  pollMessageData: {
    stanzaId: poll.idMessage,
    name: poll.pollMessageData.name,
    votes: [{ optionName: "Горы", optionVoters: ["200000000000092@lid"] }]
  }
}

beforeAll(() => {
  const records = [
    text("M1", "привет 👍"),
    poll,
    vote("V1", "79000000092@c.us", ["Озеро"], 1_770_000_110),
    vote("V2", "79000000093@c.us", ["Горы"], 1_770_000_120),
    hiddenVote,
    { ...vote("V4", "200000000000092@lid", ["Озеро"], 1_770_000_160) },
    reaction("R1", "👍🏽", 1_770_000_130)
  ]
  writeFileSync(join(folder, "a.json"), reply(...records))
  chatledger(folder, ["import", "a.json", "--instance", "1101000091"])
  mkdirSync(join(folder, "queries"))
  const own = (name: string, sql: string) => writeFileSync(join(folder, "queries", name), sql)
  own(
    "long_texts.sql",
    "-- long_texts: texts longer than so many letters\n-- Grain: one row per message\n-- Parameters: least, chat\n" +
      "-- Columns:\n--   message_id: message (idMessage)\n-- Example: chatledger stats long_texts --param least=5\n" +
      "select message_id from messages where length(text) > $least::integer\n" +
      "and ($chat::varchar[] is null or list_contains($chat::varchar[], chat_id)) -- $nothing\n"
  )
  own("bare.sql", "select count(*)::integer as n from reactions_as_of($as_of) where emoji is not null")
  own("thief.sql", "copy messages to 'stolen.csv'")
  own("reader.sql", "select * from read_text('a.json')")
  own("red.sql", "-- red: \u001b[31mred\u001b]0;x\u0007\nselect 1 as one")
  own("readme.txt", "no query")
})

const stats = (...words: ReadonlyArray<string>) => chatledger(folder, ["stats", ...words])
const rows = (...words: ReadonlyArray<string>) => JSON.parse(stats(...words, "--format", "json").stdout)

describe("the list of statistics", () => {
  it("shows every one with its title, those of a folder after them, and obeys no title", () => {
    const { stdout } = stats("--queries", "queries")
    expect(stdout).toMatch(/^poll_voters +who chose what in each poll$/m)
    expect(stdout).toMatch(
      /^long_texts +texts longer than so many letters\nreader\nred +␛\[31mred␛]0;x␇\nthief\n$/m
    )
    expect(stdout).not.toContain("readme")
    expect(stdout).not.toContain("\u001b")
    expect(JSON.parse(stats("--format", "json").stdout).length).toBe(statistics().length)
  })
})

describe("the help of a statistic", () => {
  it("tells columns, parameters as they are given, and an example", () => {
    const { code, stdout } = stats("poll_results_at", "--help")
    expect(code).toBe(0)
    expect(stdout).toMatch(/^poll_results_at: results of each poll at a point in time$/m)
    expect(stdout).toMatch(/^ {2}--at +the point in time; required$/m)
    expect(stdout).toMatch(/^ {2}share +votes \/ voters; NULL without voters$/m)
    expect(stdout).toMatch(/^ {2}chatledger stats poll_results_at --param at=/m)
  })

  itInFull("does so for a file of the user's, and is the command's own without a name", () => {
    const { stdout } = stats("long_texts", "--queries", "queries", "--help")
    expect(stdout).toMatch(/^PARAMETERS\n {2}--param least=\n {2}--chat +only this chat/m)
    expect(stats("--help").stdout).toMatch(/USAGE\n +chatledger stats/)
    expect(stats("nothing", "--help").stdout).toMatch(/USAGE\n +chatledger stats/)
  })
})

describe("a statistic of the user's own", () => {
  it("runs as the others do, with its parameters and the usual flags", () => {
    const asked = ["--queries", "queries", "--param", "least=5"]
    expect(rows("long_texts", ...asked)).toEqual([{ message_id: "M1" }])
    expect(rows("long_texts", ...asked, "--chat", "other@g.us")).toEqual([])
    expect(rows("bare", "--queries", "queries")).toEqual([{ n: 1 }])
    expect(rows("bare", "--queries", "queries", "--as-of", "2026-02-01", "--tz", "UTC")).toEqual([{ n: 0 }])
  })

  itInFull("tells what it lacks, and what it does not have", () => {
    const failing = (...words: ReadonlyArray<string>) => {
      const { code, stdout, stderr } = stats(...words, "--queries", "queries")
      expect([code, stdout]).toEqual([2, ""])
      return stderr
    }
    expect(failing("long_texts")).toContain("long_texts needs $least: give it with --param least=VALUE")
    expect(failing("long_texts", "--param", "lest=1")).toContain(
      "long_texts has no parameter lest: it has least, chat"
    )
    expect(failing("long_texts", "--from", "2026-01-01")).toContain("it has --param least=, --chat")
    expect(failing("long_text")).toContain("did you mean long_texts")
  })

  it("runs in the sandbox: no file is read or written", () => {
    const before = readdirSync(folder)
    for (const name of ["thief", "reader"]) {
      const { code, stdout, stderr } = stats(name, "--queries", "queries")
      expect([code, stdout]).toEqual([2, ""])
      expect(stderr).toMatch(/is allowed here|is not allowed here/)
    }
    expect(readdirSync(folder)).toEqual(before)
  })

  itInFull("may not take the name of one that is there, and needs a folder with queries", () => {
    mkdirSync(join(folder, "taken"), { recursive: true })
    writeFileSync(join(folder, "taken", "words.sql"), "select 1")
    expect(stats("--queries", "taken").stderr).toContain("has the same name as an existing statistic")
    expect(stats("--queries", "nowhere").stderr).toMatch(/the folder nowhere cannot be read: ./)
    expect(stats("--queries", "archive").stderr).toContain("contains no .sql file")
  })
})

describe("people", () => {
  const voters = (...words: ReadonlyArray<string>) =>
    rows("poll_results", ...words).map((row: { voters: number }) => row.voters)

  itInFull("are one voter under number and hidden id, whether people are asked for or not", () => {
    expect(voters()).toEqual([2, 2])
    expect(voters("--people")).toEqual([2, 2])
  })

  itInFull("are joined and named by a roster, which means the same", () => {
    writeFileSync(
      join(folder, "club.csv"),
      "Телефон;Имя;другой номер\n79000000092;Анна;79000000093\n+7 900 000-00-99;Вера;\n"
    )
    expect(voters("--roster", "club.csv")).toEqual([1, 1])
    const silent = rows("silent_members", "--roster", "club.csv")
    expect(silent.map((row: { member_name: string }) => row.member_name)).toContain("Вера")
    const sql = chatledger(folder, [
      "sql",
      "select distinct person_id, name from people where is_listed order by name",
      "--roster",
      "club.csv",
      "--format",
      "json"
    ])
    expect(JSON.parse(sql.stdout)).toEqual([
      { person_id: "79000000092@c.us", name: "Анна" },
      { person_id: "79000000099@c.us", name: "Вера" }
    ])
  })

  itInFull("a roster that does not fit is refused by row and column", () => {
    writeFileSync(join(folder, "bad.csv"), "phone,name\nhello there,Anna\n")
    const { code, stdout, stderr } = stats("words", "--roster", "bad.csv")
    expect([code, stdout]).toEqual([2, ""])
    expect(stderr).toMatch(/the roster bad\.csv: row 2, column "phone": /)
    expect(stderr).not.toContain("hello")
    expect(stats("words", "--roster", "none.csv").stderr).toMatch(
      /the roster none\.csv: it cannot be read: ./
    )
  })
})

describe("for tools of one's own", () => {
  const sql = (...words: ReadonlyArray<string>) => chatledger(folder, ["sql", ...words])

  it("--print-path names the DuckDB file, loaded", () => {
    const { code, stdout } = sql("--print-path")
    expect(code).toBe(0)
    expect(existsSync(stdout.trim())).toBe(true)
    expect(stdout).toMatch(/archive.cache.chatledger\.duckdb\n$/)
    expect(sql("--print-path", "select 1").code).toBe(2)
  })

  it("a copy of the DuckDB file under another name answers with our macros, too", async () => {
    const copy = join(newFolder(), "of another name.duckdb")
    copyFileSync(sql("--print-path").stdout.trim(), copy)
    const instance = await DuckDBInstance.create(copy, { access_mode: "READ_ONLY" })
    onTestFinished(() => instance.closeSync())
    const connection = await instance.connect()
    onTestFinished(() => connection.closeSync())
    const found = await connection.runAndReadAll("select word, uses from words_of(null, null, null, null)")
    expect(found.getRowsJson()).toContainEqual(["привет", "1"])
  })

  itInFull("describe shows the comments, and show tables the tables", () => {
    const described = JSON.parse(sql("describe Poll_Votes;", "--format", "json").stdout)
    expect(described).toContainEqual({
      column_name: "option_name",
      column_type: "VARCHAR",
      comment: "The option; NULL if the update withdraws the vote"
    })
    const shown = JSON.parse(sql("show tables -- all of them", "--format", "json").stdout)
    expect(shown.map((row: { name: string }) => row.name)).toContain("people")
    expect(shown.every((row: { comment: string }) => row.comment.length > 10)).toBe(true)
    expect(shown.filter((row: { row_count: unknown }) => row.row_count === null)).toEqual([])
    expect(JSON.parse(sql("describe select 1 as one", "--format", "json").stdout)).toHaveLength(1)
  })

  itInFull("$as_of is a moment, or now", () => {
    const current = "select count(*)::integer as n from poll_votes_as_of($as_of)"
    const count = (...words: ReadonlyArray<string>) =>
      JSON.parse(sql(current, ...words, "--format", "json").stdout)[0].n
    expect(count()).toBe(2)
    expect(count("--as-of", "2026-02-02T02:41:50Z")).toBe(1)
    expect(count("--param", "as_of=2026-02-02T02:42:00Z")).toBe(2)
    expect(sql(current, "--as-of", "2026-02-02", "--param", "as_of=2026-02-02").code).toBe(2)
  })
})

describe("the same numbers", () => {
  itInFull("stand in a workbook, in JSON, and in the answer to the same question in SQL", async () => {
    expect(stats("poll_results", "--people", "-o", "results.xlsx").code).toBe(0)
    const workbook = new ExcelJS.Workbook()
    await workbook.xlsx.readFile(join(folder, "results.xlsx"))
    const sheet = workbook.worksheets.find(({ rowCount }) => rowCount === 3)
    const head = sheet?.getRow(1).values
    const place = Array.isArray(head) ? head.indexOf("votes") : -1
    const cells = [2, 3].map((row) => sheet?.getRow(row).getCell(place).value)
    const json = rows("poll_results", "--people").map((row: { votes: number }) => row.votes)
    const sql = chatledger(folder, [
      "sql",
      "select (select count(*) from poll_votes as v where v.option_name = o.option_name and is_current)::integer as votes from poll_options as o order by option_index",
      "--people",
      "--format",
      "json"
    ])
    expect(cells).toEqual(json)
    expect(JSON.parse(sql.stdout).map((row: { votes: number }) => row.votes)).toEqual(json)
  })
})
