// The parts of a file that become snapshots: where a large NDJSON file is cut, what is read in each, and
// that it is the same when it is read again to be kept.
//
// Cut after the last line feed before every 256 MB. An array is never cut, since its parts would be no
// replies. A line longer than a part is a part of its own.
import * as Crypto from "node:crypto"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as FileSystem from "effect/FileSystem"
import * as Stream from "effect/Stream"
import { ImportRefused } from "../errors.ts"
import { ReplyReader } from "../reply-reader.ts"
import type { ReplySummary } from "../reply-summary.ts"
import { inFile, type SavedReply } from "./saved-reply.ts"
import type { Source } from "./sources.ts"

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

/** A part that has been read once. */
export interface ReadPart extends Part {
  readonly sha256: string
  readonly summary: ReplySummary
}

/** Reads a part from end to end. */
export const readPart = Effect.fnUntraced(function* (reply: Pick<SavedReply, "read">, part: Part) {
  const hash = Crypto.createHash("sha256")
  const reader = new ReplyReader(() => {})
  yield* Stream.runForEach(reply.read(part.start, part.end), (chunk) =>
    Effect.sync(() => {
      hash.update(chunk)
      reader.push(chunk)
    })
  )
  return { ...part, sha256: hash.digest("hex"), summary: reader.end() } satisfies ReadPart
})

/** Reads a part of a plain file: what a thread of its own can do, given no more than names. */
export const readFilePart = Effect.fnUntraced(function* (source: Source, path: string, part: Part) {
  const fs = yield* FileSystem.FileSystem
  return yield* readPart({ read: inFile(source, fs, path) }, part)
})

/** How the parts of a file are read. */
export interface PartReaderService {
  readonly read: (
    source: Source,
    reply: SavedReply,
    part: Part
  ) => Effect.Effect<ReadPart, ImportRefused, FileSystem.FileSystem>
  /** Parts that are worth reading at the same time. */
  readonly concurrency: number
}

/** Where parts are read: in this thread one by one, unless the program brings something better. */
export const PartReader = Context.Reference<PartReaderService>("@chatledger/archive/PartReader", {
  defaultValue: () => ({ read: (_source, reply, part) => readPart(reply, part), concurrency: 1 })
})

/** The bytes of a part once more; fails with `ImportRefused` if they are not those that were read before. */
export const unchanged = (source: Source, reply: SavedReply, part: ReadPart) =>
  Stream.suspend(() => {
    const hash = Crypto.createHash("sha256")
    const reason = "changed while it was being read: import it again once it is complete"
    const check = Effect.suspend(() =>
      hash.digest("hex") === part.sha256
        ? Effect.void
        : Effect.fail(new ImportRefused({ source: source.path, kind: "unreadable", reason }))
    )
    return reply.read(part.start, part.end).pipe(
      Stream.tap((chunk) => Effect.sync(() => hash.update(chunk))),
      Stream.concat(Stream.drain(Stream.fromEffect(check)))
    )
  })
