#!/usr/bin/env bash
# If one statement brings a key twice, DuckDB's INSERT OR REPLACE and ON CONFLICT DO UPDATE keep the first row; SQLite keeps the last, PostgreSQL refuses.
#
# Seen with: @duckdb/node-api 1.5.6-r.1, sql.js 1.17.0, @electric-sql/pglite 0.5.17, on 2026-12-01.
# Source: https://duckdb.org/docs/stable/sql/statements/insert, "ON CONFLICT Clause", does not say which row counts; such a statement was an error until
#   https://github.com/duckdb/duckdb/pull/14293. https://www.sqlite.org/lang_upsert.html; https://www.postgresql.org/docs/current/sql-insert.html:
#   PostgreSQL's is to be "deterministic", hence its error.
# Guess: rows are taken in their order, each replaces what is there: a status that was "sent" and then "read" in one batch ends as "read".
# Behaviour: it ends as "sent", without an error or a count of the rows that were left out; as three statements, it ends as "read".
#   A counter, n + excluded.n, adds only the first of the three.
# What chatledger does: none of its statements is an upsert.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund @duckdb/node-api@1.5.6-r.1 sql.js@1.17.0 @electric-sql/pglite@0.5.17 2>/dev/null
cat > ask.mjs <<'JS'
import { PGlite } from "@electric-sql/pglite"
import { DuckDBInstance } from "@duckdb/node-api"
import startSqlite from "sql.js"

const duckdb = await (await DuckDBInstance.create()).connect()
const sqlite = new (await startSqlite()).Database()
const postgres = new PGlite()
const engines = {
  duckdb: async (sql) => (await duckdb.runAndReadAll(sql)).getRowsJson(),
  sqlite: async (sql) => sqlite.exec(sql)[0]?.values ?? [],
  postgres: async (sql) => (await postgres.query(sql)).rows.map(Object.values)
}

const update = "on conflict (id) do update set status = excluded.status, n = statuses.n + excluded.n"
const rows = ["('A', 'sent', 1)", "('A', 'delivered', 1)", "('A', 'read', 1)"]
const batch = `insert into statuses values ${rows}`
for (const [name, ask] of Object.entries(engines)) {
  await ask("create table statuses (id varchar(9) primary key, status varchar(9), n integer)")
  await ask("insert into statuses values ('A', 'pending', 0)")
  try {
    await ask(`${batch} ${update}`)
    console.log(`${name}, do update:`, ...(await ask("select status, n from statuses")))
  } catch ({ message }) {
    console.log(`${name}, do update: ${message}`)
  }
  if (name === "postgres") break
  await ask(batch.replace("insert", "insert or replace"))
  console.log(`${name}, or replace:`, ...(await ask("select status from statuses")))
  for (const row of rows) await ask(`insert or replace into statuses values ${row}`)
  console.log(`${name}, three statements:`, ...(await ask("select status from statuses")))
}
JS
seen=$(node ask.mjs)
expected="duckdb, do update: [ 'sent', 1 ]
duckdb, or replace: [ 'sent' ]
duckdb, three statements: [ 'read' ]
sqlite, do update: [ 'read', 3 ]
sqlite, or replace: [ 'read' ]
sqlite, three statements: [ 'read' ]
postgres, do update: ON CONFLICT DO UPDATE command cannot affect row a second time"
echo "$seen"
[ "$seen" = "$expected" ] || { echo "this has changed; it was:"; echo "$expected"; exit 1; }
