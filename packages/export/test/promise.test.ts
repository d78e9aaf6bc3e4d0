// Files by promises: what is written, what is refused, and in which words.
import { execFileSync } from "node:child_process"
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { DuckDBInstance } from "@duckdb/node-api"
import * as Effect from "effect/Effect"
import Papa from "papaparse"
import { afterAll, assert, beforeAll, describe, it } from "vitest"
import { nodeServices } from "../bundled/node-services.js"
import { exportFile, exportTables, writeCsv, writeNdjson, writeParquet, writeXlsx } from "../src/index.ts"

const folder = mkdtempSync(join(tmpdir(), "chatledger-test-"))
afterAll(() => rmSync(folder, { recursive: true }))

type Connection = Awaited<ReturnType<DuckDBInstance["connect"]>>
let connection: Connection
beforeAll(async () => {
  connection = await (await DuckDBInstance.create()).connect()
})

const query =
  "select i as id, '=1+1' as formula, timestamptz '2026-03-01 12:00:00+00' as at from range(2) r(i) order by i"

const failureOf = async (promise: Promise<unknown>) => {
  try {
    await promise
  } catch (error) {
    return error as {
      readonly _tag?: string
      readonly name: string
      readonly message: string
      readonly isRetryable?: boolean
    }
  }
  throw new Error("nothing failed")
}

describe("a query written by a promise", () => {
  it("is a file of each format", async () => {
    const at = (name: string) => join(folder, name)
    const csv = await writeCsv(connection, query, at("a.csv"), { timeZone: "Europe/Berlin" })
    assert.deepInclude(csv, { file: "a.csv", format: "csv", rows: 2 })
    const { data } = Papa.parse<Record<string, string>>(readFileSync(at("a.csv"), "utf8"), { header: true })
    assert.include(data[0]?.["at"], "2026-03-01 13:00:00")
    await writeNdjson(connection, query, at("a.ndjson"))
    assert.deepInclude(JSON.parse(readFileSync(at("a.ndjson"), "utf8").split("\n")[0] ?? ""), { id: 0 })
    await writeParquet(connection, query, at("a.parquet"))
    const counted = await connection.runAndReadAll(`select count(*)::integer from '${at("a.parquet")}'`)
    assert.deepStrictEqual(counted.getRows(), [[2]])
    const columns = { id: { title: "Number" } }
    const { rows } = await writeXlsx(connection, query, at("a.xlsx"), { title: "Things", columns })
    assert.strictEqual(rows, 2)
    const bytes = readFileSync(at("a.xlsx"))
    assert.strictEqual(bytes.toString("latin1", 0, 2), "PK")
  })

  it("does not take the place of a file of somebody else, unless it is forced to", async () => {
    const path = join(folder, "mine.csv")
    writeFileSync(path, "mine")
    const refused = await failureOf(writeCsv(connection, query, path))
    assert.deepStrictEqual([refused._tag, refused.isRetryable], ["OutputExists", false])
    assert.strictEqual(readFileSync(path, "utf8"), "mine")
    await writeCsv(connection, query, path, { force: true })
    assert.include(readFileSync(path, "utf8"), "id,formula,at")
  })

  it("is given up by a signal, and leaves nothing", async () => {
    const inside = mkdtempSync(join(folder, "given-up-"))
    const control = new AbortController()
    setImmediate(() => control.abort())
    const slow = "select sum(i) as n from range(100000000000) r(i)"
    const error = await failureOf(
      writeCsv(connection, slow, join(inside, "a.csv"), { signal: control.signal })
    )
    assert.strictEqual(error.name, "AbortError")
    assert.deepStrictEqual(readdirSync(inside), [])
  })

  it("says what to pass when plain JavaScript passes something else", async () => {
    const anything = writeCsv as unknown as (...words: ReadonlyArray<unknown>) => Promise<unknown>
    const refused = async (...words: ReadonlyArray<unknown>) => {
      const { _tag, message, isRetryable } = await failureOf(anything(...words))
      assert.deepStrictEqual([_tag, isRetryable], ["InvalidArgument", false])
      return message
    }
    assert.include(
      await refused(undefined, query, "a.csv"),
      "connection has to be a connection of @duckdb/node-api"
    )
    assert.include(await refused(connection, undefined, "a.csv"), "query has to be a SELECT")
    assert.include(await refused(connection, query), "file has to be the path of a file")
    const columns = await refused(connection, query, join(folder, "z.csv"), { columns: ["id"] })
    assert.include(columns, "columns with titles and comments")
    const z = join(folder, "z.csv")
    assert.include(await refused(connection, query, join(folder, "z.XLSX")), "of csv; its name says xlsx")
    assert.include(await refused(connection, query, z, { force: "yes" }), "writeCsv: force has to be true")
    assert.include(
      await refused(connection, query, z, { createdAt: "2026-01-01" }),
      "writeCsv: createdAt has"
    )
    assert.strictEqual(
      (await failureOf(anything(connection, "select nothing from range(1)", z))).message.split("!")[0],
      'the query of z failed: Binder Error: Referenced column "nothing" not found in FROM clause'
    )
    assert.include(
      (await failureOf(anything(connection, query, folder, { force: true }))).message,
      "is it a folder?"
    )
    assert.include(
      await refused(connection, query, z, { timezone: "Europe/Berlin" }),
      "createdAt, signal; there is no timezone"
    )
    const zone = await failureOf(anything(connection, query, join(folder, "z.csv"), { timeZone: "Mars" }))
    assert.deepStrictEqual(
      [zone._tag, zone.message],
      ["InvalidExport", '"Mars" is no time zone: pass a name such as Europe/Berlin']
    )
  })
})

describe("an export of plain JavaScript", () => {
  const run = (effect: unknown) =>
    Effect.runPromise(
      Effect.provide(effect as Effect.Effect<unknown>, nodeServices) as Effect.Effect<unknown>
    )
  const good = {
    path: join(folder, "x.csv"),
    format: "csv",
    tables: [{ name: "a", title: "A", query }],
    createdAt: new Date(0),
    program: { name: "t", version: "1" }
  }
  const file = (options: unknown) => failureOf(run(exportFile(connection, options as never)))

  it("names a format in small letters, or is refused", async () => {
    const { _tag, message } = await file({ ...good, format: "XLSX" })
    assert.deepStrictEqual(
      [_tag, message],
      ["InvalidExport", '"XLSX" is no format: pass parquet, csv, ndjson, xlsx, in small letters']
    )
  })

  it("is told which option is missing", async () => {
    assert.include((await file(undefined)).message, "an object with path, tables, createdAt and program")
    for (const option of ["path", "tables", "createdAt", "program"])
      assert.include((await file({ ...good, [option]: undefined })).message, `${option} has to be`)
    const folders = await failureOf(run(exportTables(connection, { ...good, directory: folder } as never)))
    assert.include(folders.message, "formats has to be")
    const bare = exportFile(connection, good as never) as unknown as Effect.Effect<unknown>
    const { _tag, message } = await failureOf(Effect.runPromise(bare))
    assert.deepStrictEqual([_tag, message.includes("NodeServices.layer")], ["InvalidArgument", true])
  })
})

it("the first block of the README writes a workbook", () => {
  const first = new URL("readme-first.ts", import.meta.url)
  const text = readFileSync(first, "utf8")
  assert.include(readFileSync(new URL("../README.md", import.meta.url), "utf8"), `\`\`\`ts\n${text}\`\`\``)
  assert.isAtMost(text.trimEnd().split("\n").length, 8)
  const options = { cwd: folder, encoding: "utf8" } as const
  assert.strictEqual(execFileSync(process.execPath, [fileURLToPath(first)], options), "phones.xlsx 3\n")
})
