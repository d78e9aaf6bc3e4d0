// One side of `files.ts`: writes `messages` once, by DuckDB's COPY or by @chatledger/export.
import { mkdirSync } from "node:fs"
import { createRequire } from "node:module"
import { duckdb } from "./duckdb.ts"
import { root } from "./measure.ts"

const [tables = "", out = "", side = "", format = "", profile = "rfc4180"] = process.argv.slice(2)
const query = "select * from messages order by sent_at nulls first, instance_id, chat_id, message_id"
mkdirSync(out, { recursive: true })
const { connection, run } = await duckdb(tables, { access_mode: "READ_ONLY" })
await run("set timezone = 'UTC'")

if (side === "copy") {
  const options = format === "parquet" ? "format parquet, compression zstd" : "format csv, header"
  await run(`copy (${query}) to '${out}/messages.${format}' (${options})`)
} else {
  const require = createRequire(`${root}apps/cli/package.json`)
  const { Effect } = await import(require.resolve("effect"))
  const { NodeServices } = await import(require.resolve("@effect/platform-node"))
  const { exportFile } = await import(require.resolve("@chatledger/export"))
  await Effect.runPromise(
    exportFile(connection, {
      path: `${out}/messages.${format}`,
      format,
      tables: [{ name: "messages", query }],
      csvProfile: profile,
      timeZone: "Europe/Moscow",
      createdAt: new Date(0),
      program: { name: "benchmark", version: "0" }
    }).pipe(Effect.provide(NodeServices.layer))
  )
}
