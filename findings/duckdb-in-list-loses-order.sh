#!/usr/bin/env bash
# A longer IN list in the SELECT list, where nothing is filtered, gives rows in another order.
#
# Seen with: @duckdb/node-api 1.5.6-r.1 (DuckDB 1.5.6), two threads, on 2026-11-29.
# Source: https://duckdb.org/docs/stable/sql/dialect/order_preservation lists what keeps the order of insertion; for WHERE it was reported as
#   https://github.com/duckdb/duckdb/issues/24398.
# Guess: an expression that only computes a column cannot move rows while preserve_insertion_order is on; the length of a list of constants
#   is no matter.
# Behaviour: `x IN ('a', 'b', 'c')` stays an expression; with six constants the optimiser makes a hash join of it, and joins keep no order.
#   A CSV written with COPY then has its rows mixed up in chunks. The same test as contains('abcdef', x) keeps the order.
# What chatledger does: the guard against formulas in CSV is written with contains(), and exports end in a total order.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund @duckdb/node-api@1.5.6-r.1
cat > ask.mjs <<'JS'
import { DuckDBInstance } from "@duckdb/node-api"
const connection = await (await DuckDBInstance.create(":memory:", { threads: "2" })).connect()
const rows = async (sql) => (await connection.runAndReadAll(sql)).getRowsJson()
await connection.run("create table t as select range as n, chr((65 + range % 26)::integer) || 'text' as x from range(1000000)")
for (const [name, test] of [
  ["three constants", "x[1] in ('=', '+', '-')"],
  ["six constants", "x[1] in ('=', '+', '-', '@', 'A', 'B')"],
  ["contains()", "contains('=+-@AB', x[1])"]
]) {
  const query = `select n, case when ${test} then '''' || x else x end as y from t`
  const plan = JSON.stringify(await rows(`explain ${query}`))
  let isMixed = false
  for (let attempt = 0; attempt < 10 && !isMixed; attempt += 1) {
    const numbers = (await rows(query)).map(([n]) => Number(n))
    isMixed = numbers.some((n, place) => place > 0 && n < numbers[place - 1])
  }
  console.log(`${name}: ${plan.includes("HASH_JOIN") ? "a hash join" : "no join"}, ${isMixed ? "mixed up" : "in order"}`)
}
JS
seen=$(node ask.mjs)
expected='three constants: no join, in order
six constants: a hash join, mixed up
contains(): no join, in order'
echo "$seen"
[ "$seen" = "$expected" ] || { echo "this has changed; it was:"; echo "$expected"; exit 1; }
