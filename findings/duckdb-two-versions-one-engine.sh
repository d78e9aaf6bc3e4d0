#!/usr/bin/env bash
# Two versions of DuckDB in one Node process are one engine on Linux: that of the package that was loaded first.
#
# Seen with: @duckdb/node-api 1.5.5-r.5 and 1.5.6-r.1, on Linux x64 with glibc, on 2026-11-30.
# Source: npm's documentation of nested dependencies: each package gets the version that it asks for. DuckDB's clients page: the
#   Node client brings the engine with it.
# Guess: two packages that need different versions of DuckDB each use their own, as with any nested dependency, and each can rely on what
#   its version fixed.
# Behaviour: each addon is linked against a library of one name, libduckdb.so, and the loader of the system keeps the first that it met:
#   both report the version of whichever was imported first, without a warning. The other way round, the other.
# What chatledger does: DuckDB is a peer dependency of the libraries, so that a program has one copy.
set -euo pipefail
[ "$(uname -s)" = Linux ] || { echo "this is about Linux"; exit 0; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
for version in 1.5.5-r.5 1.5.6-r.1; do
  mkdir -p "uses-$version"
  (cd "uses-$version" && npm init -y >/dev/null && npm install --silent --no-audit --no-fund "@duckdb/node-api@$version" 2>/dev/null)
done
cat > ask.mjs <<'JS'
import { createRequire } from "node:module"

for (const version of process.argv.slice(2)) {
  const { DuckDBInstance } = createRequire(`${process.cwd()}/uses-${version}/`)("@duckdb/node-api")
  const connection = await (await DuckDBInstance.create()).connect()
  const [row] = (await connection.runAndReadAll("select version() as engine")).getRowObjectsJson()
  console.log(`package ${version}: engine ${row.engine}`)
}
JS
seen=$(node ask.mjs 1.5.5-r.5 1.5.6-r.1; echo; node ask.mjs 1.5.6-r.1 1.5.5-r.5)
expected='package 1.5.5-r.5: engine v1.5.5
package 1.5.6-r.1: engine v1.5.5

package 1.5.6-r.1: engine v1.5.6
package 1.5.5-r.5: engine v1.5.6'
echo "$seen"
[ "$seen" = "$expected" ] || { echo "this has changed; it was:"; echo "$expected"; exit 1; }
