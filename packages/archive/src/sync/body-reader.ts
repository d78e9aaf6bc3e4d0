// Reads the body of a reply while it comes in, once: its summary, its sha256, what the ledger sees of it, and whether
// it is one whole array.
import * as Crypto from "node:crypto"
import { type BodyReader, flawOf, isBroken } from "@chatledger/core"
import { SeenRecords } from "../coverage/seen-reply.ts"
import type { SeenRecord } from "../coverage/seen-table.ts"
import { ReplyReader } from "../reply-reader.ts"
import type { ReplySummary } from "../reply-summary.ts"

/** What is known of a body that is one whole array. */
export interface ReadBody {
  readonly summary: ReplySummary
  /** 64 hexadecimal digits. */
  readonly sha256: string
  /** For the ledger, oldest first. */
  readonly seen: ReadonlyArray<SeenRecord>
}

/** A reader for the journal client. */
export const bodyReader = (): BodyReader<ReadBody> => {
  const hash = Crypto.createHash("sha256")
  const seen = new SeenRecords()
  let firstBroken: number | undefined
  const reader = new ReplyReader((record) => {
    if (isBroken(record.issues)) firstBroken ??= record.index
    seen.add(record)
  })
  return {
    push: (chunk) => {
      hash.update(chunk)
      reader.push(chunk)
    },
    end: () => {
      const summary = reader.end()
      const isClosed = !summary.codes.has("reply_is_cut")
      const hasBytesAfter = summary.codes.has("bytes_after_reply")
      const flaw = flawOf({ format: summary.format, isClosed, hasBytesAfter }, firstBroken)
      if (flaw !== undefined) return { flaw }
      const { isNewestFirst } = summary
      return { read: { summary, sha256: hash.digest("hex"), seen: seen.oldestFirst(isNewestFirst) } }
    }
  }
}
