// What the first bytes of a file say: a list of records, records line by line, or why it is no reply.
//
// Only the first byte that is no blank decides, as in the splitter; the rest is for the words. Whether the
// records are messages is not seen here: that takes a reading of the whole file.
import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"
import { ImportRefused } from "../errors.ts"
import type { SavedReply } from "./saved-reply.ts"
import type { Source } from "./sources.ts"

const LOOK_BYTES = 4096

const isBlank = (byte: number) => byte === 0x20 || byte === 0x09 || byte === 0x0a || byte === 0x0d

/** The bytes from the first one that is no blank on; none if there are only blanks. */
const afterBlanks = Effect.fnUntraced(function* (reply: SavedReply) {
  for (let at = 0; at < reply.byteCount; at += LOOK_BYTES) {
    const end = Math.min(reply.byteCount, at + LOOK_BYTES)
    const bytes = Buffer.concat(yield* Stream.runCollect(reply.read(at, end)))
    const first = bytes.findIndex((byte) => !isBlank(byte))
    if (first >= 0) return bytes.subarray(first)
  }
  return new Uint8Array(0)
})

/** Texts in UTF-16 have a mark, or a zero in every second byte where they are ASCII. */
const isUtf16 = ([a, b, c, d]: Uint8Array): boolean =>
  (a === 0xff && b === 0xfe) ||
  (a === 0xfe && b === 0xff) ||
  (a === 0 && b !== 0 && c === 0 && d !== 0) ||
  (a !== 0 && b === 0 && c !== 0 && d === 0)

/** Says how the records of a reply are written; fails with `ImportRefused` if it cannot be one. */
export const formatOf = Effect.fnUntraced(function* (source: Source, reply: SavedReply) {
  const bytes = yield* afterBlanks(reply)
  const refuse = (reason: string) => new ImportRefused({ source: source.path, kind: "no-reply", reason })
  if (isUtf16(bytes)) return yield* refuse("is UTF-16 text: save it as UTF-8")
  const text = new TextDecoder().decode(bytes).trimStart()
  if (text === "") return yield* refuse("is empty: a reply is at least `[]`")
  if (text.startsWith("<"))
    return yield* refuse("is HTML or XML, not a reply: a web page may have been saved instead")
  if (text.startsWith("[")) return "array"
  if (text.startsWith("{")) return "ndjson"
  return yield* refuse("is no reply: a reply is a list of records, `[ … ]`, or one record a line")
})
