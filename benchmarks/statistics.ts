// Every statistic on the loaded archive, warm: the median of five runs in one process.
import { createRequire } from "node:module"
import { count, makeArchive, tables } from "./data.ts"
import { duckdb } from "./duckdb.ts"
import { root } from "./measure.ts"

await makeArchive()
const require = createRequire(`${root}apps/cli/package.json`)
const { statistics, statisticQuery } = await import(require.resolve("@chatledger/analytics"))
const { Effect } = await import(require.resolve("effect"))
const { connection, run } = await duckdb(tables, { access_mode: "READ_ONLY" })
await run("set timezone = 'UTC'")

console.log(
  `\n### Statistics of ${count} messages, warm\n\n| statistic | milliseconds | rows |\n|---|--:|--:|`
)
for (const statistic of statistics()) {
  const own = { tz: "Europe/Moscow", at: new Date("2026-01-01T00:00:00Z") }
  const { sql, parameters } = Effect.runSync(statisticQuery(statistic, own))
  const times: Array<number> = []
  let rows = 0
  for (let round = 0; round < 6; round += 1) {
    const start = performance.now()
    rows = (await connection.runAndReadAll(sql, parameters)).currentRowCount
    times.push(performance.now() - start)
  }
  const [, , median = 0] = times.slice(1).sort((left, right) => left - right)
  console.log(`| ${statistic.name} | ${median.toFixed(0)} | ${rows} |`)
}
