// The examples in JavaScript, as they are copied: against a served archive, and over the archive of the demo.
import { execFileSync, spawnSync } from "node:child_process"
import { cpSync, existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs"
import { join, resolve } from "node:path"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { demoFolder } from "./demo-folder.ts"
import { exitOf, type Serving, serving, tokenOf } from "./serving.ts"

const sources = resolve(import.meta.dirname, "../../../examples/javascript")
// Below node_modules, so that the packages are found from there.
const examples = mkdtempSync(resolve(import.meta.dirname, "../node_modules/.examples-"))
let folder: string
let archive: string
let server: Serving

/** Runs an example in the demo's folder; `instance` is asked at the server. */
const run = (name: string, words: ReadonlyArray<string>, instance = "") =>
  execFileSync(process.execPath, [join(examples, name), ...words], {
    cwd: folder,
    encoding: "utf8",
    env: {
      ...process.env,
      ID_INSTANCE: instance,
      API_URL: server.url,
      API_TOKEN_INSTANCE: tokenOf(folder)
    }
  })

beforeAll(async () => {
  cpSync(sources, examples, { recursive: true })
  folder = join(demoFolder(), "chatledger-demo")
  archive = join(folder, "archive")
  server = await serving(folder, ["--now", "2026-01-31T12:00"])
})
afterAll(async () => {
  const ended = exitOf(server.process)
  server.process.kill("SIGINT")
  await ended
  rmSync(examples, { recursive: true })
})

describe("the examples in JavaScript", () => {
  it("print the texts of the last day", () => {
    const lines = run("fetch-and-print.js", [], "1102000002").trim().split("\n")
    expect(lines.length).toBeGreaterThan(5)
    for (const line of lines) expect(line).toMatch(/^2026-01-3[01]T\S+Z .+ "/)
  })

  it("tell who is in a group of MAX, and who wrote", () => {
    const lines = run("max-group.js", ["-70000000000001"], "3103000003").trim().split("\n")
    expect(lines.length).toBeGreaterThan(2)
    for (const line of lines.slice(1)) expect(line).toMatch(/^-?\d+ (admin|member) (wrote|silent)$/)
  })

  it("export every night, and read the Parquet in Python and R where these can", () => {
    const said = run("nightly-export.js", [archive, "nightly"])
    expect(said).toMatch(/^messages\.parquet [1-9]\d*$/m)
    expect(said).toMatch(/^chatledger\.xlsx /m)
    for (const [program, test, name] of [
      ["python3", ["-c", "import duckdb"], "parquet.py"],
      ["Rscript", ["-e", "library(arrow)"], "parquet.R"]
    ] as const) {
      if (spawnSync(program, test).status !== 0) continue
      expect(
        execFileSync(program, [join(examples, name), "nightly"], { cwd: folder, encoding: "utf8" })
      ).toMatch(/\d/)
    }
  })

  it("write the results of polls as a workbook", () => {
    expect(run("poll-results.js", [archive, "polls.xlsx"])).toMatch(/^polls\.xlsx [1-9]\d*\n$/)
    expect(existsSync(join(folder, "polls.xlsx"))).toBe(true)
  })

  it("count messages in a thread", () => {
    expect(run("worker.js", [archive])).toMatch(/^\w+Message [1-9]\d*\n/)
  })

  it("are all tried here", () => {
    const tried = ["fetch-and-print.js", "max-group.js", "nightly-export.js", "poll-results.js", "worker.js"]
    expect(readdirSync(sources).filter((name) => name.endsWith(".js"))).toEqual(tried)
  })
})
