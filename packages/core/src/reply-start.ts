// Where a reply begins within other bytes: after a cut one, after an error page, after a byte-order mark.
//
// Nothing in right JSON looks like the start of a reply: within a text its quotes would be escaped. So it is
// looked for only where something is wrong.
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

/** Where in `bytes` of a record another reply begins; it is looked for only where the record is odd, or begins a list in NDJSON. */
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

/** Where a reply begins in bytes that are none, line by line too; undefined if nowhere. */
export const replyStartInOthers = (bytes: Uint8Array): number | undefined => found(bytes, startInOthers)

/** The first byte of a record after a byte-order mark, which files that were joined have in their middle. */
export const afterMark = ({ bytes, start }: RecordSource): number =>
  bytes[start] === 0xef && bytes[start + 1] === 0xbb && bytes[start + 2] === 0xbf ? start + 3 : start

/** Whether bytes are UTF-16: a mark, or a zero in every second byte where the text is ASCII. */
export const isUtf16 = ([a, b, c, d]: Uint8Array): boolean =>
  (a === 0xff && b === 0xfe) ||
  (a === 0xfe && b === 0xff) ||
  (a === 0 && b !== 0 && c === 0 && d !== 0) ||
  (a !== 0 && b === 0 && c !== 0 && d === 0)
