#!/usr/bin/env bash
# DuckDB shows the text of a macro otherwise after its file was closed and opened again.
#
# Seen with: @duckdb/node-api 1.5.6-r.1, on 2026-11-29.
# Source: DuckDB's page on its meta functions: macro_definition of duckdb_functions() is the definition of the macro.
# Guess: the text belongs to the macro, so two files with the same macros show the same text, and a tool that compares catalogues (a
#   migration check, a schema diff) can compare it.
# Behaviour: just created, a cast to a type of several words shows the type in quotation marks; reopened from the file, without. The same
#   statements give two texts until the file is opened anew, and a diff reports changes that nobody made.
# What chatledger does: its test of the empty tables compares only files that were opened anew.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund @duckdb/node-api@1.5.6-r.1 2>/dev/null
cat > ask.mjs <<'JS'
import { DuckDBInstance } from "@duckdb/node-api"

const opened = async (use) => {
  const instance = await DuckDBInstance.create("macros.duckdb")
  const connection = await instance.connect()
  await use(async (sql) => (await connection.runAndReadAll(sql)).getRowObjectsJson())
  connection.closeSync()
  instance.closeSync()
}
const text = "select macro_definition as text from duckdb_functions() where function_name = 'is_before'"
await opened(async (rows) => {
  await rows("create macro is_before(moment, last) as moment < last::timestamp with time zone")
  console.log("created: ", (await rows(text))[0].text)
})
await opened(async (rows) => console.log("reopened:", (await rows(text))[0].text))
JS
seen=$(node ask.mjs)
expected='created:  (moment < CAST("last" AS "TIMESTAMP WITH TIME ZONE"))
reopened: (moment < CAST("last" AS TIMESTAMP WITH TIME ZONE))'
echo "$seen"
[ "$seen" = "$expected" ] || { echo "this has changed; it was:"; echo "$expected"; exit 1; }
