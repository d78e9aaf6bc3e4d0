// Splits a file into the parts that become snapshots, reads each, and checks that a part is unchanged when it is read
// again to be stored.
//
// Large NDJSON is split every 256 MB, before the last line there that begins a record. Arrays are never split, since
// their parts would not be replies. A record larger than a part gets a part of its own.
import * as Crypto from "node:crypto"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as FileSystem from "effect/FileSystem"
import * as Stream from "effect/Stream"
import { ImportRefused } from "../errors.ts"
import { type ReadReply, ReplyReader } from "../reply-reader.ts"
import type { ReplySummary } from "../reply-summary.ts"
import type { SavedReply } from "./saved-reply.ts"
import { inFile } from "./source-bytes.ts"
import type { Source } from "./sources.ts"

/** A byte range of a saved reply; `end` is exclusive. */
export interface Part {
  readonly start: number
  readonly end: number
}

/** Maximum size of a part in bytes. */
export const PART_BYTES = 256 * 1000 * 1000

const LINE_OF_RECORD = Buffer.from("\n{")
const LOOK_BYTES = 1024 * 1024

/** Offset of the last line in the range that begins a record; undefined if there is none after the first. */
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

/** Offset of the first line at or after `start` that begins a record, or `end`. */
const nextLine = Effect.fnUntraced(function* (reply: SavedReply, start: number, end: number) {
  for (let from = start; from < end; from += LOOK_BYTES) {
    const until = Math.min(end, from + LOOK_BYTES + 1)
    const bytes = Buffer.concat(yield* Stream.runCollect(reply.read(from, until)))
    const at = bytes.indexOf(LINE_OF_RECORD)
    if (at >= 0) return from + at + 1
  }
  return end
})

/** Splits a range of NDJSON into parts, in file order; one part if it is at most `partBytes`. */
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

/** A part after its first reading. */
export interface ReadPart extends Part {
  readonly sha256: string
  /** The summary of its only or first reply. */
  readonly summary: ReplySummary
  /** Its replies, if there are several. */
  readonly replies?: ReadonlyArray<ReadReply> | undefined
}

/** Reads a part completely. */
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

/** Reads a part of an uncompressed file; needs only names, so that a worker thread can do it. */
export const readFilePart = Effect.fnUntraced(function* (source: Source, path: string, part: Part) {
  const fs = yield* FileSystem.FileSystem
  return yield* readPart({ read: inFile(source, fs, path) }, part)
})

/** Reads the parts of a file. */
export interface PartReaderService {
  readonly read: (
    source: Source,
    reply: SavedReply,
    part: Part
  ) => Effect.Effect<ReadPart, ImportRefused, FileSystem.FileSystem>
  /** Number of parts to read at the same time. */
  readonly concurrency: number
}

/** The part reader; default: this thread, one part at a time. */
export const PartReader = Context.Reference<PartReaderService>("@chatledger/archive/PartReader", {
  defaultValue: () => ({ read: (_source, reply, part) => readPart(reply, part), concurrency: 1 })
})

/** The bytes of a part, read again; fails with `ImportRefused` if they have changed. */
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
