#!/usr/bin/env bash
# DuckDB's operator // divides whole numbers without a remainder, but of a DOUBLE it is the plain division: a cast to INTEGER then rounds.
#
# Seen with: @duckdb/node-api 1.5.6-r.1, on 2026-11-30.
# Source: DuckDB's documentation, "Numeric operators", calls // "integer division" and shows 5 // 2; epoch() returns DOUBLE, as documented.
# Guess: // floors, as Python's does for floats, or refuses a DOUBLE: epoch(moment) // 60 is the minute.
# Behaviour: epoch(…) // 60 of 23:59:50 is 1439.83…, and as an INTEGER 1440, the first minute of the next day; no warning. floor(epoch(…) / 60) is 1439.
# What chatledger does: floor, with a test of the last second of a day (a transcript had shown it on the next).
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund @duckdb/node-api@1.5.6-r.1 2>/dev/null
cat > ask.mjs <<'JS'
import { DuckDBInstance } from "@duckdb/node-api"

const connection = await (await DuckDBInstance.create()).connect()
const ask = async (sql) => console.log(`${sql}: ${(await connection.runAndReadAll(`select ${sql}`)).getRows()[0][0]}`)
await ask("7 // 2")
await ask("7::double // 2")
await ask("(epoch(timestamp '1970-01-01 23:59:50') // 60)::integer")
await ask("floor(epoch(timestamp '1970-01-01 23:59:50') / 60)::integer")
JS
seen=$(node ask.mjs)
expected="7 // 2: 3
7::double // 2: 3.5
(epoch(timestamp '1970-01-01 23:59:50') // 60)::integer: 1440
floor(epoch(timestamp '1970-01-01 23:59:50') / 60)::integer: 1439"
echo "$seen"
[ "$seen" = "$expected" ] || { echo "this has changed; it was:"; echo "$expected"; exit 1; }
