#!/usr/bin/env bash
# DuckDB's calendar comes from the environment, and only some functions follow it.
#
# Seen with: @duckdb/node-api 1.5.6-r.1 (DuckDB 1.5.6), Node 20 and 24, Debian 12, on 2026-11-29. The locale need not be installed.
# Source: the setting `Calendar` of the ICU extension, https://duckdb.org/docs/stable/core_extensions/icu; that its default is taken
#   from LC_ALL, LC_TIME or LANG is not said there.
# Guess: a database answers the same SQL the same way whatever the language of the system is.
# Behaviour: under th_TH the calendar is `buddhist`, under fa_IR and ckb_IR `persian`. Then year() of a TIMESTAMPTZ is 2569 or 1404, and AT
#   TIME ZONE gives a TIMESTAMP of that year with "(BC)" behind it, while strftime() of the same moment under th_TH still says 2026.
# What chatledger does: every connection sets the calendar, and a part of its tests runs under another locale.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund @duckdb/node-api@1.5.6-r.1
cat > ask.mjs <<'JS'
import { DuckDBInstance } from "@duckdb/node-api"
const connection = await (await DuckDBInstance.create(":memory:")).connect()
const moment = "timestamptz '2026-01-05 10:00:00+00'"
const reader = await connection.runAndReadAll(`
  select current_setting('Calendar'), year(${moment})::varchar, strftime(${moment}, '%Y-%m-%d'),
    (${moment} at time zone 'UTC')::varchar`)
console.log(process.env.LC_ALL, ...reader.getRowsJson()[0])
JS
seen=$(for name in en_US.UTF-8 th_TH.UTF-8 fa_IR.UTF-8 ckb_IR.UTF-8; do LC_ALL=$name TZ=UTC node ask.mjs; done)
expected='en_US.UTF-8 gregorian 2026 2026-01-05 2026-01-05 10:00:00
th_TH.UTF-8 buddhist 2569 2026-01-05 2569-01-05 (BC) 10:00:00
fa_IR.UTF-8 persian 1404 1404-10-15 1404-10-15 (BC) 10:00:00
ckb_IR.UTF-8 persian 1404 1404-10-15 1404-10-15 (BC) 10:00:00'
echo "$seen"
[ "$seen" = "$expected" ] || { echo "this has changed; it was:"; echo "$expected"; exit 1; }
