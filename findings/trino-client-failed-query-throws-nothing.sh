#!/usr/bin/env bash
# The Trino client for JavaScript throws nothing when a query fails: the loop over its pages ends as after success, with the rows until then.
#
# Seen with: trino-client 0.2.9 (npm), against a server that replies as Trino's client protocol describes, on 2026-11-30.
# Source: https://trino.io/docs/current/develop/client-protocol.html: a failed query is a reply with HTTP 200 and a field `error`; the client hands it
#   on as one more page, and its types say only that a page may have the field. Trino 476 replied so when one of its workers was killed.
# Guess: the loop rejects with the server's error, as those of the JDBC driver and of the Python client do.
# Behaviour: a program that collects `data` until the loop ends takes half of the rows for all of them; so does one that asks for a single number.
# What chatledger does: an answer counts only if a page says that the query is FINISHED, and a page with `error` is an error.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund trino-client@0.2.9 2>/dev/null
cat > ask.mjs <<'JS'
import { createServer } from "node:http"
import { Trino } from "trino-client"

const columns = [{ name: "chat", type: "varchar" }, { name: "messages", type: "bigint" }]
const error = {
  message: "Encountered too many errors talking to a worker node",
  errorCode: 65540,
  errorName: "REMOTE_TASK_ERROR",
  errorType: "INTERNAL_ERROR"
}
const pages = {
  whole: [{ columns, data: [["family", 120]], state: "RUNNING" }, { columns, data: [["work", 340]], state: "FINISHED" }],
  failed: [{ columns, data: [["family", 120]], state: "RUNNING" }, { columns, error, state: "FAILED" }]
}

const server = createServer((request, response) => {
  const chunks = []
  request.on("data", (chunk) => chunks.push(chunk))
  request.on("end", () => {
    const [, name = String(Buffer.concat(chunks)), place = "-1"] = /^\/(\w+)\/(\d+)$/.exec(request.url) ?? []
    const { state = "QUEUED", ...page } = pages[name][Number(place)] ?? {}
    const next = Number(place) + 1
    const nextUri = next < pages[name].length ? `http://127.0.0.1:${server.address().port}/${name}/${next}` : undefined
    response.setHeader("content-type", "application/json")
    response.end(JSON.stringify({ id: name, infoUri: "http://127.0.0.1/", ...page, nextUri, stats: { state }, warnings: [] }))
  })
})
await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve))
const client = Trino.create({ server: `http://127.0.0.1:${server.address().port}`, catalog: "delta", schema: "chats" })

for (const query of ["whole", "failed"]) {
  const rows = []
  let thrown = "nothing"
  try {
    for await (const { data = [] } of await client.query(query)) rows.push(...data)
  } catch (reason) {
    thrown = reason.message
  }
  console.log(`${query}: rows ${JSON.stringify(rows)}, thrown: ${thrown}`)
}
server.close()
JS
seen=$(node ask.mjs)
expected='whole: rows [["family",120],["work",340]], thrown: nothing
failed: rows [["family",120]], thrown: nothing'
echo "$seen"
[ "$seen" = "$expected" ] || { echo "this has changed; it was:"; echo "$expected"; exit 1; }
