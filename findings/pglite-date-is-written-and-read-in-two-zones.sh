#!/usr/bin/env bash
# PGlite writes a Date into a TIMESTAMP in UTC and reads it in the local zone: outside of UTC, each trip moves it by the offset.
#
# Seen with: @electric-sql/pglite 0.5.17, on 2026-12-01.
# Source: https://github.com/electric-sql/pglite/issues/532 (open): a Date is written by toISOString, and a text without a zone is read by new Date(text).
# Guess: a Date that was passed as a parameter comes back as the same moment, as with node-postgres, which writes and reads a TIMESTAMP in the local zone.
# Behaviour: in Tokyo, 10:00 UTC comes back as 01:00 UTC, and a row that is read and written back moves by another nine hours each time. TIMESTAMPTZ keeps
#   the moment. DATE is read as midnight in UTC, so the day of local midnight, a "start of today", is written as the day before. Where TZ is UTC, as
#   in CI and in containers, nothing moves.
# What chatledger does: it does not use PGlite; its own times are TIMESTAMPTZ.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund @electric-sql/pglite@0.5.17 2>/dev/null
cat > ask.mjs <<'JS'
import { PGlite } from "@electric-sql/pglite"

const database = new PGlite()
await database.exec("create table seen (id integer, plain timestamp, zoned timestamptz, day date)")
const sent = new Date("2026-01-05T10:00:00Z")
await database.query("insert into seen values (1, $1, $2, $3)", [sent, sent, new Date(2026, 0, 5)])
const read = async () => (await database.query("select * from seen")).rows[0]
const first = await read()
console.log(process.env.TZ, "timestamp:", first.plain.toISOString())
await database.query("update seen set plain = $1", [first.plain])
console.log(process.env.TZ, "written back:", (await read()).plain.toISOString())
console.log(process.env.TZ, "timestamptz:", first.zoned.toISOString())
console.log(process.env.TZ, "date of January 5:", (await database.query("select day::text from seen")).rows[0].day)
JS
seen=$(for zone in UTC Asia/Tokyo; do TZ=$zone node ask.mjs; done)
expected='UTC timestamp: 2026-01-05T10:00:00.000Z
UTC written back: 2026-01-05T10:00:00.000Z
UTC timestamptz: 2026-01-05T10:00:00.000Z
UTC date of January 5: 2026-01-05
Asia/Tokyo timestamp: 2026-01-05T01:00:00.000Z
Asia/Tokyo written back: 2026-01-04T16:00:00.000Z
Asia/Tokyo timestamptz: 2026-01-05T10:00:00.000Z
Asia/Tokyo date of January 5: 2026-01-04'
echo "$seen"
[ "$seen" = "$expected" ] || { echo "this has changed; it was:"; echo "$expected"; exit 1; }
