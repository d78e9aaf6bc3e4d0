// The parts of a file that become snapshots: where large NDJSON is cut, what is read in each, and that it is the same
// when it is read again to be kept.
//
// Cut before the last line that begins a record, before every 256 MB. An array is never cut, since its parts would be
// no replies. A record longer than a part is a part of its own.
import * as Crypto from "node:crypto"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as FileSystem from "effect/FileSystem"
import * as Stream from "effect/Stream"
import { ImportRefused } from "../errors.ts"
import { type ReadReply, ReplyReader } from "../reply-reader.ts"
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

const LINE_OF_RECORD = Buffer.from("\n{")
const LOOK_BYTES = 1024 * 1024

/** Offset of the last line of the range that begins a record; undefined if none does, or only the first one. */
const lastLine = Effect.fnUntraced(function* (reply: SavedReply, start: number, end: number) {
  for (let to = end; to > start; to -= LOOK_BYTES) {
    const from = Math.max(start, to - LOOK_BYTES)
    const until = Math.min(reply.byteCount, to + 1)
    const bytes = Buffer.concat(yield* Stream.runCollect(reply.read(from, until)))
    const at = bytes.lastIndexOf(LINE_OF_RECORD)
    if (at >= 0) return from + at + 1
  }
  return undefined
})

/** Offset of the first line from `start` on that begins a record, or `end`. */
const nextLine = Effect.fnUntraced(function* (reply: SavedReply, start: number, end: number) {
  for (let from = start; from < end; from += LOOK_BYTES) {
    const until = Math.min(end, from + LOOK_BYTES + 1)
    const bytes = Buffer.concat(yield* Stream.runCollect(reply.read(from, until)))
    const at = bytes.indexOf(LINE_OF_RECORD)
    if (at >= 0) return from + at + 1
  }
  return end
})

/** The parts of a range of NDJSON, in the order of the file; one part if it is not larger than `partBytes`. */
export const partsOf = Effect.fnUntraced(function* (reply: SavedReply, range: Part, partBytes = PART_BYTES) {
  const parts: Array<Part> = []
  let { start } = range
  while (range.end - start > partBytes) {
    const end =
      (yield* lastLine(reply, start, start + partBytes)) ??
      (yield* nextLine(reply, start + partBytes - 1, range.end))
    parts.push({ start, end })
    start = end
  }
  if (start < range.end || parts.length === 0) parts.push({ start, end: range.end })
  return parts
})

/** A part that has been read once. */
export interface ReadPart extends Part {
  readonly sha256: string
  /** Of its only reply, or of the first one. */
  readonly summary: ReplySummary
  /** Its replies, if there are several. */
  readonly replies?: ReadonlyArray<ReadReply> | undefined
}

/** Reads a part from end to end. */
export const readPart = Effect.fnUntraced(function* (reply: Pick<SavedReply, "read">, part: Part) {
  const hash = Crypto.createHash("sha256")
  const found: Array<ReadReply> = []
  const reader = new ReplyReader(
    () => {},
    ({ start, end, summary }) => found.push({ start: part.start + start, end: part.start + end, summary })
  )
  yield* Stream.runForEach(reply.read(part.start, part.end), (chunk) =>
    Effect.sync(() => {
      hash.update(chunk)
      reader.push(chunk)
    })
  )
  const last = reader.end()
  const replies = found.length > 1 ? found : undefined
  return {
    ...part,
    sha256: hash.digest("hex"),
    summary: found[0]?.summary ?? last,
    replies
  } satisfies ReadPart
})

/** The sha256 of a range that was read already. */
export const sumOf = Effect.fnUntraced(function* (reply: Pick<SavedReply, "read">, part: Part) {
  const hash = Crypto.createHash("sha256")
  yield* Stream.runForEach(reply.read(part.start, part.end), (chunk) => Effect.sync(() => hash.update(chunk)))
  return hash.digest("hex")
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
    const reason = { code: "changed_meanwhile" } as const
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
