// The quick way through a reply that has nothing odd in it: `JSON.parse` of the whole, instead of record by record.
//
// Nearly every reply is like that. Whatever a strict reader would stumble over (a field that stands twice, half a
// surrogate pair, bytes that are not UTF-8, a control character, great depth) is left to `ReplyReader`, which finds
// and places it; for all other replies both say the same.
import { decodeRecord } from "@chatledger/core"
import { SeenRecords } from "../coverage/seen-reply.ts"
import { hashIdOf } from "../reply-reader.ts"
import { ReplySummary } from "../reply-summary.ts"

/** Far from the depth that is an issue, and far more than any record has. */
const PLAIN_DEPTH = 64

/** Members of all objects, or NaN if the value nests deep. */
const countMembers = (value: unknown, depth: number): number => {
  if (typeof value !== "object" || value === null) return 0
  if (depth > PLAIN_DEPTH) return Number.NaN
  let count = 0
  if (Array.isArray(value)) for (const item of value) count += countMembers(item, depth + 1)
  else
    for (const name in value) {
      const held: unknown = Reflect.get(value, name)
      count += typeof held === "object" ? 1 + countMembers(held, depth + 1) : 1
    }
  return count
}

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
    return Array.isArray(value) && countMembers(value, 0) === namedMembers(text) ? value : undefined
  } catch {
    return undefined
  }
}

/** What a plain reply says; undefined if it has to be read record by record. */
export const readPlainReply = (bytes: Uint8Array) => {
  const array = arrayIn(new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes))
  if (array === undefined) return undefined
  const summary = new ReplySummary()
  summary.format = "array"
  const seen = new SeenRecords()
  for (const value of array) {
    const { message, issues } = decodeRecord(value)
    summary.count(message, issues)
    if (message !== undefined) seen.add({ message, hashId: hashIdOf(message, value) })
  }
  return { summary, seen }
}
