#!/usr/bin/env bash
# DuckDB reads 1.5, true and "3" of JSON into BIGINT without an error, even strictly: 1.5 becomes 2, true becomes 1.
#
# Seen with: @duckdb/node-api 1.5.6-r.1, on 2026-11-29.
# Source: DuckDB documents from_json_strict as from_json that raises an error where a value does not fit the structure.
# Guess: the strict form, or read_json with a schema, refuses what is no integer, or gives NULL, so that a wrong record is noticed.
# Behaviour: all four ways cast: halves go to the even neighbour (1.5 and 2.5 both become 2), booleans become 0 and 1, texts of digits
#   become numbers. A journal whose timestamp is true, or whose count is 1.5, loads as if it had been right.
# What chatledger does: records are decoded against a schema before DuckDB sees them; what does not fit is an issue.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund @duckdb/node-api@1.5.6-r.1 2>/dev/null
cat > ask.mjs <<'JS'
import { writeFileSync } from "node:fs"
import { DuckDBInstance } from "@duckdb/node-api"

const connection = await (await DuckDBInstance.create()).connect()
const ask = async (name, sql) => {
  try {
    console.log(`${name}:`, (await connection.runAndReadAll(sql)).getRows().flat(2).map((value) => String(value?.items ?? value)).join(" "))
  } catch (error) {
    console.log(`${name}:`, error.message.split("\n")[0])
  }
}
const records = '[1.5,2.5,true,"3"]'
writeFileSync("records.ndjson", '{"timestamp":1.5}\n{"timestamp":2.5}\n{"timestamp":true}\n{"timestamp":"3"}\n')
await ask("from_json", `select from_json('${records}', '["BIGINT"]')`)
await ask("from_json_strict", `select from_json_strict('${records}', '["BIGINT"]')`)
await ask("cast", `select unnest('${records}'::json::bigint[])`)
await ask("read_json", "select timestamp from read_json('records.ndjson', columns = {timestamp: 'BIGINT'})")
JS
seen=$(node ask.mjs)
expected='from_json: 2,2,1,3
from_json_strict: 2,2,1,3
cast: 2 2 1 3
read_json: 2 2 1 3'
echo "$seen"
[ "$seen" = "$expected" ] || { echo "this has changed; it was:"; echo "$expected"; exit 1; }
