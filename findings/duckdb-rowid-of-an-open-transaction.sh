#!/usr/bin/env bash
# Rows that a transaction has inserted and not yet committed have row numbers beyond what a JavaScript number holds.
#
# Seen with: @duckdb/node-api 1.5.6-r.1 (DuckDB 1.5.6), Node 20 and 24, on 2026-11-29.
# Source: https://duckdb.org/docs/stable/sql/statements/select#row-ids says that rowid is an integer that names a row; nothing of its size.
# Guess: rowid counts from 0, so Number() of it, or of what getRowsJS gives, tells rows apart.
# Behaviour: inside the transaction it begins above 2^55. Read as numbers, neighbours become equal; after COMMIT the same rows have 0, 1, 2 …
# What chatledger does: no row number leaves SQL.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund @duckdb/node-api@1.5.6-r.1
cat > ask.mjs <<'JS'
import { DuckDBInstance } from "@duckdb/node-api"
const connection = await (await DuckDBInstance.create(":memory:")).connect()
const rowids = async () =>
  (await connection.runAndReadAll("select rowid from t order by rowid")).getRowsJson().map(([id]) => String(id))
await connection.run("create table t (a integer); begin; insert into t values (1), (2), (3)")
const open = await rowids()
await connection.run("commit")
console.log("open:", open.join(" "), "as numbers:", new Set(open.map(Number)).size, "different")
console.log("committed:", (await rowids()).join(" "))
JS
seen=$(node ask.mjs)
expected='open: 36028797018960000 36028797018960001 36028797018960002 as numbers: 1 different
committed: 0 1 2'
echo "$seen"
[ "$seen" = "$expected" ] || { echo "this has changed; it was:"; echo "$expected"; exit 1; }
