#!/usr/bin/env bash
# DuckDB writes NaN and Infinity as bare words into JSON and NDJSON, and its json_valid takes them: nobody else can read the file.
#
# Seen with: @duckdb/node-api 1.5.6-r.1, read back by JSON.parse of Node, on 2026-11-29.
# Source: RFC 8259, section 6: "Numeric values that cannot be represented in the grammar below (such as Infinity and NaN) are not permitted."
# Guess: COPY … (FORMAT json) writes null, or refuses, as databases with a JSON type do; a file that json_valid approves is JSON.
# Behaviour: to_json, and COPY to a file, write {"share":NaN}. json_valid answers true and read_json takes it back, so a check
#   within DuckDB proves nothing; JSON.parse fails at that line, and with it all that comes after it in a stream.
# What chatledger does: its own writer of NDJSON and JSON writes such numbers as texts.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund @duckdb/node-api@1.5.6-r.1 2>/dev/null
cat > ask.mjs <<'JS'
import { readFileSync } from "node:fs"
import { DuckDBInstance } from "@duckdb/node-api"

const connection = await (await DuckDBInstance.create()).connect()
const rows = async (sql) => (await connection.runAndReadAll(sql)).getRows()
// What arithmetic gives where nobody has voted.
await rows("copy (select 0::double / 0::double as share union all select 0.5) to 'shares.ndjson' (format json)")
const lines = readFileSync("shares.ndjson", "utf8").trim().split("\n")
console.log(lines.join(" "))
console.log("json_valid:", (await rows(`select bool_and(json_valid(line)) from (select unnest([${lines.map((line) => `'${line}'`).join(", ")}]) as line)`))[0][0])
console.log("read_json:", JSON.stringify((await rows("from read_json('shares.ndjson')")).map(([share]) => String(share))))
for (const line of lines) {
  try {
    console.log("JSON.parse:", JSON.parse(line).share)
  } catch (error) {
    console.log("JSON.parse:", error.name)
  }
}
JS
seen=$(node ask.mjs)
expected='{"share":NaN} {"share":0.5}
json_valid: true
read_json: ["NaN","0.5"]
JSON.parse: SyntaxError
JSON.parse: 0.5'
echo "$seen"
[ "$seen" = "$expected" ] || { echo "this has changed; it was:"; echo "$expected"; exit 1; }
