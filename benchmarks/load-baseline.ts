// The other side of `load.ts`: runs load-baseline.sql over one NDJSON file.
import { readFileSync, rmSync } from "node:fs"
import { duckdb } from "./duckdb.ts"

const [ndjson = ""] = process.argv.slice(2)
const path = `${ndjson}.baseline.duckdb`
rmSync(path, { force: true })
const { run } = await duckdb(path)
await run("set timezone = 'UTC'")
const sql = readFileSync(new URL("load-baseline.sql", import.meta.url), "utf8")
  .replace(/^--.*\n/gm, "")
  .replace("{{file}}", `'${ndjson}'`)
await run(sql)
await run("checkpoint")
rmSync(path, { force: true })
