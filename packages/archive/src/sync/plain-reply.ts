// The quick way through a reply that has nothing odd in it: `JSON.parse` of the whole, instead of record by record.
//
// Nearly every reply is like that. Whatever a strict reader would stumble over (a field that stands twice, half a
// surrogate pair, bytes that are not UTF-8, a control character, great depth) is left to `ReplyReader`, which finds
// and places it; for all other replies both say the same.
import { decodeRecord } from "@chatledger/core"
import { ValueWalk } from "../coverage/record-hash.ts"
import { SeenRecords } from "../coverage/seen-reply.ts"
import { hashIdOf } from "../reply-reader.ts"
import { ReplySummary } from "../reply-summary.ts"

/** Far from the depth that is an issue, and far more than any record has. */
const PLAIN_DEPTH = 64

/** Members that the text names: `":` ends the name of each; an escaped quote does not, a blank before the colon hides one. */
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

/** What a plain reply says; undefined if it has to be read record by record. */
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
