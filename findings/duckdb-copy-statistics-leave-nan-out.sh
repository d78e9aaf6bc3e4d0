#!/usr/bin/env bash
# The statistics that DuckDB's COPY returns leave NaN out of max, while DuckDB itself sorts NaN above every number.
#
# Seen with: @duckdb/node-api 1.5.6-r.1, on 2026-11-29.
# Source: DuckDB's page on numeric types: NaN is "greater than" all other values; the Delta protocol: min and max are bounds of every
#   value in the file, so that readers may skip it.
# Guess: what `COPY … (RETURN_STATS)` returns is what the footer of the file holds, and bounds its rows; so it can go into the log of a
#   table format (Delta, Iceberg) as it is.
# Behaviour: for a column of 1, 2 and NaN the COPY returns max 2.0, beside a flag has_nan, while the footer has no bounds at all. A query for
#   values above 100 finds the NaN in the file: with the returned max in a log, a reader skips the file and loses that row. An interval
#   column has 0 values in the same answer, though it has as many as the others.
# What chatledger does: only integers and times have bounds in its Delta log.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund @duckdb/node-api@1.5.6-r.1 2>/dev/null
cat > ask.mjs <<'JS'
import { DuckDBInstance } from "@duckdb/node-api"

const connection = await (await DuckDBInstance.create()).connect()
const rows = async (sql) => (await connection.runAndReadAll(sql)).getRowObjectsJson()
const [{ column_statistics: columns }] = await rows(
  `copy (
    select unnest([1.0::double, 2.0::double, 'nan'::double]) as share, interval 1 minute as took
  ) to 'shares.parquet' (return_stats)`
)
for (const { key, value } of columns)
  console.log("returned:", key, value.filter(({ key }) => key !== "column_size_bytes").map(({ key, value }) => `${key}=${value}`).join(" "))
const [footer] = await rows("select stats_min_value, stats_max_value from parquet_metadata('shares.parquet') where path_in_schema = 'share'")
console.log("footer:", JSON.stringify(Object.values(footer)))
console.log("above 100:", JSON.stringify(await rows("select share from 'shares.parquet' where share > 100")))
JS
seen=$(node ask.mjs)
expected='returned: "share" has_nan=true max=2.0 min=1.0 null_count=0 num_values=3
returned: "took" null_count=0 num_values=0
footer: [null,null]
above 100: [{"share":"NaN"}]'
echo "$seen"
[ "$seen" = "$expected" ] || { echo "this has changed; it was:"; echo "$expected"; exit 1; }
