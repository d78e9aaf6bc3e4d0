// `pnpm engines`: the statistics on ClickHouse against the archive's answers, and the command line against its errors.
//
// ClickHouse comes as npm's chdb (540 MB), installed into a folder of its own: no install of this repository fetches it.
// `--folder DIR` keeps it there for the next run; names of statistics narrow the comparison.
import { type ChildProcess, execFileSync, spawn } from "node:child_process"
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { parseArgs } from "node:util"
import * as Redacted from "effect/Redacted"
import { installChdb } from "./chdb.ts"
import { compared } from "./compare.ts"

const INSTANCES = 20
const PASSWORD = "a password"

const { positionals: only, values } = parseArgs({
  options: { folder: { type: "string" }, count: { type: "string", default: "100000" } },
  allowPositionals: true
})
const folder = values.folder ?? mkdtempSync(join(tmpdir(), "chatledger-engines-"))
const binary = join(import.meta.dirname, "../../dist/main.mjs")
const chatledger = (...words: ReadonlyArray<string>) =>
  execFileSync(process.execPath, [binary, ...words], {
    encoding: "utf8",
    stdio: ["ignore", "pipe", "ignore"]
  })

const makeDemo = (archive: string) => {
  chatledger("demo", "--out", join(folder, "demo-folder"))
  execFileSync("mv", [join(folder, "demo-folder/archive"), archive])
}

const makeMessages = async (archive: string) => {
  const { writeMessages } = await import(new URL("../../../../benchmarks/messages.ts", import.meta.url).href)
  const path = join(folder, "messages.ndjson")
  for (let place = 0; place < INSTANCES; place += 1) {
    await writeMessages({
      count: Number(values.count) / INSTANCES,
      seed: place + 1,
      path,
      fromDay: "2025-01-01"
    })
    chatledger("import", path, "--instance", String(1_101_000_001 + place), "--archive", archive)
  }
  rmSync(path)
}

/** An archive and its dataset with the statements for ClickHouse. */
const prepare = async (name: string, make: (archive: string) => Promise<void> | void) => {
  const [archive, dataset] = [join(folder, `${name}-archive`), join(folder, `${name}-dataset`)]
  if (!existsSync(archive)) await make(archive)
  const file = chatledger("sql", "--print-path", "--archive", archive).trim()
  chatledger("export", "--format", "delta", "--archive", archive, "--out", dataset)
  writeFileSync(
    join(dataset, "statements.sql"),
    chatledger("export", "--ddl", "clickhouse", "--out", dataset)
  )
  return { file, dataset }
}

const serve = async (chdb: string, dataset: string): Promise<{ server: ChildProcess; url: string }> => {
  const program = join(import.meta.dirname, "chdb-server.mjs")
  const words = [program, chdb, join(dataset, "statements.sql"), PASSWORD]
  const server = spawn(process.execPath, words, { cwd: dataset, stdio: ["ignore", "pipe", "inherit"] })
  for await (const chunk of server.stdout) return { server, url: `http://127.0.0.1:${String(chunk).trim()}` }
  throw new Error("the server of chdb did not start")
}

const chdb = installChdb(folder)
let failed = 0
for (const [name, make] of [
  ["demo", makeDemo],
  ["made", makeMessages]
] as const) {
  const { dataset, file } = await prepare(name, make)
  const { server, url } = await serve(chdb, dataset)
  const place = {
    engine: "clickhouse",
    catalog: "",
    url,
    database: "chatledger",
    user: "default",
    password: Redacted.make(PASSWORD)
  } as const
  const results = await compared(file, place, only)
  const equal = results.filter(({ difference }) => difference === undefined).length
  const names = new Set(results.map(({ statistic }) => statistic))
  console.log(
    `${name}: ${names.size} statistics, ${results.length} answers, ${equal} equal in rows and order`
  )
  failed += results.length - equal
  server.kill()
}
if (values.folder === undefined) rmSync(folder, { recursive: true })
process.exitCode = failed === 0 ? 0 : 1
