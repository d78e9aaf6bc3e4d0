// The plain bytes of a saved reply, to be read more than once: facts come before the body in a snapshot, and
// are known only after a first reading.
//
// A plain file is read in place. Compressed files and standard input are kept in memory up to 32 MB, and in
// a temporary file beyond, which goes when the scope closes. Says at once what is no reply, by its first bytes.
import * as Effect from "effect/Effect"
import * as FileSystem from "effect/FileSystem"
import * as Option from "effect/Option"
import * as Stream from "effect/Stream"
import { compressionOf, DamagedCompression, decompressed } from "./compressed.ts"
import { ImportRefused, reasonOf } from "./errors.ts"
import type { Source } from "./sources.ts"

export interface SavedReply {
  readonly byteCount: number
  /** Modification time of the file, if it is one. */
  readonly modifiedAt: Date | undefined
  /** The bytes from `start` to before `end`, in chunks of at most 1 MiB. */
  readonly read: (start: number, end: number) => Stream.Stream<Uint8Array, ImportRefused>
}

const CHUNK_BYTES = 1024 * 1024
const BYTES_IN_MEMORY = 32 * 1024 * 1024

const refuse = (source: Source, reason: string) =>
  new ImportRefused({ source: source.path, kind: "unreadable", reason })

const inFile = (source: Source, fs: FileSystem.FileSystem, path: string) => (start: number, end: number) =>
  fs
    .stream(path, { offset: start, bytesToRead: end - start, chunkSize: CHUNK_BYTES })
    .pipe(Stream.mapError((error) => refuse(source, reasonOf(error))))

const inMemory = (bytes: Uint8Array) => (start: number, end: number) =>
  Stream.fromIterable(
    Array.from({ length: Math.ceil((end - start) / CHUNK_BYTES) }, (_, i) =>
      bytes.subarray(start + i * CHUNK_BYTES, Math.min(end, start + (i + 1) * CHUNK_BYTES))
    )
  )

/** Keeps the bytes of a stream for several readings. */
const kept = Effect.fnUntraced(function* <E>(source: Source, bytes: Stream.Stream<Uint8Array, E>) {
  const fs = yield* FileSystem.FileSystem
  let held: Array<Uint8Array> = []
  let byteCount = 0
  let file: { readonly path: string; readonly file: FileSystem.File } | undefined
  const open = Effect.gen(function* () {
    const path = yield* fs.makeTempFileScoped({ prefix: "chatledger-import-" })
    return { path, file: yield* fs.open(path, { flag: "w", mode: 0o600 }) }
  })
  const put = Effect.fnUntraced(function* (chunk: Uint8Array) {
    held.push(chunk)
    byteCount += chunk.length
    if (file === undefined && byteCount <= BYTES_IN_MEMORY) return
    file ??= yield* open
    for (const piece of held) yield* file.file.writeAll(piece)
    held = []
  })
  yield* Stream.runForEach(bytes, (chunk) =>
    put(chunk).pipe(Effect.mapError((error) => refuse(source, reasonOf(error))))
  )
  const read = file === undefined ? inMemory(Buffer.concat(held)) : inFile(source, fs, file.path)
  return { byteCount, read }
})

const expanded = Effect.fnUntraced(function* (
  source: Source,
  bytes: Stream.Stream<Uint8Array, ImportRefused>,
  head: Uint8Array
) {
  const chunks = yield* Stream.toAsyncIterableEffect(bytes)
  return Stream.fromAsyncIterable(decompressed(chunks, compressionOf(head)), (error) =>
    error instanceof ImportRefused
      ? error
      : refuse(
          source,
          error instanceof DamagedCompression ? `${error.message}: save the file again` : String(error)
        )
  )
})

/** Opens a saved reply, decompressed; `stdin` are the bytes of standard input. */
export const openSavedReply = Effect.fnUntraced(function* (
  source: Source,
  stdin: Stream.Stream<Uint8Array, ImportRefused>
) {
  const fs = yield* FileSystem.FileSystem
  if (source.path === "-") {
    const input = yield* kept(source, stdin)
    const [head = new Uint8Array(0)] = yield* Stream.runCollect(input.read(0, Math.min(4, input.byteCount)))
    if (compressionOf(head) === "none") return { ...input, modifiedAt: undefined } satisfies SavedReply
    const plain = yield* kept(source, yield* expanded(source, input.read(0, input.byteCount), head))
    return { ...plain, modifiedAt: undefined } satisfies SavedReply
  }
  const info = yield* fs.stat(source.path).pipe(Effect.mapError((error) => refuse(source, reasonOf(error))))
  const byteCount = Number(info.size)
  const modifiedAt = Option.getOrUndefined(info.mtime)
  const read = inFile(source, fs, source.path)
  const [head = new Uint8Array(0)] = yield* Stream.runCollect(read(0, Math.min(4, byteCount)))
  if (compressionOf(head) === "none") return { byteCount, modifiedAt, read } satisfies SavedReply
  const plain = yield* kept(source, yield* expanded(source, read(0, byteCount), head))
  return { ...plain, modifiedAt } satisfies SavedReply
})

/** Why the first bytes of a file cannot be those of a reply; undefined if they can. */
export const whyNoReply = (head: Uint8Array): string | undefined => {
  const [first, second] = head
  if (
    (first === 0xff && second === 0xfe) ||
    (first === 0xfe && second === 0xff) ||
    head.subarray(0, 4).includes(0)
  )
    return "is UTF-16 text: save it as UTF-8"
  const text = new TextDecoder()
    .decode(head)
    .replace(/^\ufeff/, "")
    .trimStart()
  if (text === "") return "is empty: a reply is at least `[]`"
  if (text.startsWith("<")) return "is HTML or XML, not a reply: a web page may have been saved instead"
  return /^[[{]/.test(text)
    ? undefined
    : "is no JSON: a reply is a list of records, `[ … ]`, or one record a line"
}
