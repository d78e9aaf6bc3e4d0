// An archive as a sync every five minutes leaves it: two small replies each time, most of them overlapping the one
// before, many empty. Written without flushes, since only reading is measured.
import { createHash } from "node:crypto"
import { mkdirSync, writeFileSync } from "node:fs"
import { constants, zstdCompressSync } from "node:zlib"
import { instance } from "./data.ts"

const EVERY_MILLIS = 5 * 60_000
const WINDOW_SECONDS = 13 * 60
const FROM = Date.parse("2025-01-01T00:00:03.250Z")

const params = { [constants.ZSTD_c_compressionLevel]: 1, [constants.ZSTD_c_checksumFlag]: 1 }

/** One message in about four minutes by day, none at night. */
const messageAt = (slot: number, journal: "incoming" | "outgoing") => {
  const timestamp = Math.floor(FROM / 1000) + slot * 60
  const hash = createHash("sha256").update(`${journal} ${slot}`).digest("hex")
  const hour = Math.floor(timestamp / 3600) % 24
  const isQuiet = hour < 7 || Number.parseInt(hash.slice(0, 4), 16) % 16 !== 0
  if (isQuiet) return undefined
  const chat = `7900000${String(Number.parseInt(hash.slice(4, 8), 16) % 40).padStart(4, "0")}@c.us`
  return {
    type: journal,
    idMessage: hash.slice(0, 20).toUpperCase(),
    timestamp,
    typeMessage: "textMessage",
    chatId: chat,
    ...(journal === "incoming" ? { senderId: chat, senderName: "Name" } : { statusMessage: "read" }),
    textMessage: `message ${hash} of the minute ${slot}`
  }
}

/** Writes an archive of `count` snapshots. */
export const writeManySnapshots = (archive: string, count: number): void => {
  mkdirSync(`${archive}/snapshots`, { recursive: true })
  writeFileSync(`${archive}/archive.json`, '{"format":"chatledger-archive","version":1}\n')
  const made = new Set<string>()
  for (let number = 0; number < count; number += 1) {
    const journal = number % 2 === 0 ? "incoming" : "outgoing"
    const at = FROM + Math.floor(number / 2) * EVERY_MILLIS + (number % 2)
    const now = Math.floor((at - FROM) / 60_000)
    const records = Array.from({ length: WINDOW_SECONDS / 60 }, (_, back) => messageAt(now - back, journal))
    const body = JSON.stringify(records.filter((record) => record !== undefined))
    const sha256 = createHash("sha256").update(body).digest("hex")
    const requestedAt = new Date(at).toISOString()
    const id = `${requestedAt.replace(/[-:.]/g, "")}-${journal === "incoming" ? "in" : "out"}-0000-${sha256.slice(0, 16)}`
    const kept = records.filter((record) => record !== undefined)
    const facts = {
      version: 1,
      snapshot_id: id,
      instance_id: instance,
      journal,
      origin: "sync",
      requested_at: requestedAt,
      requested_at_is_guess: false,
      minutes: 13,
      server_date: new Date(at).toUTCString(),
      status: 200,
      byte_count: body.length,
      sha256,
      record_count: kept.length,
      oldest_timestamp: kept.at(-1)?.timestamp ?? null,
      newest_timestamp: kept[0]?.timestamp ?? null,
      source: null,
      evidence: null,
      program: "benchmark 0"
    }
    const folder = `${archive}/snapshots/${instance}/${id.slice(0, 4)}/${id.slice(4, 6)}`
    if (!made.has(folder)) mkdirSync(folder, { recursive: true })
    made.add(folder)
    const text = `${JSON.stringify(facts)}\n${body}`
    writeFileSync(`${folder}/${id}.zst`, zstdCompressSync(text, { params }))
  }
}
