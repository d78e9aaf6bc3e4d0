// The plain bytes of a saved reply, to be read more than once: facts come before the body in a snapshot, and
// are known only after a first reading.
//
// A plain file is read in place. Compressed files, pipes and standard input are kept in memory up to 32 MB,
// and beyond in a temporary file of the archive, which goes when the scope closes.
import * as Fs from "node:fs"
import * as Effect from "effect/Effect"
import * as FileSystem from "effect/FileSystem"
import * as Option from "effect/Option"
import * as Path from "effect/Path"
import type { PlatformError } from "effect/PlatformError"
import * as Stream from "effect/Stream"
import type { Archive } from "../archive.ts"
import { compressionOf, DamagedCompression, decompressed } from "../compressed.ts"
import { ImportRefused, reasonOf } from "../errors.ts"
import { asideOf } from "../write-aside.ts"
import type { Source } from "./sources.ts"

/** Plain bytes that can be read again. */
export interface SavedReply {
  readonly byteCount: number
  /** Modification time of the file, if it is one. */
  readonly modifiedAt: Date | undefined
  /** The bytes from `start` to before `end`, in chunks of at most 1 MiB. */
  readonly read: (start: number, end: number) => Stream.Stream<Uint8Array, ImportRefused>
  /** The file that holds these bytes, plain; undefined if they are in memory. */
  readonly file: string | undefined
}

type Bytes = Stream.Stream<Uint8Array, ImportRefused>

const CHUNK_BYTES = 1024 * 1024
const BYTES_IN_MEMORY = 32 * 1024 * 1024
const MAGIC_BYTES = 4

const refuse = (source: Source, reason: string) =>
  new ImportRefused({ source: source.path, kind: "unreadable", reason })

const unreadable = (source: Source) => (error: PlatformError) => refuse(source, reasonOf(error))

/** Reads the plain bytes of a file, by ranges. */
export const inFile =
  (source: Source, fs: FileSystem.FileSystem, path: string) => (start: number, end: number) =>
    fs
      .stream(path, { offset: start, bytesToRead: end - start, chunkSize: CHUNK_BYTES })
      .pipe(Stream.mapError(unreadable(source)))

const inMemory = (bytes: Uint8Array) => (start: number, end: number) =>
  Stream.fromIterable(
    Array.from({ length: Math.ceil((end - start) / CHUNK_BYTES) }, (_, i) =>
      bytes.subarray(start + i * CHUNK_BYTES, Math.min(end, start + (i + 1) * CHUNK_BYTES))
    )
  )

/** Opens a new file of the archive that goes when the scope closes. */
const temporaryFile = Effect.fnUntraced(function* (archive: Archive) {
  const fs = yield* FileSystem.FileSystem
  const paths = yield* Path.Path
  const path = asideOf(paths.join(archive.path, "import"))
  yield* Effect.addFinalizer(() => Effect.ignore(fs.remove(path, { force: true })))
  return { path, file: yield* fs.open(path, { flag: "wx", mode: 0o600 }) }
})

/** Keeps the bytes of a stream for several readings. */
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
    Effect.mapError((error) =>
      refuse(source, `no temporary file could be written for it: ${reasonOf(error)}`)
    )
  )
  yield* Stream.runForEach(bytes, put)
  const read = file === undefined ? inMemory(Buffer.concat(held)) : inFile(source, fs, file.path)
  return { byteCount, read, file: file?.path }
})

/** The bytes of a compressed file, decompressed. */
const expanded = Effect.fnUntraced(function* (source: Source, bytes: Bytes, head: Uint8Array) {
  const chunks = yield* Stream.toAsyncIterableEffect(bytes)
  return Stream.fromAsyncIterable(decompressed(chunks, compressionOf(head)), (error) => {
    if (error instanceof ImportRefused) return error
    return refuse(
      source,
      error instanceof DamagedCompression ? `${error.message}: save it again` : String(error)
    )
  })
})

/** Bytes that can be read once: standard input, or a pipe with a name. */
const once = (source: Source, stdin: Bytes): Bytes =>
  source.path === "-"
    ? stdin
    : Stream.suspend(() =>
        Stream.fromAsyncIterable<Uint8Array, ImportRefused>(
          Fs.createReadStream(source.path, { highWaterMark: CHUNK_BYTES }),
          (error) => refuse(source, String(error))
        )
      )

/** Opens a saved reply, decompressed; `stdin` are the bytes of standard input. Fails with `ImportRefused`. */
export const openSavedReply = Effect.fnUntraced(function* (archive: Archive, source: Source, stdin: Bytes) {
  const fs = yield* FileSystem.FileSystem
  const info =
    source.path === "-" ? undefined : yield* Effect.mapError(fs.stat(source.path), unreadable(source))
  if (info?.type === "Directory") return yield* refuse(source, "is a folder: name the files in it")
  const stored =
    info?.type === "File"
      ? { byteCount: Number(info.size), read: inFile(source, fs, source.path), file: source.path }
      : yield* kept(archive, source, once(source, stdin))
  const modifiedAt = info?.type === "File" ? Option.getOrUndefined(info.mtime) : undefined
  const magic = Buffer.concat(
    yield* Stream.runCollect(stored.read(0, Math.min(MAGIC_BYTES, stored.byteCount)))
  )
  if (compressionOf(magic) === "none") return { ...stored, modifiedAt } satisfies SavedReply
  const plain = yield* kept(archive, source, yield* expanded(source, stored.read(0, stored.byteCount), magic))
  return { ...plain, modifiedAt } satisfies SavedReply
})
