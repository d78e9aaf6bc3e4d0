import { writeXlsx } from "@chatledger/export"
import { DuckDBInstance } from "@duckdb/node-api"

const connection = await (await DuckDBInstance.create()).connect()
const query =
  "select i as id, '+7900000000' || i as phone, timestamp '2026-03-01' as day from range(3) r(i) order by i"
const { file, rows } = await writeXlsx(connection, query, "phones.xlsx", { timeZone: "Europe/Berlin" })
console.log(file, rows) // phones.xlsx 3
