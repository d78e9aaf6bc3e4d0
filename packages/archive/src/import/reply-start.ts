// Judges a file by its first bytes: a list of records, NDJSON, an exported chat, or why it is not a reply.
//
// The first non-blank byte decides, as in the splitter. An error page before the replies is skipped if a reply
// begins within the first megabyte. Whether the records are messages is not checked here, since that
// requires reading the whole file.
import { isUtf16, replyStartInOthers } from "@chatledger/core/internal"
import { compressionOf } from "../compressed.ts"
import { startsWithHead } from "../phone-export/phone-export.ts"
import type { ImportReason } from "../reasons.ts"

/** The format of the records, and the offset of the first reply. */
export interface ReplyStart {
  readonly format: "array" | "ndjson" | "phone"
  readonly at: number
  /** Why the bytes before it are not a reply, if there are any. */
  readonly before?: ImportReason
}

/** The first reply must begin within this many bytes. */
export const START_BYTES = 1024 * 1024

/** The head of an exported chat is shorter. */
const HEAD_BYTES = 256

const isBlank = (byte: number) => byte === 0x20 || byte === 0x09 || byte === 0x0a || byte === 0x0d

const afterMark = (bytes: Uint8Array): number =>
  bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0

/** Signatures of other file types. */
const others = [
  ["PK\u0003\u0004", "ZIP"],
  ["7z\u00bc\u00af\u0027\u001c", "7z"],
  ["Rar!\u001a\u0007", "RAR"],
  ["\u00fd7zXZ\u0000", "xz"],
  ["BZh", "bzip2"]
] as const

/** A byte-order mark, or three zeros beside an ASCII character. */
const isUtf32 = ([a, b, c, d]: Uint8Array): boolean =>
  (a === 0xff && b === 0xfe && c === 0 && d === 0) ||
  (a === 0 && b === 0 && c === 0xfe && d === 0xff) ||
  (a !== 0 && b === 0 && c === 0 && d === 0) ||
  (a === 0 && b === 0 && c === 0 && d !== undefined && d !== 0)

const startsWith = (bytes: Uint8Array, start: string): boolean =>
  [...start].every((character, index) => bytes[index] === character.charCodeAt(0))

/** Why bytes with this start are not a reply; they are not blank. */
const whyNone = (bytes: Uint8Array, isUnpacked: boolean): ImportReason => {
  if (isUnpacked && compressionOf(bytes) !== "none") return { code: "compressed_twice" }
  const other = others.find(([start]) => startsWith(bytes, start))
  if (other !== undefined) return { code: "packed", as: other[1] }
  return bytes[0] === 0x3c ? { code: "is_html" } : { code: "not_list" }
}

const formats: ReadonlyMap<number | undefined, "array" | "ndjson"> = new Map([
  [0x5b, "array"],
  [0x7b, "ndjson"]
])

/** A log of receiveNotification may begin with answers of an empty queue. */
const isAfterNull = (bytes: Uint8Array): boolean =>
  /^(?:null\s*)+\{/.test(new TextDecoder("latin1").decode(bytes.subarray(0, 64 * 1024)))

/**
 * Returns where the reply begins, why there is none, or undefined if undecided. `isAll`: there are no more bytes;
 * `isUnpacked`: the bytes come from a compressed file.
 */
export const startOf = (
  bytes: Uint8Array,
  isAll: boolean,
  isUnpacked: boolean
): ReplyStart | ImportReason | undefined => {
  const isEnough = isAll || bytes.length >= START_BYTES
  if (!isAll && bytes.length < 4) return undefined
  const mark = afterMark(bytes)
  const blanks = bytes.subarray(mark).findIndex((byte) => !isBlank(byte))
  const at = mark + blanks
  if (blanks < 0) {
    if (isAll) return { code: "empty_file" }
    return isEnough ? { code: "blanks_only" } : undefined
  }
  const start = bytes.subarray(at)
  if (!isAll && start.length < 4) return undefined
  if (isUtf32(start)) return { code: "utf32" }
  if (isUtf16(start)) return { code: "utf16" }
  if (!isAll && start.length < HEAD_BYTES) return undefined
  if (startsWithHead(start)) return { format: "phone", at: 0 }
  const format = formats.get(bytes[at]) ?? (isAfterNull(start) ? "ndjson" : undefined)
  if (format !== undefined) return { format, at: 0 }
  const isFile = others.some(([magic]) => startsWith(start, magic)) || compressionOf(start) !== "none"
  if (!isEnough && !isFile && bytes[at] !== 0) return undefined
  const first = isFile ? undefined : replyStartInOthers(start)
  const before = whyNone(start, isUnpacked)
  return first === undefined
    ? before
    : { format: formats.get(start[first]) ?? "array", at: at + first, before }
}
