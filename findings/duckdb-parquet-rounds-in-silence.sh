#!/usr/bin/env bash
# COPY to Parquet changes values of three types without a word.
#
# Seen with: @duckdb/node-api 1.5.6-r.1 (DuckDB 1.5.6), read back by DuckDB, on 2026-11-29.
# Source: https://duckdb.org/docs/stable/data/parquet/overview names no type that is written as another one; Parquet has DECIMAL for the
#   integers, and milliseconds alone in INTERVAL.
# Guess: what a format cannot hold is refused, or kept in a type that can; JSON and CSV of the same query are exact.
# Behaviour: HUGEINT becomes DOUBLE, in lists too, and is rounded beyond 53 bits; sum() of BIGINT is a HUGEINT, so sums are rounded. INTERVAL
#   loses its microseconds, TIMETZ its offset.
# What chatledger does: `export --query` and statistics cast HUGEINT to DECIMAL(38,0), INTERVAL and TIMETZ to text, at any depth, or refuse.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund @duckdb/node-api@1.5.6-r.1
cat > ask.mjs <<'JS'
import { DuckDBInstance } from "@duckdb/node-api"
const connection = await (await DuckDBInstance.create(":memory:")).connect()
await connection.run(`copy (
    select sum(n) as total, [9007199254740993::hugeint] as list, interval '0.000123 seconds' as pause, timetz '10:00:00+05' as clock
    from (values (9007199254740992), (1)) as numbers(n)
  ) to 'answer.parquet' (format parquet)`)
const reader = await connection.runAndReadAll(
  "select typeof(total), total::bigint::varchar, typeof(list), list[1]::bigint::varchar, pause::varchar, clock::varchar from 'answer.parquet'")
console.log(reader.getRowsJson()[0].join(" | "))
JS
seen=$(TZ=UTC node ask.mjs)
expected='DOUBLE | 9007199254740992 | DOUBLE[] | 9007199254740992 | 00:00:00 | 05:00:00+00'
echo "$seen"
[ "$seen" = "$expected" ] || { echo "this has changed; it was:"; echo "$expected"; exit 1; }
