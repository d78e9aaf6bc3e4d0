#!/usr/bin/env bash
# Of two conditions joined by AND, DuckDB may evaluate the expensive one first, on every row, whichever is written first.
#
# Seen with: @duckdb/node-api 1.5.5-r.5 (DuckDB 1.5.5), on 2026-11-30.
# Source: DuckDB's documentation of the optimizer: "Filter pushdown" and "expression rewriter"; ExpressionHeuristics in its source orders
#   the conditions of a filter by estimated cost.
# Guess: a cheap test beside an expensive one saves its calls, written first or found to be cheaper by the optimizer, which also
#   reorders conditions while it runs.
# Behaviour: the estimate knows a dozen functions by name; every other costs the same, a length or an edit distance. So
#   abs(len(word) - 7) <= 0, with one such function and two known ones, counts as dearer than damerau_levenshtein(…) <= 2: in both orders
#   the scan begins with the edit distance, which is computed for all rows, at ten times the CPU of the same as CASE WHEN … THEN … END.
#   With len(word) = 7 in its place, AND is as fast.
# What chatledger does: words that are near an unknown one are found with CASE (`chatledger search`).
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund @duckdb/node-api@1.5.5-r.5 2>/dev/null
cat > ask.mjs <<'JS'
import { DuckDBInstance } from "@duckdb/node-api"

const instance = await DuckDBInstance.create(":memory:", { threads: "1" })
const connection = await instance.connect()
await connection.run("create table words as select left(md5(i::varchar), 3 + i % 9) as word from range(300000) as r(i)")
const costly = "damerau_levenshtein(word, 'abcdefg') <= 2"
const cheap = "abs(len(word) - 7) <= 0"

const planOf = async (condition) => {
  const rows = (await connection.runAndReadAll(`explain select count(*) from words where ${condition}`)).getRows()
  return rows.flat().join("\n").replace(/[^\w(),.<=' -]/g, "").replace(/\s+/g, "")
}
for (const condition of [`${cheap} and ${costly}`, `${costly} and ${cheap}`]) {
  const plan = await planOf(condition)
  console.log(`the scan begins with the edit distance: ${/Filters\(*damerau/.test(plan)}`)
}

const cpuOf = async (condition) => {
  let least = Infinity
  for (let run = 0; run < 4; run += 1) {
    const before = process.cpuUsage()
    await connection.run(`select count(*) from words where ${condition}`)
    const { user, system } = process.cpuUsage(before)
    least = Math.min(least, user + system)
  }
  return least
}
const inCase = await cpuOf(`case when ${cheap} then ${costly} end`)
console.log(`AND costs three times CASE or more: ${(await cpuOf(`${cheap} and ${costly}`)) >= 3 * inCase}`)
console.log(`so does AND with len(word) = 7: ${(await cpuOf(`len(word) = 7 and ${costly}`)) >= 3 * inCase}`)
JS
seen=$(node ask.mjs)
expected='the scan begins with the edit distance: true
the scan begins with the edit distance: true
AND costs three times CASE or more: true
so does AND with len(word) = 7: false'
echo "$seen"
[ "$seen" = "$expected" ] || { echo "this has changed; it was:"; echo "$expected"; exit 1; }
