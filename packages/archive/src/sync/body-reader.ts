// Reads the body of a reply while it comes in: its summary, its sha256, and whether it is one whole array.
import * as Crypto from "node:crypto"
import { type BodyReader, flawOf, isBroken } from "@chatledger/core"
import { type ReadRecord, ReplyReader } from "../reply-reader.ts"
import type { ReplySummary } from "../reply-summary.ts"

/** What is known of a body that is one whole array. */
export interface ReadBody {
  readonly summary: ReplySummary
  /** 64 hexadecimal digits. */
  readonly sha256: string
}

/** A reader for the journal client; `onRecord` gets each record in the order of the reply, also of a try that fails. */
export const bodyReader = (onRecord: (record: ReadRecord) => void): BodyReader<ReadBody> => {
  const hash = Crypto.createHash("sha256")
  let firstBroken: number | undefined
  const reader = new ReplyReader((record) => {
    if (isBroken(record.issues)) firstBroken ??= record.index
    onRecord(record)
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
      return flaw === undefined ? { read: { summary, sha256: hash.digest("hex") } } : { flaw }
    }
  }
}
