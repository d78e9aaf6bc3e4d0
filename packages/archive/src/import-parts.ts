// Where a large NDJSON file is cut into parts: after the last line feed before every 256 MB.
//
// An array is never cut, since its parts would be no replies. A line longer than a part is a part of its own.
import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"
import type { SavedReply } from "./saved-reply.ts"

/** A range of bytes of a saved reply: `end` is one after the last. */
export interface Part {
  readonly start: number
  readonly end: number
}

/** Bytes of the largest part. */
export const PART_BYTES = 256 * 1000 * 1000

const LINE_FEED = 0x0a
const LOOK_BYTES = 1024 * 1024

/** Offset after the last line feed in the range; undefined if there is none. */
const afterLastLineFeed = Effect.fnUntraced(function* (reply: SavedReply, start: number, end: number) {
  for (let to = end; to > start; to -= LOOK_BYTES) {
    const from = Math.max(start, to - LOOK_BYTES)
    const bytes = Buffer.concat(yield* Stream.runCollect(reply.read(from, to)))
    const at = bytes.lastIndexOf(LINE_FEED)
    if (at >= 0) return from + at + 1
  }
  return undefined
})

/** Offset after the first line feed from `start` on, or the end of the reply. */
const afterNextLineFeed = Effect.fnUntraced(function* (reply: SavedReply, start: number) {
  for (let from = start; from < reply.byteCount; from += LOOK_BYTES) {
    const bytes = Buffer.concat(
      yield* Stream.runCollect(reply.read(from, Math.min(reply.byteCount, from + LOOK_BYTES)))
    )
    const at = bytes.indexOf(LINE_FEED)
    if (at >= 0) return from + at + 1
  }
  return reply.byteCount
})

/** The parts of NDJSON, in the order of the file; one part if it is not larger than `partBytes`. */
export const partsOf = Effect.fnUntraced(function* (reply: SavedReply, partBytes = PART_BYTES) {
  const parts: Array<Part> = []
  let start = 0
  while (reply.byteCount - start > partBytes) {
    const end =
      (yield* afterLastLineFeed(reply, start, start + partBytes)) ??
      (yield* afterNextLineFeed(reply, start + partBytes))
    parts.push({ start, end })
    start = end
  }
  if (start < reply.byteCount || parts.length === 0) parts.push({ start, end: reply.byteCount })
  return parts
})
