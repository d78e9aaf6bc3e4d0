// Writes what people chose in polls as a workbook.
// node poll-results.js chatledger-archive polls.xlsx
import { openLedger } from "@chatledger/analytics"
import { writeXlsx } from "@chatledger/export"
import { DuckDBInstance } from "@duckdb/node-api"

const [archive = "chatledger-archive", file = "polls.xlsx"] = process.argv.slice(2)
const ledger = await openLedger(archive)
const rows = await ledger.statistic("poll_results")
await ledger.close()

// Rows as JSON, and back into a table that knows its types.
const connection = await (await DuckDBInstance.create()).connect()
await connection.run(
  `create table results as
   select unnest(from_json($rows::json, '[{"poll_name":"VARCHAR","option_name":"VARCHAR","votes":"INTEGER","voters":"INTEGER"}]'), recursive := true)`,
  { rows: JSON.stringify(rows) }
)
const query = "select * from results order by poll_name, votes desc, option_name"
const written = await writeXlsx(connection, query, file, {
  title: "Polls",
  columns: { poll_name: { title: "Poll" }, option_name: { title: "Option" }, votes: { title: "Votes" } },
  force: true
})
console.log(written.file, written.rows)
