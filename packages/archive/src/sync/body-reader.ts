// Reads the body of a reply while it comes in, once: its summary, its sha256, what the ledger sees of it, and whether
// it is one whole array.
//
// A body of up to 32 MiB is read when it is there, in one go if nothing in it is odd; a larger one, record by record
// as it comes.
import * as Crypto from "node:crypto"
import { type BodyReader, flawOf, isBroken } from "@chatledger/core"
import { SeenRecords } from "../coverage/seen-reply.ts"
import type { SeenRecord } from "../coverage/seen-table.ts"
import { ReplyReader } from "../reply-reader.ts"
import type { ReplySummary } from "../reply-summary.ts"
import { readPlainReply } from "./plain-reply.ts"

const HELD_BYTES = 32 * 1024 * 1024

/** What is known of a body that is one whole array. */
export interface ReadBody {
  readonly summary: ReplySummary
  /** 64 hexadecimal digits. */
  readonly sha256: string
  /** For the ledger, oldest first. */
  readonly seen: ReadonlyArray<SeenRecord>
}

/** Reads record by record. */
const carefulReader = () => {
  const seen = new SeenRecords()
  let firstBroken: number | undefined
  const reader = new ReplyReader((record) => {
    if (isBroken(record.issues)) firstBroken ??= record.index
    seen.add(record)
  })
  return {
    push: (chunk: Uint8Array) => reader.push(chunk),
    end: () => {
      const summary = reader.end()
      const isClosed = !summary.codes.has("reply_is_cut")
      const hasBytesAfter = summary.codes.has("bytes_after_reply")
      const flaw = flawOf({ format: summary.format, isClosed, hasBytesAfter }, firstBroken)
      return { summary, seen, flaw }
    }
  }
}

/** A reader for the journal client. */
export const bodyReader = (): BodyReader<ReadBody> => {
  const hash = Crypto.createHash("sha256")
  const careful = carefulReader()
  let held: Array<Uint8Array> = []
  let heldBytes = 0
  const letGo = () => {
    for (const chunk of held) careful.push(chunk)
    held = []
  }
  const read = () => {
    const plain = heldBytes <= HELD_BYTES ? readPlainReply(Buffer.concat(held)) : undefined
    if (plain !== undefined) return { ...plain, flaw: undefined }
    letGo()
    return careful.end()
  }
  return {
    push: (chunk) => {
      hash.update(chunk)
      heldBytes += chunk.length
      if (heldBytes <= HELD_BYTES) held.push(chunk)
      else {
        letGo()
        careful.push(chunk)
      }
    },
    end: () => {
      const { summary, seen, flaw } = read()
      if (flaw !== undefined) return { flaw }
      const { isNewestFirst } = summary
      return { read: { summary, sha256: hash.digest("hex"), seen: seen.oldestFirst(isNewestFirst) } }
    }
  }
}
