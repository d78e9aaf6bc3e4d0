// How the body of a journal begins: what can be no array of records is not fetched to its end.
//
// A page of HTML shows itself with its first byte, brackets without end after some hundred. Whether a body that
// begins well is whole is the business of the reader that is watched.
import { MAX_DEPTH } from "../issue.ts"
import type { BodyReader } from "./body.ts"

/** Bytes of a byte-order mark, and blanks. */
const passed = new Set([0xef, 0xbb, 0xbf, 0x20, 0x09, 0x0a, 0x0d])
const BRACKET = 0x5b

/** A reader that gives up as soon as the body can be no array of records. */
export const arrayReader = <A>(reader: BodyReader<A>): BodyReader<A> => {
  let brackets = 0
  let isBegun = false
  let flaw: string | undefined
  const look = (chunk: Uint8Array) => {
    for (const byte of chunk) {
      if (passed.has(byte)) continue
      if (byte === BRACKET) brackets += 1
      else if (brackets === 0) flaw = "it is no JSON array"
      if (brackets > MAX_DEPTH) flaw = `it begins with more than ${MAX_DEPTH} brackets`
      isBegun = byte !== BRACKET || flaw !== undefined
      if (isBegun) return
    }
  }
  return {
    push: (chunk) => {
      if (!isBegun) look(chunk)
      if (flaw === undefined) reader.push(chunk)
    },
    hopeless: () => flaw ?? reader.hopeless?.(),
    end: () => (flaw === undefined ? reader.end() : { flaw })
  }
}
