#!/usr/bin/env bash
# In DuckDB, list(x ORDER BY y) of many small groups costs several times as much as sorting each list after it was made; first(x ORDER BY y) does not.
#
# Seen with: @duckdb/node-api 1.5.6-r.1, on 2026-11-30.
# Source: DuckDB's documentation, "ORDER BY clause in aggregate functions", names no cost; its source gives every group a sort of its own
#   (SortedAggregateFunction), but turns first and last with one into arg_min and arg_max.
# Guess: to sort a few values within the aggregate costs less than, or at most the same as, to make structs, to sort lists of them, and to take
#   them apart again.
# Behaviour: 100,000 messages with two reactions each: the aggregate with ORDER BY takes five times the CPU (0.65 against 0.13 s) of
#   list_transform(list_sort(list({y, x})), …), whose rows are the same; first(x ORDER BY y) takes 0.04 s.
# What chatledger does: reactions, votes, options and contacts at messages are sorted once they are listed (a transcript of a million messages: 6.0 to 1.6 s of CPU).
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
await connection.run(`create table reactions as
  select 'message ' || (i % 100000) as message, 'person ' || (i % 977) as person, i * 7919 % 1000003 as reacted_at
  from range(200000) as r(i)`)

const cpuOf = async (name, expression) => {
  let least = Infinity
  for (let run = 0; run < 4; run += 1) {
    const before = process.cpuUsage()
    await connection.run(`create or replace table ${name} as select message, ${expression} as persons from reactions group by message`)
    const { user, system } = process.cpuUsage(before)
    least = Math.min(least, user + system)
  }
  return least
}
const afterwards = await cpuOf("afterwards", "list_transform(list_sort(list({since: reacted_at, person: person})), lambda r: r.person)")
const within = await cpuOf("within", "list(person order by reacted_at)")
const first = await cpuOf("first_only", "first(person order by reacted_at)")
const [[rows, differing]] = (await connection.runAndReadAll(
  "select (select count(*) from within), (select count(*) from (from within except from afterwards))"
)).getRows()
console.log(`${rows} groups, ${differing} of them differ`)
console.log(`list with ORDER BY costs three times list_sort or more: ${within >= 3 * afterwards}`)
console.log(`so does first with ORDER BY: ${first >= 3 * afterwards}`)
JS
seen=$(node ask.mjs)
expected='100000 groups, 0 of them differ
list with ORDER BY costs three times list_sort or more: true
so does first with ORDER BY: false'
echo "$seen"
[ "$seen" = "$expected" ] || { echo "this has changed; it was:"; echo "$expected"; exit 1; }
