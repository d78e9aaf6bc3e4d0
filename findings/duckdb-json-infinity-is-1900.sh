#!/usr/bin/env bash
# DuckDB writes a date of infinity into JSON as "infinity", and reads that as 1900-01-01.
#
# Seen with: @duckdb/node-api 1.5.6-r.1, on 2026-12-01.
# Source: https://duckdb.org/docs/stable/sql/data_types/timestamp, "Special values": infinity, -infinity and epoch are read and written as text;
#   https://duckdb.org/docs/stable/sql/functions/dateformat: try_strptime is strptime that gives NULL instead of an error.
# Guess: what DuckDB wrote into a file, it reads as it was, as it does with CSV and Parquet; else a text that is no date makes the column VARCHAR.
# Behaviour: a column of dates or times in JSON with "infinity", "-infinity" or "epoch" is still a column of dates, and each of these is 1900-01-01,
#   the day with which a format begins that names no year: "valid until" without an end has ended long ago. No error and no NULL. With the type
#   named in `columns` it is infinity again. The cause shows in SQL: strptime gives infinity, try_strptime gives 1900-01-01.
# What chatledger does: it lets DuckDB guess no types of JSON, and calls neither of the two.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund @duckdb/node-api@1.5.6-r.1 2>/dev/null
cat > ask.mjs <<'JS'
import { readFileSync, writeFileSync } from "node:fs"
import { DuckDBInstance } from "@duckdb/node-api"

const connection = await (await DuckDBInstance.create()).connect()
const ask = async (label, sql) => console.log(`${label}:`, ...(await connection.runAndReadAll(sql)).getRowsJson().flat())
await connection.run("create table mutes as from (values (date '2026-01-05'), (date 'infinity'), (date '-infinity')) as mutes (muted_until)")
const text = "select typeof(muted_until), muted_until::varchar from"
for (const [format, file] of [["json", "mutes.ndjson"], ["csv", "mutes.csv"], ["parquet", "mutes.parquet"]]) {
  await connection.run(`copy mutes to '${file}' (format ${format})`)
  await ask(format, `${text} '${file}'`)
}
console.log("in the file:", readFileSync("mutes.ndjson", "utf8").trim().replaceAll("\n", " "))
await ask("with its type", `${text} read_ndjson('mutes.ndjson', columns = {muted_until: 'date'})`)
writeFileSync("since.ndjson", '{"since":"2026-01-05 10:00:00"}\n{"since":"epoch"}\n')
await ask("a time", "select typeof(since), since::varchar from 'since.ndjson'")
await ask("strptime", "select strptime('infinity', '%Y-%m-%d')::varchar")
await ask("try_strptime", "select try_strptime('infinity', '%Y-%m-%d')::varchar")
JS
seen=$(node ask.mjs)
expected='json: DATE 2026-01-05 DATE 1900-01-01 DATE 1900-01-01
csv: DATE 2026-01-05 DATE infinity DATE -infinity
parquet: DATE 2026-01-05 DATE infinity DATE -infinity
in the file: {"muted_until":"2026-01-05"} {"muted_until":"infinity"} {"muted_until":"-infinity"}
with its type: DATE 2026-01-05 DATE infinity DATE -infinity
a time: TIMESTAMP 2026-01-05 10:00:00 TIMESTAMP 1900-01-01 00:00:00
strptime: infinity
try_strptime: 1900-01-01 00:00:00'
echo "$seen"
[ "$seen" = "$expected" ] || { echo "this has changed; it was:"; echo "$expected"; exit 1; }
