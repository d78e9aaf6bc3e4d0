// `chatledger export --format delta`: a dataset of one archive and of several, as a reader of its log sees it.
import { readdirSync } from "node:fs"
import { join } from "node:path"
import { DuckDBInstance } from "@duckdb/node-api"
import { describe, expect, it } from "vitest"
import { chatledger } from "./command.ts"
import { demoFolder } from "./demo-folder.ts"
import { reply, text } from "./replies.ts"

const folder = demoFolder()
const archive = join("chatledger-demo", "archive")
const run = (...words: ReadonlyArray<string>) => chatledger(folder, [...words, "--archive", archive])
const exported = (...words: ReadonlyArray<string>) => run("export", "--format", "delta", ...words)

/** What DuckDB alone finds in the files. */
const asDuckDb = async (sql: string) => {
  const instance = await DuckDBInstance.create(":memory:")
  const connection = await instance.connect()
  const [[count] = []] = (await connection.runAndReadAll(sql)).getRows()
  connection.closeSync()
  instance.closeSync()
  return Number(count)
}

const filesIn = (dataset: string) =>
  readdirSync(join(folder, dataset), { recursive: true })
    .map(String)
    .filter((name) => /\.(json|parquet)$/.test(name))
    .sort()

/** The same with another archive of the demo's first instance, of two chats. */
const small = (...words: ReadonlyArray<string>) => chatledger(folder, [...words, "--archive", "small"])
const body = reply(
  { ...text("S1", "one", 1_767_600_000), chatId: "79990000001@c.us" },
  { ...text("S2", "two", 1_767_600_060), chatId: "79990000002@c.us" }
)
const requested = ["--instance", "1101000001", "--requested-at", "2026-03-04T00:00:00Z"]
const imported = chatledger(folder, ["import", "-", ...requested, "--archive", "small"], body)

const made = exported("-o", "dataset")

describe("--dataset", () => {
  it("answers a statistic and a query as the archive does, in every detail", () => {
    const questions = [
      ["stats", "poll_results", "--format", "json"],
      ["stats", "messages_by_sender", "--last", "30d", "--tz", "Asia/Almaty", "--people", "--format", "csv"],
      [
        "sql",
        "select sender_name, count(*) as n from messages_named group by all order by all",
        "--format",
        "csv"
      ]
    ]
    for (const words of questions) {
      const asked = chatledger(folder, [...words, "--dataset", "dataset", "--archive", "none"])
      const { code, stdout } = run(...words)
      expect([asked.code, asked.stdout]).toEqual([code, stdout])
    }
    const healed = chatledger(folder, ["stats", "healed_gaps", "--dataset", "dataset"])
    expect([healed.code, healed.stderr]).toEqual([2, expect.stringContaining("without --dataset")])
  })

  it("reads the tables and nothing else, and names a dataset that is not there", () => {
    const sql = (query: string, dataset = "dataset") =>
      chatledger(folder, ["sql", query, "--dataset", dataset])
    const files = `read_parquet('${folder}/dataset/messages/**/*.parquet')`
    expect(sql(`from ${files}`).stderr).toContain("read_parquet is not allowed here")
    expect(sql("delete from messages").code).toBe(2)
    const none = sql("select 1", "nothing")
    expect(none.code).toBe(7)
    expect(none.stderr).toContain("nothing: there is no dataset: create one with")
  })
})

describe("export --ddl", () => {
  it("prints a statement for each table of a dataset, in the dialect of an engine, and needs no archive", () => {
    const tables = readdirSync(join(folder, "dataset")).sort()
    for (const engine of ["clickhouse", "trino", "spark", "athena", "bigquery", "snowflake"]) {
      const { code, stdout } = chatledger(folder, ["export", "--ddl", engine, "-o", "s3://bucket/it's/"])
      expect(code).toBe(0)
      const named = [...stdout.matchAll(/(?:view|exists|table) chatledger\.(\w+)|table_name => '(\w+)'/g)]
      expect(named.map(([, one, other]) => one ?? other).sort()).toEqual(tables)
      expect(stdout).not.toContain("bucket/it's")
      // Trino would write it into the log.
      expect(stdout).not.toContain("comment on")
    }
  })
})

describe("export --format delta", () => {
  it("writes a table for each table, with names and the directory, and nothing where nothing has changed", () => {
    expect([imported.code, made.code]).toEqual([0, 0])
    expect(made.stderr).toMatch(/^dataset: \d+ files with [\d,]+ rows written, 0 unchanged$/m)
    const tables = readdirSync(join(folder, "dataset"))
    expect(tables).toEqual(
      expect.arrayContaining(["messages", "names", "contacts_directory", "exported", "id_pairs"])
    )
    const before = filesIn("dataset")
    const again = exported("-o", "dataset")
    expect(again.code).toBe(0)
    expect(again.stderr).toContain("dataset: nothing has changed")
    expect(filesIn("dataset")).toEqual(before)
  })

  it("puts thumbnails of hostile names into no path: keys are ids and months", () => {
    const folders = new Set(filesIn("dataset").flatMap((name) => name.split("/").slice(1, -1)))
    for (const name of folders)
      expect(name).toMatch(
        /^(_delta_log|(instance|shard)=\d+|month=(\d{4}-\d\d|__HIVE_DEFAULT_PARTITION__))$/
      )
  })

  it("refuses what would narrow it, other formats beside it, and what is no folder", () => {
    const refusals: ReadonlyArray<readonly [ReadonlyArray<string>, string]> = [
      [["--last", "7d"], "--format delta and --last cannot be combined"],
      [["--chat", "79990000001@c.us"], "--format delta and --chat cannot be combined"],
      [["--table", "messages"], "--format delta and --table cannot be combined"],
      [["-o", "-"], "--out -: a dataset needs a folder"],
      [["-o", "gs://bucket/dataset"], "--out gs://bucket/dataset: a dataset needs a folder or s3://"],
      [["--retention", "soon"], "--retention soon"],
      [["--instance", "999"], "there is nothing to write"]
    ]
    for (const [words, sentence] of refusals) {
      const ran = exported(...words)
      expect(ran.stderr).toContain(sentence)
      expect(ran.code).toBe(2)
    }
    const both = run("export", "--format", "delta,csv")
    expect(both.stderr).toContain("--format delta cannot be combined with other formats")
  })

  it("takes a chat that is forgotten out of the dataset, and deletes its files at once with --retention 0", async () => {
    const write = () => small("export", "--format", "delta", "-o", "forgetful", "--retention", "0")
    const rows = (chat: string) =>
      asDuckDb(
        `select count(*) from '${folder}/forgetful/messages/**/*.parquet' where chat_id = '${chat}@c.us'`
      )
    expect(write().code).toBe(0)
    expect([await rows("79990000001"), await rows("79990000002")]).toEqual([1, 1])
    expect(small("forget", "--chat", "79990000001@c.us", "--execute").code).toBe(0)
    expect(write().code).toBe(0)
    expect([await rows("79990000001"), await rows("79990000002")]).toEqual([0, 1])
  })

  it("names in all_names whom another archive knows, for engines that read the tables in place", async () => {
    const write = (name: string, instance: string, ...messages: ReadonlyArray<ReturnType<typeof text>>) => {
      const requestedAt = ["--requested-at", "2026-03-04T00:00:00Z"]
      const words = ["import", "-", "--instance", instance, ...requestedAt, "--archive", name]
      expect(chatledger(folder, words, reply(...messages)).code).toBe(0)
      const exporting = ["export", "--format", "delta", "-o", "together", "--archive", name]
      expect(chatledger(folder, exporting).code).toBe(0)
    }
    const inGroup = { chatId: "120363170000000009@g.us", senderId: "79990000077@c.us" }
    write("first", "1101000021", { ...text("N1", "hello", 1_767_600_000), ...inGroup, senderName: "" })
    const named = (table: string) =>
      asDuckDb(
        `select count(*) from read_parquet('${folder}/together/${table}/**/*.parquet') where id = '79990000077@c.us' and name = 'Ada'`
      )
    write("second", "1101000022", { ...text("N2", "hi", 1_767_600_060), ...inGroup, senderName: "Ada" })
    expect([await named("names"), await named("all_names"), await named("all_people")]).toEqual([1, 2, 1])
  })

  it("refuses the instances of another archive by name", () => {
    const before = filesIn("dataset")
    const refused = small("export", "--format", "delta", "-o", "dataset")
    expect(refused.code).toBe(7)
    expect(refused.stderr).toContain("another archive has written 1101000001")
    expect(filesIn("dataset")).toEqual(before)
  })
})
