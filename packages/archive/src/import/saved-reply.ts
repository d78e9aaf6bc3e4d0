// The decompressed bytes of a saved reply, readable several times: in a snapshot the facts precede the body, but are
// only known after a first reading.
//
// Plain files are read in place. Compressed files and standard input are kept in memory up to 32 MB, then in a
// temporary file of the archive that is deleted with the scope. The first bytes are checked before more is
// decompressed. Anything but a file is refused without opening it: a pipe may have no writer.
import { tempPath } from "@chatledger/core/internal"
import * as Effect from "effect/Effect"
import * as FileSystem from "effect/FileSystem"
import * as Option from "effect/Option"
import * as Path from "effect/Path"
import * as Stream from "effect/Stream"
import type { Archive } from "../archive.ts"
import { compressionOf } from "../compressed.ts"
import type { ImportRefused } from "../errors.ts"
import { whyNoFile } from "../file-kind.ts"
import { reasonOf } from "../reasons.ts"
import { withoutEmptiness, withoutExcess } from "./bounds.ts"
import { type ReplyStart, START_BYTES, startOf } from "./reply-start.ts"
import { type Bytes, CHUNK_BYTES, inFile, noReply, refuse, unpacked, unreadable } from "./source-bytes.ts"
import type { Source } from "./sources.ts"
import { zippedChat } from "./zipped-chat.ts"

/** Bytes that can be read several times. */
export interface SavedReply {
  readonly byteCount: number
  /** Modification time of the file, if there is one. */
  readonly modifiedAt: Date | undefined
  /** The bytes in `[start, end)`, in chunks of at most 1 MiB. */
  readonly read: (start: number, end: number) => Stream.Stream<Uint8Array, ImportRefused>
  /** The uncompressed file with these bytes; undefined if they are in memory. */
  readonly file: string | undefined
  /** Offset and format of the first reply. */
  readonly start: ReplyStart
}

type Stored = Pick<SavedReply, "byteCount" | "read" | "file">

const BYTES_IN_MEMORY = 32 * 1024 * 1024
const MAGIC_BYTES = 4

const inMemory = (bytes: Uint8Array) => (start: number, end: number) =>
  Stream.fromIterable(
    Array.from({ length: Math.ceil((end - start) / CHUNK_BYTES) }, (_, i) =>
      bytes.subarray(start + i * CHUNK_BYTES, Math.min(end, start + (i + 1) * CHUNK_BYTES))
    )
  )

/** Creates a file in the archive that is deleted with the scope. */
const temporaryFile = Effect.fnUntraced(function* (archive: Archive) {
  const fs = yield* FileSystem.FileSystem
  yield* fs.makeDirectory(archive.path, { recursive: true, mode: 0o700 })
  const paths = yield* Path.Path
  const path = tempPath(paths.join(archive.path, "import"))
  yield* Effect.addFinalizer(() => Effect.ignore(fs.remove(path, { force: true })))
  return { path, file: yield* fs.open(path, { flag: "wx", mode: 0o600 }) }
})

/** Checks bytes as they arrive until they show where the reply begins; fails if there is no reply. */
const judge = (source: Source, isUnpacked: boolean) => {
  const held: Array<Uint8Array> = []
  let bytes = 0
  let looked = 0
  let start: ReplyStart | undefined
  let isCompressed = false
  const look = (isAll: boolean) =>
    Effect.suspend(() => {
      if (start !== undefined || isCompressed) return Effect.void
      looked = bytes
      const head = Buffer.concat(held)
      isCompressed = !isUnpacked && compressionOf(head) !== "none"
      const found = isCompressed ? undefined : startOf(head, isAll, isUnpacked)
      if (found !== undefined && "code" in found) return Effect.fail(noReply(source, found))
      start = found
      return Effect.void
    })
  const push = (chunk: Uint8Array) => {
    if (start !== undefined || isCompressed || looked >= START_BYTES) return Effect.void
    held.push(chunk)
    bytes += chunk.length
    return bytes < MAGIC_BYTES || bytes < looked * 2 ? Effect.void : look(false)
  }
  /** Undefined for compressed bytes. */
  const end = Effect.andThen(
    look(true),
    Effect.sync(() => start)
  )
  return { push, end }
}

/** Stores the bytes of a stream for several readings. */
const kept = Effect.fnUntraced(function* (archive: Archive, source: Source, bytes: Bytes) {
  const fs = yield* FileSystem.FileSystem
  let held: Array<Uint8Array> = []
  let byteCount = 0
  let file: { readonly path: string; readonly file: FileSystem.File } | undefined
  const put = Effect.fnUntraced(
    function* (chunk: Uint8Array) {
      held.push(chunk)
      byteCount += chunk.length
      if (file === undefined && byteCount <= BYTES_IN_MEMORY) return
      file ??= yield* temporaryFile(archive)
      for (const piece of held) yield* file.file.writeAll(piece)
      held = []
    },
    Effect.mapError((error) => refuse(source, { code: "no_temporary_file", why: reasonOf(error) }))
  )
  yield* Stream.runForEach(bytes.pipe(withoutEmptiness(source, 0)), put)
  const read = file === undefined ? inMemory(Buffer.concat(held)) : inFile(source, fs, file.path)
  return { byteCount, read, file: file?.path } satisfies Stored
})

/** Decompresses a file. */
const expanded = Effect.fnUntraced(function* (source: Source, stored: Stored) {
  const head = Buffer.concat(
    yield* Stream.runCollect(stored.read(0, Math.min(MAGIC_BYTES, stored.byteCount)))
  )
  const bytes = stored.read(0, stored.byteCount)
  return (yield* unpacked(source, bytes, compressionOf(head))).pipe(withoutExcess(source, stored.byteCount))
})

/** Stores bytes and checks their start as they arrive. */
const judged = Effect.fnUntraced(function* (
  archive: Archive,
  source: Source,
  bytes: Bytes,
  isUnpacked: boolean
) {
  const { push, end } = judge(source, isUnpacked)
  const stored = yield* kept(archive, source, Stream.tap(bytes, push))
  return { ...stored, start: yield* end }
})

/** A plain file in place, with its checked start. */
const inPlace = Effect.fnUntraced(function* (source: Source) {
  const fs = yield* FileSystem.FileSystem
  const info = yield* Effect.mapError(fs.stat(source.path), unreadable(source))
  if (info.type === "Directory") return yield* refuse(source, { code: "folder" })
  const why = yield* whyNoFile(source.path, info.type)
  if (why !== undefined) return yield* refuse(source, why)
  const byteCount = Number(info.size)
  const read = inFile(source, fs, source.path)
  const { push, end } = judge(source, false)
  yield* Stream.runForEach(read(0, Math.min(byteCount, START_BYTES)), push)
  const modifiedAt = Option.getOrUndefined(info.mtime)
  return { byteCount, read, file: source.path, start: yield* end, modifiedAt }
})

/** Opens a saved reply, decompressed; `stdin` has the bytes of standard input. Fails with `ImportRefused`. */
export const openSavedReply = Effect.fnUntraced(function* (archive: Archive, source: Source, stdin: Bytes) {
  const zipped = source.path === "-" ? undefined : yield* zippedChat(source)
  if (zipped !== undefined) {
    const { start, ...chat } = yield* judged(archive, source, zipped.bytes, true)
    if (start?.format !== "phone") return yield* noReply(source, { code: "packed", as: "ZIP" })
    return { ...chat, start, modifiedAt: zipped.modifiedAt } satisfies SavedReply
  }
  const stored =
    source.path === "-"
      ? { ...(yield* judged(archive, source, stdin, false)), modifiedAt: undefined }
      : yield* inPlace(source)
  const { modifiedAt, start } = stored
  if (start !== undefined) return { ...stored, start } satisfies SavedReply
  const plain = yield* judged(archive, source, yield* expanded(source, stored), true)
  if (plain.start === undefined) return yield* noReply(source, { code: "compressed_twice" })
  return { ...plain, start: plain.start, modifiedAt } satisfies SavedReply
})
