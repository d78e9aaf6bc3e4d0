// `pnpm engines`: the statistics on ClickHouse against the archive's answers, and the command line against its errors.
//
// ClickHouse comes as npm's chdb (540 MB), installed into a folder of its own: no install of this repository fetches it.
// `--folder DIR` keeps it there for the next run; names of statistics narrow the comparison, `--archives` says on which
// archives, and `--archive DIR` compares on any other one.
import { type ChildProcess, spawn } from "node:child_process"
import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { parseArgs } from "node:util"
import * as Redacted from "effect/Redacted"
import { type ArchiveName, chatledger, namesOf, prepare } from "./archives.ts"
import { installChdb } from "./chdb.ts"
import { compared } from "./compare.ts"

const PASSWORD = "a password"

const { positionals: only, values } = parseArgs({
  options: {
    folder: { type: "string" },
    count: { type: "string", default: "100000" },
    archives: { type: "string" },
    archive: { type: "string" }
  },
  allowPositionals: true
})
const folder = values.folder ?? mkdtempSync(join(tmpdir(), "chatledger-engines-"))
/** An archive and its dataset with the statements for ClickHouse. */
const prepareFor = async (name: ArchiveName) => {
  const { dataset, file } = await prepare(name, {
    folder,
    count: Number(values.count),
    archive: values.archive
  })
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
for (const name of namesOf(values)) {
  const { dataset, file } = await prepareFor(name)
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
