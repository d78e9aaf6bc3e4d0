#!/usr/bin/env bash
# A temporary view hides a table even where the table is written with its schema: main.t is the view.
#
# Seen with: @duckdb/node-api 1.5.6-r.1 (DuckDB 1.5.6), Node 20 and 24, on 2026-11-30.
# Source: https://duckdb.org/docs/stable/sql/statements/create_view and /attach: temporary objects are in the catalog temp; nothing says that its schema is called main as well.
# Guess: t is the temporary view, main.t the table of the database, as pg_temp.t and public.t are two things in PostgreSQL.
# Behaviour: both t and main.t read the temporary view; so does a view of the database that was made from main.t before. Only the name with the database reads the table.
# What chatledger does: whatever must read the tables beside views of the same names writes the name of the database too.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund @duckdb/node-api@1.5.6-r.1
cat > ask.mjs <<'JS'
import { DuckDBInstance } from "@duckdb/node-api"
const connection = await (await DuckDBInstance.create("shop.duckdb")).connect()
const read = async (name) => (await connection.runAndReadAll(`select of from ${name}`)).getRowsJson()[0][0]
await connection.run("create table t as select 'the table' as of; create view made_before as select of from main.t")
await connection.run("create temp view t as select 'the temporary view' as of")
for (const name of ["t", "main.t", "shop.main.t", "made_before"]) console.log(`${name}: ${await read(name)}`)
JS
seen=$(node ask.mjs)
expected='t: the temporary view
main.t: the temporary view
shop.main.t: the table
made_before: the temporary view'
echo "$seen"
[ "$seen" = "$expected" ] || { echo "this has changed; it was:"; echo "$expected"; exit 1; }
