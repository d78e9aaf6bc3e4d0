// Stops fetching the body of a journal as soon as it cannot be an array of records.
//
// HTML is recognised by its first byte, a JSON object after 16 KiB (a short one may explain why there are no records),
// unclosed brackets beyond `MAX_DEPTH`, and decompression bombs by a megabyte of blanks. Whether any other body is
// complete is checked by the wrapped reader.
import { MAX_DEPTH } from "../issue.ts"
import type { BodyReader } from "./body.ts"
import type { BodyReason } from "./call-reason.ts"

const blanks = new Set([0x20, 0x09, 0x0a, 0x0d])
const mark = new Set([0xef, 0xbb, 0xbf])
const BRACKET = 0x5b
const BRACE = 0x7b
/** Longest JSON object that may be an error message. */
const MOST_OBJECT_BYTES = 16 * 1024
const NO_ARRAY: BodyReason = { code: "not_array" }
/** A WhatsApp text has at most 65,536 characters. */
const MOST_BLANKS = 1024 * 1024

/** Wraps a reader; fails as soon as the body cannot be an array of records. */
export const arrayReader = <A>(reader: BodyReader<A>): BodyReader<A> => {
  let brackets = 0
  let blankBytes = 0
  let isBegun = false
  let isObject = false
  let bytes = 0
  let flaw: BodyReason | undefined
  const lookAtStart = (chunk: Uint8Array) => {
    for (const byte of chunk) {
      if (blanks.has(byte) || mark.has(byte)) continue
      if (byte === BRACKET) brackets += 1
      else if (brackets === 0 && byte === BRACE) isObject = true
      else if (brackets === 0) flaw = NO_ARRAY
      if (brackets > MAX_DEPTH) flaw = { code: "too_many_brackets", most: MAX_DEPTH }
      isBegun = byte !== BRACKET || flaw !== undefined
      if (isBegun) return
    }
  }
  return {
    push: (chunk) => {
      blankBytes = chunk.every((byte) => blanks.has(byte)) ? blankBytes + chunk.length : 0
      if (blankBytes > MOST_BLANKS) flaw = { code: "body_blank" }
      bytes += chunk.length
      if (!isBegun) lookAtStart(chunk)
      if (isObject && bytes > MOST_OBJECT_BYTES) flaw = NO_ARRAY
      if (flaw === undefined && !isObject) reader.push?.(chunk)
    },
    hopeless: () => flaw ?? reader.hopeless?.(),
    end: (body) => {
      if (isObject) return { flaw: NO_ARRAY }
      return flaw === undefined ? reader.end(body) : { flaw }
    }
  }
}
