// What a sync pays to know what is new: the ledger of an instance that was asked every five minutes for a year.
//
// 100,000 snapshots, 1,000,000 messages, each seen twice; `--snapshots N` makes fewer. Snapshots are written without
// flushes, which would take minutes. Measured are catching up with one new snapshot and with none, and all anew.
import * as Crypto from "node:crypto"
import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs"
import { createRequire } from "node:module"
import { parseArgs } from "node:util"
import * as Zlib from "node:zlib"
import { type Facts, snapshotId } from "../packages/archive/dist/index.js"
import { instance } from "./data.ts"
import { measure, report, root } from "./measure.ts"

const snapshots = Number(
  parseArgs({ options: { snapshots: { type: "string" } }, strict: false }).values.snapshots ?? 100_000
)
const fresh = 10
const folder = `${root}benchmarks/data/ledger-${snapshots}`
const archive = `${folder}/archive`
const start = Date.parse("2025-01-01T00:00:00Z")
const step = 5 * 60_000

const recordOf = (no: number, at: number) =>
  JSON.stringify({
    type: "incoming",
    idMessage: `M${no}`,
    timestamp: Math.floor(at / 1000),
    typeMessage: "textMessage",
    chatId: `${no % 500}@c.us`,
    senderId: `${no % 500}@c.us`,
    textMessage: "quite an ordinary message"
  })

/** Records that came in the five minutes before a snapshot. */
const recordsOf = (no: number, now: number) =>
  Array.from({ length: fresh }, (_, index) => recordOf(no * fresh + index, now - step + index * 10_000))

const writeSnapshot = (no: number): void => {
  const now = start + no * step
  const records = [...(no === 0 ? [] : recordsOf(no - 1, now - step)), ...recordsOf(no, now)].reverse()
  const body = Buffer.from(`[${records.join(",")}]`)
  const sha256 = Crypto.hash("sha256", body)
  const id = snapshotId({ requestedAt: new Date(now), journal: "incoming", part: 0, sha256 })
  const facts: Facts = {
    version: 1,
    snapshot_id: id,
    instance_id: instance,
    journal: "incoming",
    origin: "sync",
    requested_at: new Date(now).toISOString(),
    requested_at_is_guess: false,
    minutes: 13,
    server_date: new Date(now).toUTCString(),
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
  const month = `${archive}/snapshots/${instance}/${id.slice(0, 4)}/${id.slice(4, 6)}`
  mkdirSync(month, { recursive: true })
  const plain = Buffer.concat([Buffer.from(`${JSON.stringify(facts)}\n`), body])
  const params = { [Zlib.constants.ZSTD_c_compressionLevel]: 1, [Zlib.constants.ZSTD_c_checksumFlag]: 1 }
  writeFileSync(`${month}/${id}.zst`, Zlib.zstdCompressSync(plain, { params }))
}

if (!existsSync(`${archive}/archive.json`)) {
  for (let no = 0; no < snapshots; no += 1) writeSnapshot(no)
  writeFileSync(`${archive}/archive.json`, '{"format":"chatledger-archive","version":1}\n')
}

const names = readdirSync(`${archive}/snapshots`, { recursive: true, encoding: "utf8" })
let written = names.filter((name) => name.endsWith(".zst")).length

const { resolve } = createRequire(`${root}packages/archive/package.json`)

const open = [
  "--input-type=module",
  "-e",
  `import { openArchive } from "${root}packages/archive/dist/index.js"
  import { instanceLedger } from "${root}packages/archive/dist/internal.js"
   import * as NodeServices from "${resolve("@effect/platform-node/NodeServices")}"
   import * as Effect from "${resolve("effect/Effect")}"
   const opened = performance.now()
   const ledger = Effect.flatMap(openArchive(${JSON.stringify(archive)}), (archive) => instanceLedger(archive, "${instance}"))
   const { seenCount } = await Effect.runPromise(Effect.provide(ledger, NodeServices.layer))
   process.stderr.write("ledger of " + seenCount + " messages in " + (performance.now() - opened).toFixed(0) + " ms\\n")`
]

report(
  `the ledger of ${snapshots} snapshots, start of the program included`,
  measure([
    {
      name: "all anew",
      commands: [open],
      before: () => rmSync(`${archive}/cache`, { recursive: true, force: true })
    },
    { name: "nothing new", commands: [open] },
    { name: "one new snapshot", commands: [open], before: () => writeSnapshot(written++) }
  ])
)
