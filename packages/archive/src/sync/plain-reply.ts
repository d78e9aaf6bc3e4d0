// The fast path for a reply without anything odd: one `JSON.parse` instead of record by record.
//
// Nearly all replies take it. Anything that a strict reader would refuse (duplicate fields, lone
// surrogates, invalid UTF-8, control characters, great depth) is left to `ReplyReader`, which finds
// and locates it; for all other replies both give the same result.
import { decodeRecord } from "@chatledger/core"
import { ValueWalk } from "../coverage/record-hash.ts"
import { SeenRecords } from "../coverage/seen-reply.ts"
import { hashIdOf } from "../reply-reader.ts"
import { ReplySummary } from "../reply-summary.ts"

/** Far below the depth limit, and far above the depth of any record. */
const PLAIN_DEPTH = 64

/**
 * Counts field names in the text by `":`; an escaped quote does not count, and a blank before the colon hides a name.
 */
const namedMembers = (text: string): number => {
  let count = 0
  for (let at = text.indexOf('":'); at >= 0; at = text.indexOf('":', at + 2))
    if (text.charCodeAt(at - 1) !== 0x5c) count += 1
  return count
}

const surrogateEscape = /\\u[dD]/

const arrayIn = (text: string): ReadonlyArray<unknown> | undefined => {
  if (text.includes("\ufffd") || surrogateEscape.test(text)) return undefined
  try {
    const value: unknown = JSON.parse(text)
    return Array.isArray(value) ? value : undefined
  } catch {
    return undefined
  }
}

/** The result for a plain reply; undefined if it must be read record by record. */
export const readPlainReply = (bytes: Uint8Array) => {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("utf8")
  const array = arrayIn(text)
  if (array === undefined) return undefined
  const summary = new ReplySummary()
  summary.format = "array"
  const seen = new SeenRecords()
  const walk = new ValueWalk(PLAIN_DEPTH)
  let members = 0
  for (const value of array) {
    const state = walk.state(value)
    members += walk.members
    if (walk.depth > PLAIN_DEPTH) return undefined
    const { message, issues } = decodeRecord(value)
    summary.count(message, issues)
    if (message !== undefined)
      seen.add({ message, hashId: hashIdOf(message, value) }, message === value ? state : undefined)
  }
  return members === namedMembers(text) ? { summary, seen } : undefined
}
