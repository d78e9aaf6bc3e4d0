// One side of `files.ts`: writes `messages` once, by DuckDB's COPY, by @chatledger/export, or by papaparse from the rows
// that DuckDB hands out.
import { createWriteStream, mkdirSync } from "node:fs"
import { createRequire } from "node:module"
import { pipeline } from "node:stream/promises"
import { duckdb } from "./duckdb.ts"
import { exportByOurs } from "./export-by-ours.ts"
import { root } from "./measure.ts"

const [tables = "", out = "", side = "", format = "", profile = "rfc4180"] = process.argv.slice(2)
const query = "select * from messages order by sent_at nulls first, instance_id, chat_id, message_id"
mkdirSync(out, { recursive: true })
const { connection, run } = await duckdb(tables, { access_mode: "READ_ONLY" })
await run("set timezone = 'UTC'")

if (side === "copy") {
  const options = format === "parquet" ? "format parquet, compression zstd" : "format csv, header"
  await run(`copy (${query}) to '${out}/messages.${format}' (${options})`)
} else if (side === "papaparse") {
  const { default: Papa } = await import(createRequire(`${root}apps/cli/package.json`).resolve("papaparse"))
  const result = await connection.stream(query)
  async function* lines() {
    yield `${Papa.unparse([result.columnNames()])}\r\n`
    for await (const rows of result.yieldRowsJson()) yield `${Papa.unparse(rows)}\r\n`
  }
  await pipeline(lines(), createWriteStream(`${out}/messages.csv`))
} else {
  await exportByOurs("exportFile", connection, {
    path: `${out}/messages.${format}`,
    format,
    tables: [{ name: "messages", query }],
    csvProfile: profile
  })
}
