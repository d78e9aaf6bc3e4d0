// What the benchmarks work on, made once and kept in `benchmarks/data`: messages as NDJSON, an archive of them,
// and its tables. `--count N` makes smaller or larger ones; the default is a million messages.
import { execFileSync } from "node:child_process"
import { existsSync, mkdirSync } from "node:fs"
import { parseArgs } from "node:util"
import { binary, root } from "./measure.ts"
import { writeMessages } from "./messages.ts"

export const count = Number(
  parseArgs({ options: { count: { type: "string" } }, strict: false }).values.count ?? 1_000_000
)

export const folder = `${root}benchmarks/data/${count}`
export const ndjson = `${folder}/messages.ndjson`
export const archive = `${folder}/archive`
export const tables = `${archive}/cache/chatledger.duckdb`

export const instance = "1101000001"

/** The messages as one NDJSON file. */
export const makeMessages = async (): Promise<void> => {
  mkdirSync(folder, { recursive: true })
  if (!existsSync(ndjson)) await writeMessages({ count, seed: 1, path: ndjson })
}

/** An archive that contains them, loaded. */
export const makeArchive = async (): Promise<void> => {
  await makeMessages()
  if (existsSync(tables)) return
  const run = (...words: ReadonlyArray<string>) =>
    execFileSync(process.execPath, [binary, ...words, "--archive", archive], {
      stdio: ["ignore", "ignore", "inherit"]
    })
  run("import", ndjson, "--instance", instance)
  run("sql", "select 1 as loaded")
}
