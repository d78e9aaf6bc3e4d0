#!/usr/bin/env bash
# In DuckDB, a condition on a column that a subquery computed computes it a second time, even if the subquery is "materialized".
#
# Seen with: @duckdb/node-api 1.5.6-r.1, on 2026-11-30.
# Source: in PostgreSQL and DataFusion a CTE "as materialized" is a fence that no condition passes (DataFusion's documentation of MaterializedCte says so of both);
#   DuckDB's optimizer moves conditions into one, too (CTEFilterPusher).
# Guess: a column of a subquery is computed once, and a condition outside reads what was computed; and `materialized` makes sure of that.
# Behaviour: words of 200,000 texts by regexp_extract_all: with `where len(words) > 0` outside of the subquery that finds them, it takes nearly twice the
#   CPU as without the condition, `materialized` or not. The rows are the same.
# What chatledger does: `words` finds them without such a condition (1,000,000 messages: 15.2 to 8.4 s of CPU, with grouping by numbers).
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund @duckdb/node-api@1.5.6-r.1 2>/dev/null
cat > ask.mjs <<'JS'
import { DuckDBInstance } from "@duckdb/node-api"

const instance = await DuckDBInstance.create(":memory:", { threads: "1" })
const connection = await instance.connect()
await connection.run(`create table messages as
  select 'Meeting ' || i || ' moves to the small room, says person ' || (i % 977) || '. Who brings the keys?' as text
  from range(200000) as r(i)`)

const found = "select regexp_extract_all(text, '[\\p{L}\\p{N}]+') as words from messages"
const cpuOf = async (sql) => {
  let least = Infinity
  let sum
  for (let run = 0; run < 4; run += 1) {
    const before = process.cpuUsage()
    ;[[sum]] = (await connection.runAndReadAll(sql)).getRows()
    const { user, system } = process.cpuUsage(before)
    least = Math.min(least, user + system)
  }
  return { least, sum: String(sum) }
}
const asked = (how, condition) => cpuOf(`with found as ${how} (${found}) select sum(len(words)) from found ${condition}`)
const bare = await asked("", "")
const narrowed = await asked("", "where len(words) > 0")
const kept = await asked("materialized", "")
const keptNarrowed = await asked("materialized", "where len(words) > 0")
console.log(`the same sum: ${new Set([bare, narrowed, kept, keptNarrowed].map(({ sum }) => sum)).size === 1}`)
console.log(`with the condition, 1.6 times the CPU or more: ${narrowed.least >= 1.6 * bare.least}`)
console.log(`materialized, with the condition, 1.4 times or more: ${keptNarrowed.least >= 1.4 * kept.least}`)
console.error([bare, narrowed, kept, keptNarrowed].map(({ least }) => least))
JS
seen=$(node ask.mjs)
expected='the same sum: true
with the condition, 1.6 times the CPU or more: true
materialized, with the condition, 1.4 times or more: true'
echo "$seen"
[ "$seen" = "$expected" ] || { echo "this has changed; it was:"; echo "$expected"; exit 1; }
