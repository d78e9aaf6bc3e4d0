// One side of `files.ts`: writes `messages` once, by DuckDB's COPY or by @chatledger/export.
import { mkdirSync } from "node:fs"
import { duckdb } from "./duckdb.ts"
import { exportByOurs } from "./export-by-ours.ts"

const [tables = "", out = "", side = "", format = "", profile = "rfc4180"] = process.argv.slice(2)
const query = "select * from messages order by sent_at nulls first, instance_id, chat_id, message_id"
mkdirSync(out, { recursive: true })
const { connection, run } = await duckdb(tables, { access_mode: "READ_ONLY" })
await run("set timezone = 'UTC'")

if (side === "copy") {
  const options = format === "parquet" ? "format parquet, compression zstd" : "format csv, header"
  await run(`copy (${query}) to '${out}/messages.${format}' (${options})`)
} else {
  await exportByOurs("exportFile", connection, {
    path: `${out}/messages.${format}`,
    format,
    tables: [{ name: "messages", query }],
    csvProfile: profile
  })
}
