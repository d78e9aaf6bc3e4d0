#!/usr/bin/env bash
# A filter of hyparquet finds no BIGINT that equals a number, though it finds those above and below it; and a Date for a value matches every row.
#
# Seen with: hyparquet 1.31.5, of a file by @duckdb/node-api 1.5.6-r.1, Node 20, on 2026-12-01.
# Source: https://github.com/hyparam/hyparquet/pull/56: filters are written as in MongoDB, { key: value } is an exact match; the option `filterStrict` (true
#   unless set) is in its types only: equality is JavaScript's ===.
# Guess: as in MongoDB, { sent: 3 } is { sent: { $eq: 3 } } for numbers and dates, what { $gte: 3, $lte: 3 } finds $eq finds, and an unknown operator is an error.
# Behaviour: INT64, which count(*), ids and epochs are in DuckDB's files, is read as BigInt, and 3n === 3 is false: $eq and $in find nothing, $ne all
#   rows, while $gte and $lte compare loosely and find the row. With 3n it is the other way round in an INTEGER column: nothing. { at: new Date(…) }
#   is taken for operators, of which a Date has none: all rows, as with a misspelt operator; { at: { $eq: new Date(…) } } works. No error.
# What chatledger does: it uses hyparquet in tests only, without filters.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund @duckdb/node-api@1.5.6-r.1 hyparquet@1.31.5 2>/dev/null
cat > ask.mjs <<'JS'
import { DuckDBInstance } from "@duckdb/node-api"
import { asyncBufferFromFile, parquetQuery } from "hyparquet"

const connection = await (await DuckDBInstance.create()).connect()
await connection.run(`copy (
  select n as sent, n::integer as small, timestamptz '2026-01-05 00:00:00+00' + to_hours(n) as at from range(6) as numbers (n)
) to 'messages.parquet' (compression snappy)`)
const file = await asyncBufferFromFile("messages.parquet")
const moment = new Date("2026-01-05T03:00:00Z")
const ask = async (label, filter, options) => {
  const rows = await parquetQuery({ file, filter, ...options })
  console.log(`${label}:`, rows.map(({ sent }) => sent).join(" ") || "none")
}
await ask("sent: 3", { sent: 3 })
await ask("sent: $in 3", { sent: { $in: [3] } })
await ask("sent: $ne 3", { sent: { $ne: 3 } })
await ask("sent: $gte 3, $lte 3", { sent: { $gte: 3, $lte: 3 } })
await ask("sent: 3n", { sent: 3n })
await ask("sent: 3, not strict", { sent: 3 }, { filterStrict: false })
await ask("small: 3", { small: 3 })
await ask("small: 3n", { small: 3n })
await ask("at: a Date", { at: moment })
await ask("at: $eq a Date", { at: { $eq: moment } })
await ask("small: $equals 3", { small: { $equals: 3 } })
JS
seen=$(node ask.mjs)
expected='sent: 3: none
sent: $in 3: none
sent: $ne 3: 0 1 2 3 4 5
sent: $gte 3, $lte 3: 3
sent: 3n: 3
sent: 3, not strict: 3
small: 3: 3
small: 3n: none
at: a Date: 0 1 2 3 4 5
at: $eq a Date: 3
small: $equals 3: 0 1 2 3 4 5'
echo "$seen"
[ "$seen" = "$expected" ] || { echo "this has changed; it was:"; echo "$expected"; exit 1; }
