// Reads the body of a reply once: its summary, its sha256, the records for the ledger, and whether it is one complete
// array.
//
// Parses it at once if it is at most 32 MiB and nothing is odd, otherwise record by record. A program with many
// replies may do this in a worker thread, with its own `BodyReading`.
import * as Crypto from "node:crypto"
import type { BodyEnd } from "@chatledger/core"
import { flawOf, isBroken } from "@chatledger/core/internal"
import * as Context from "effect/Context"
import { SeenRecords } from "../coverage/seen-reply.ts"
import type { SeenRecord } from "../coverage/seen-table.ts"
import { ReplyReader } from "../reply-reader.ts"
import type { ReplySummary } from "../reply-summary.ts"
import { readPlainReply } from "./plain-reply.ts"

const PLAIN_BYTES = 32 * 1024 * 1024
const CHUNK_BYTES = 1024 * 1024

/** The result for a body that is one complete array. */
export interface ReadBody {
  readonly summary: ReplySummary
  /** 64 hexadecimal digits. */
  readonly sha256: string
  /** Records for the ledger, oldest first. */
  readonly seen: ReadonlyArray<SeenRecord>
}

const readCarefully = (body: Uint8Array) => {
  const seen = new SeenRecords()
  let firstBroken: number | undefined
  const reader = new ReplyReader((record) => {
    if (isBroken(record.issues)) firstBroken ??= record.index
    seen.add(record)
  })
  for (let at = 0; at < body.length; at += CHUNK_BYTES) reader.push(body.subarray(at, at + CHUNK_BYTES))
  const summary = reader.end()
  const isClosed = !summary.codes.has("reply_is_cut")
  const hasBytesAfter = summary.codes.has("bytes_after_reply") || summary.replyCount > 1
  const flaw = flawOf({ format: summary.format, isClosed, hasBytesAfter }, firstBroken)
  return { summary, seen, flaw }
}

/** Reads a complete body. */
export const readReplyBody = (body: Uint8Array): BodyEnd<ReadBody> => {
  const plain = body.length <= PLAIN_BYTES ? readPlainReply(body) : undefined
  const { summary, seen, flaw } = plain === undefined ? readCarefully(body) : { ...plain, flaw: undefined }
  const records = seen.oldestFirst(summary.isNewestFirst)
  if (flaw !== undefined && (flaw.code !== "record_not_json" || records.length === 0)) return { flaw }
  const read = { summary, sha256: Crypto.hash("sha256", body), seen: records }
  return flaw === undefined ? { read } : { flaw, usable: { read, records: records.length } }
}

/** Reads bodies; default: in this thread. The body must not change meanwhile. */
export const BodyReading = Context.Reference<{
  readonly read: (body: Uint8Array) => BodyEnd<ReadBody> | PromiseLike<BodyEnd<ReadBody>>
}>("@chatledger/archive/BodyReading", { defaultValue: () => ({ read: readReplyBody }) })
