// Readers of Delta tables that are not ours, after each of 20 updates: delta-rs (PyPI's deltalake) and ClickHouse (npm's chdb).
//
// `node apps/cli/test/engines/readers.ts [--folder DIR]`; the folder keeps what is installed for the next run.
import { execFileSync, spawn } from "node:child_process"
import { existsSync, mkdtempSync, rmSync } from "node:fs"
import { createRequire } from "node:module"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { createInterface } from "node:readline"
import { parseArgs } from "node:util"
import * as Effect from "effect/Effect"
import { connect, rowsOf } from "../../../../packages/export/test/duckdb.ts"
import { nodeFiles } from "../../../../packages/export/test/node-files.ts"
import { names, rowsSql, write } from "../../../../packages/export/test/reliability/dataset-writer.ts"
import { installChdb } from "./chdb.ts"

const UPDATES = 20
const PYTHON_PACKAGES = ["deltalake==1.6.6", "pyarrow==21.0.0"]

const { values } = parseArgs({ options: { folder: { type: "string" } } })
const folder = values.folder ?? mkdtempSync(join(tmpdir(), "chatledger-readers-"))
const dataset = mkdtempSync(join(tmpdir(), "chatledger-readers-dataset-"))

const python = join(folder, "python")
if (!existsSync(join(python, "deltalake")))
  execFileSync("python3", ["-m", "pip", "install", "-q", "--target", python, ...PYTHON_PACKAGES], {
    stdio: "inherit"
  })
const deltaRs = spawn("python3", [join(import.meta.dirname, "delta-reader.py")], {
  stdio: ["pipe", "pipe", "inherit"],
  env: { ...process.env, PYTHONPATH: python }
})
const lines = createInterface({ input: deltaRs.stdout })[Symbol.asyncIterator]()
const byDeltaRs = async (): Promise<string> => {
  deltaRs.stdin.write(`${dataset}\n`)
  return String((await lines.next()).value)
}

// ClickHouse reads below its current folder.
process.chdir(dataset)
const { query } = createRequire(join(installChdb(folder), "package.json"))("chdb")
const byClickHouse = (): string => {
  const rowsIn = (name: string) =>
    JSON.parse(query(`select id, body from deltaLakeLocal('${dataset}/${name}') order by id`, "JSON")).data
  return JSON.stringify(Object.fromEntries(names.map((name) => [name, rowsIn(name)])))
}

const check = Effect.gen(function* () {
  const connection = yield* connect()
  let equal = 0
  for (let version = 1; version <= UPDATES; version += 1) {
    yield* write(version, dataset)
    const rows = yield* rowsOf(connection, `select * from (${rowsSql(version)}) order by id`)
    const expected = JSON.stringify(Object.fromEntries(names.map((name) => [name, rows])))
    const found = { "delta-rs": yield* Effect.promise(byDeltaRs), ClickHouse: byClickHouse() }
    for (const [reader, text] of Object.entries(found))
      if (text === expected) equal += 1
      else
        console.log(`${reader} after update ${version}: ${text.slice(0, 300)}, not ${expected.slice(0, 300)}`)
  }
  console.log(`${UPDATES} updates, two readers: ${equal} of ${UPDATES * 2} reads equal in all rows`)
  process.exitCode = equal === UPDATES * 2 ? 0 : 1
}).pipe(Effect.scoped, Effect.provide(nodeFiles))

await Effect.runPromise(check)
deltaRs.stdin.end()
process.chdir("/")
rmSync(dataset, { recursive: true })
if (values.folder === undefined) rmSync(folder, { recursive: true })
