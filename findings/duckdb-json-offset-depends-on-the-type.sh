#!/usr/bin/env bash
# DuckDB reads one time with an offset as two TIMESTAMPs, five hours apart: as UTC if it found the type itself, as wall clock if the type is named.
#
# Seen with: @duckdb/node-api 1.5.6-r.1, on 2026-12-01.
# Source: https://duckdb.org/docs/stable/data/json/loading_json, `auto_detect`, says nothing of offsets. https://github.com/duckdb/duckdb/issues/22103: before
#   1.5.2 such a column was VARCHAR; https://github.com/duckdb/duckdb/pull/24171, merged after 2026-07-26 and not in this version, makes it TIMESTAMPTZ.
# Guess: naming the type that DESCRIBE shows changes nothing, so a pipeline can pin it; and a time with an offset, or with Z, is a moment, as in a CSV file.
# Behaviour: read_ndjson finds TIMESTAMP for 10:00+05:00 and gives 05:00; with TIMESTAMP named in `columns`, or COPY into a table of it, the same line is 10:00,
#   as a cast gives it. With Z both are equal, which hides it in a test; but neither is a moment: in Berlin it counts as an hour earlier
#   when it is compared with now(). A file with +05:00 in one line and Z in another is VARCHAR. In a CSV file the same text is TIMESTAMPTZ.
# What chatledger does: it reads JSON as text, or with named types of which none is a time.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund @duckdb/node-api@1.5.6-r.1 2>/dev/null
cat > ask.mjs <<'JS'
import { writeFileSync } from "node:fs"
import { DuckDBInstance } from "@duckdb/node-api"

const connection = await (await DuckDBInstance.create()).connect()
const ask = async (label, source, value = "typeof(sent), sent::varchar") =>
  console.log(`${label}:`, ...(await connection.runAndReadAll(`select ${value} from ${source}`)).getRowsJson().flat())
await connection.run("set timezone = 'Europe/Berlin'; set calendar = 'gregorian'")
const [offset, zulu] = ["2026-01-05T10:00:00+05:00", "2026-01-05T10:00:00Z"]
writeFileSync("offset.ndjson", `{"sent":"${offset}"}\n`)
writeFileSync("zulu.ndjson", `{"sent":"${zulu}"}\n`)
writeFileSync("both.ndjson", `{"sent":"${offset}"}\n{"sent":"${zulu}"}\n`)
writeFileSync("offset.csv", `id,sent\n1,${offset}\n`)

const named = (file) => `read_ndjson('${file}', columns = {sent: 'timestamp'})`
await ask("+05:00, type found", "'offset.ndjson'")
await ask("+05:00, type named", named("offset.ndjson"))
await connection.run("create table loaded (sent timestamp); copy loaded from 'offset.ndjson'")
await ask("+05:00, COPY into a table", "loaded")
await ask("+05:00, CSV", "'offset.csv'")
await ask("Z, type found", "'zulu.ndjson'")
await ask("Z, type named", named("zulu.ndjson"))
await ask("Z, before half past nine UTC", "'zulu.ndjson'", "sent < timestamptz '2026-01-05 09:30:00+00'")
await ask("both", "'both.ndjson'")
JS
seen=$(node ask.mjs)
expected='+05:00, type found: TIMESTAMP 2026-01-05 05:00:00
+05:00, type named: TIMESTAMP 2026-01-05 10:00:00
+05:00, COPY into a table: TIMESTAMP 2026-01-05 10:00:00
+05:00, CSV: TIMESTAMP WITH TIME ZONE 2026-01-05 06:00:00+01
Z, type found: TIMESTAMP 2026-01-05 10:00:00
Z, type named: TIMESTAMP 2026-01-05 10:00:00
Z, before half past nine UTC: true
both: VARCHAR 2026-01-05T10:00:00+05:00 VARCHAR 2026-01-05T10:00:00Z'
echo "$seen"
[ "$seen" = "$expected" ] || { echo "this has changed; it was:"; echo "$expected"; exit 1; }
