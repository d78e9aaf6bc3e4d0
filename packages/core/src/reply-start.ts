// Finds the start of a reply within other bytes: after a truncated reply, an error page, or a byte-order mark.
//
// In valid JSON nothing looks like the start of a reply, since quotes inside strings are escaped. So the search is
// only needed where something is wrong.
import type { RecordSource } from "./record-source.ts"

const field = '"(?:type"\\s{0,8}:\\s{0,8}"(?:incoming|outgoing)"|(?:idMessage|typeMessage)"\\s{0,8}:)'
const list = `\\[\\s{0,32}\\{\\s{0,32}${field}`
const lineOfReply = `(?<=[\\r\\n])(?:\\[\\s{0,32}\\]|\\{\\s{0,32}${field})`

const startInRecord = new RegExp(list)
const startInOthers = new RegExp(`${list}|${lineOfReply}`)

/** The longest start of a reply, in bytes. */
export const LONGEST_START = 192

const latin1 = new TextDecoder("latin1")

const found = (bytes: Uint8Array, start: RegExp): number | undefined =>
  start.exec(latin1.decode(bytes))?.index

/** Finds another reply within a record; only searches odd records, and NDJSON records that begin a list. */
export const otherReplyIn = (
  { bytes, start, end, isTooLarge }: RecordSource,
  isNdjson: boolean,
  isOdd: boolean
): number | undefined => {
  if (isTooLarge) return undefined
  if (isNdjson && bytes[start] === 0x5b) return start
  const at = isOdd ? found(bytes.subarray(start, end), startInRecord) : undefined
  return at === undefined ? undefined : start + at
}

/** Finds the start of a reply in bytes outside of replies, also at line starts; undefined if there is none. */
export const replyStartInOthers = (bytes: Uint8Array): number | undefined => found(bytes, startInOthers)

/** Leaves out a byte-order mark before a record, which joined files have in the middle. */
export const passMark = (record: RecordSource): void => {
  const { bytes, start } = record
  if (bytes[start] !== 0xef || bytes[start + 1] !== 0xbb || bytes[start + 2] !== 0xbf) return
  record.offset += 3
  record.start += 3
}

/** True for UTF-16: a byte-order mark, or a zero in every second byte of ASCII text. */
export const isUtf16 = ([a, b, c, d]: Uint8Array): boolean =>
  (a === 0xff && b === 0xfe) ||
  (a === 0xfe && b === 0xff) ||
  (a === 0 && b !== 0 && c === 0 && d !== 0) ||
  (a !== 0 && b === 0 && c !== 0 && d === 0)
