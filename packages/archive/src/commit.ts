// Commit: a reply becomes a snapshot, or nothing happens.
//
// Written aside in the same folder, flushed, renamed to its name, the folder flushed: the rename is the
// commit. There is no manifest and no lock, since names are made of content and time. A failed flush fails
// the commit and is never tried again on the same descriptor. On Windows folders cannot be flushed.
import * as Crypto from "node:crypto"
import * as Effect from "effect/Effect"
import * as FileSystem from "effect/FileSystem"
import * as Path from "effect/Path"
import { PlatformError } from "effect/PlatformError"
import * as Stream from "effect/Stream"
import { type Archive, type SnapshotRef, snapshotRef } from "./archive.ts"
import { Compressor } from "./compressor.ts"
import { ArchiveNotWritable, reasonOf } from "./errors.ts"
import type { Facts } from "./facts.ts"

const isPlatformError = (error: unknown): error is PlatformError => error instanceof PlatformError

const isWindows = process.platform === "win32"

/** Flushes a folder, so that names made in it survive a power cut. */
const flushFolder = Effect.fnUntraced(function* (path: string) {
  const fs = yield* FileSystem.FileSystem
  if (isWindows) return
  yield* Effect.scoped(Effect.flatMap(fs.open(path, { flag: "r" }), (folder) => folder.sync))
})

const madeFolders = new WeakMap<FileSystem.FileSystem, Set<string>>()

/** Makes the folder of a snapshot and flushes the folders above it, once per folder and run. */
const makeFolder = Effect.fnUntraced(function* (archive: Archive, folder: string) {
  const fs = yield* FileSystem.FileSystem
  const paths = yield* Path.Path
  const made = madeFolders.get(fs) ?? new Set<string>()
  madeFolders.set(fs, made)
  if (made.has(folder) && (yield* fs.exists(folder))) return
  yield* fs.makeDirectory(folder, { recursive: true, mode: 0o700 })
  for (let above = paths.dirname(folder); above.length >= archive.path.length; above = paths.dirname(above)) {
    yield* flushFolder(above)
    if (above === paths.dirname(above)) break
  }
  made.add(folder)
})

/** The body: in memory, or a stream of the bytes of which the facts tell the sha256. */
export type Body<E, R> = Uint8Array | Stream.Stream<Uint8Array, E, R>

/** Writes facts and body through the compressor into an open file. */
const write = Effect.fnUntraced(function* <E, R>(file: FileSystem.File, facts: Facts, body: Body<E, R>) {
  const compressor = new Compressor()
  const put = (bytes: Uint8Array) =>
    Effect.flatMap(
      Effect.promise(() => compressor.push(bytes)),
      (made) => Effect.forEach(made, (piece) => file.writeAll(piece), { discard: true })
    )
  yield* put(new TextEncoder().encode(`${JSON.stringify(facts)}\n`))
  if (body instanceof Uint8Array) yield* put(body)
  else yield* Stream.runForEach(body, put)
  for (const piece of yield* Effect.promise(() => compressor.end())) yield* file.writeAll(piece)
})

/**
 * Keeps a reply as a snapshot; it is acknowledged once its name survives a power cut.
 *
 * Committing the same facts and body again changes nothing. Fails with `ArchiveNotWritable`, and with the
 * error of the body's stream; then nothing is left behind but, after a crash, a `.tmp-` file.
 */
export const commitSnapshot = Effect.fnUntraced(function* <E = never, R = never>(
  archive: Archive,
  facts: Facts,
  body: Body<E, R>
) {
  const fs = yield* FileSystem.FileSystem
  const paths = yield* Path.Path
  const ref: SnapshotRef = yield* snapshotRef(archive, facts.instance_id, facts.snapshot_id)
  const folder = paths.dirname(ref.path)
  const aside = `${ref.path}.tmp-${Crypto.randomBytes(6).toString("hex")}`
  const commit = Effect.gen(function* () {
    yield* makeFolder(archive, folder)
    yield* Effect.scoped(
      Effect.gen(function* () {
        const file = yield* fs.open(aside, { flag: "wx", mode: 0o600 })
        yield* write(file, facts, body)
        yield* file.sync
      })
    )
    yield* fs.rename(aside, ref.path)
    yield* flushFolder(folder)
  })
  yield* commit.pipe(
    Effect.onError(() => fs.remove(aside, { force: true }).pipe(Effect.orElseSucceed(() => undefined))),
    Effect.mapError((error) =>
      isPlatformError(error) ? new ArchiveNotWritable({ path: ref.path, reason: reasonOf(error) }) : error
    )
  )
  return ref
})

/** Takes a snapshot out of the archive: a better copy of the same bytes is there. */
export const removeSnapshot = Effect.fnUntraced(function* (ref: SnapshotRef) {
  const fs = yield* FileSystem.FileSystem
  const paths = yield* Path.Path
  yield* fs.remove(ref.path).pipe(
    Effect.andThen(flushFolder(paths.dirname(ref.path))),
    Effect.mapError((error) => new ArchiveNotWritable({ path: ref.path, reason: reasonOf(error) }))
  )
})
