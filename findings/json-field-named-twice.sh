#!/usr/bin/env bash
# Three readers of one JSON text with a field that stands twice give three answers.
#
# Seen with: @duckdb/node-api 1.5.6-r.1 (DuckDB 1.5.6), Node 20 and 24, on 2026-11-29.
# Source: RFC 8259, section 4, leaves it open; https://duckdb.org/docs/stable/data/json/json_functions does not say which one counts.
# Guess: DuckDB agrees with JSON.parse, where the last one counts, or at least with itself.
# Behaviour: DuckDB's JSON functions take the first, json_keys names the field twice, and read_ndjson refuses the whole file even where
#   its columns are named.
# What chatledger does: the last one counts everywhere, as in JSON.parse, with a row in `issues`; a record is mended before DuckDB reads it.
#   `forget` looks at both.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund @duckdb/node-api@1.5.6-r.1
cat > ask.mjs <<'JS'
import { writeFileSync } from "node:fs"
import { DuckDBInstance } from "@duckdb/node-api"
const connection = await (await DuckDBInstance.create(":memory:")).connect()
const text = '{"chatId":"first","chatId":"last"}'
writeFileSync("replies.ndjson", `${text}\n`)
const reader = await connection.runAndReadAll(`select json '${text}' ->> 'chatId', json_keys('${text}')`)
console.log("JSON.parse:", JSON.parse(text).chatId)
console.log("DuckDB ->>:", ...reader.getRowsJson()[0].map((value) => JSON.stringify(value)))
try {
  await connection.run("from read_ndjson('replies.ndjson', columns = {chatId: 'varchar'})")
  console.log("read_ndjson: reads it")
} catch (error) {
  console.log("read_ndjson:", /has duplicate key "chatId"/.exec(error.message)?.[0] ?? error.message)
}
JS
seen=$(node ask.mjs)
expected='JSON.parse: last
DuckDB ->>: "first" ["chatId","chatId"]
read_ndjson: has duplicate key "chatId"'
echo "$seen"
[ "$seen" = "$expected" ] || { echo "this has changed; it was:"; echo "$expected"; exit 1; }
