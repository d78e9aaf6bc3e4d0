// Verify against decompression and sha256sum of the same files, loose and compacted: 2,000 replies of 200 records, twenty
// a day. `--replies N` takes another number. The other side is `zstd -dc FILES | sha256sum`, two processes side by side.
import { execFileSync } from "node:child_process"
import { hash } from "node:crypto"
import { cpSync, existsSync, mkdirSync, rmSync, writeFileSync } from "node:fs"
import { parseArgs } from "node:util"
import { constants, zstdCompressSync } from "node:zlib"
import { type Facts, snapshotId } from "../packages/archive/dist/index.js"
import { instance } from "./data.ts"
import { binary, measure, report, root } from "./measure.ts"
import { messageLines } from "./messages.ts"

const { values } = parseArgs({ options: { replies: { type: "string" } }, strict: false })
const replies = Number(values["replies"] ?? 2000)
const RECORDS = 200
const EVERY_MILLIS = (24 / 20) * 60 * 60_000
const FROM = Date.parse("2025-01-01T00:00:03.250Z")
const folder = `${root}benchmarks/data/verify-${replies}`
const loose = `${folder}/loose`
const packed = `${folder}/packed`
const params = { [constants.ZSTD_c_compressionLevel]: 1, [constants.ZSTD_c_checksumFlag]: 1 }

const writeReply = (number: number, records: ReadonlyArray<string>): void => {
  const body = Buffer.from(`[${records.join(",")}]`)
  const requestedAt = new Date(FROM + number * EVERY_MILLIS)
  const sha256 = hash("sha256", body)
  const id = snapshotId({ requestedAt, journal: "incoming", part: 0, sha256 })
  const facts: Facts = {
    version: 1,
    snapshot_id: id,
    instance_id: instance,
    journal: "incoming",
    origin: "sync",
    requested_at: requestedAt.toISOString(),
    requested_at_is_guess: false,
    minutes: 80,
    server_date: requestedAt.toUTCString(),
    status: 200,
    byte_count: body.length,
    sha256,
    record_count: records.length,
    oldest_timestamp: null,
    newest_timestamp: null,
    source: null,
    evidence: null,
    program: "benchmark"
  }
  const month = `${loose}/snapshots/${instance}/${id.slice(0, 4)}/${id.slice(4, 6)}`
  mkdirSync(month, { recursive: true })
  const plain = Buffer.concat([Buffer.from(`${JSON.stringify(facts)}\n`), body])
  writeFileSync(`${month}/${id}.zst`, zstdCompressSync(plain, { params }))
}

if (!existsSync(packed)) {
  rmSync(folder, { recursive: true, force: true })
  const lines = messageLines({ count: replies * RECORDS })
  for (let number = 0; number < replies; number += 1)
    writeReply(
      number,
      Array.from({ length: RECORDS }, () => String(lines.next().value))
    )
  writeFileSync(`${loose}/archive.json`, '{"format":"chatledger-archive","version":1}\n')
  const made = `${folder}/made`
  cpSync(loose, made, { recursive: true })
  execFileSync(process.execPath, [binary, "compact", "--remove-now", "--archive", made], { stdio: "inherit" })
  cpSync(made, packed, { recursive: true })
  rmSync(made, { recursive: true })
}

const theirs = (archive: string) => {
  const files = `find ${archive}/snapshots -name '*.zst' -print0 | sort -z`
  const hashed = `${files} | xargs -0 zstd -dcq | sha256sum > /dev/null`
  const told = `awk '{ printf "\\npeak 0\\ncpu %d\\n", ($1 + $2) * 1e6 }'`
  return { program: "bash", words: ["-c", `TIMEFORMAT='%U %S'; { time (${hashed}); } 2>&1 | ${told} >&2`] }
}

for (const [name, archive] of [
  ["loose", loose],
  ["compacted", packed]
] as const)
  report(
    `verify of ${replies} replies of ${RECORDS} records, ${name}`,
    measure([
      { name: "zstd and sha256sum", commands: [theirs(archive)] },
      { name: "chatledger verify", commands: [[binary, "verify", "--archive", archive]] }
    ])
  )
