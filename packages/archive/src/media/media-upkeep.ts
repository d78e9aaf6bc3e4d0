// All files of an archive: verifies their hashes, and removes files that no message uses.
//
// Download snapshots of all instances determine which files are used, since instances may share a content. Gotcha: a
// download that is not acknowledged yet is not in them, so removing files requires the lock of downloads.
import * as Crypto from "node:crypto"
import * as Effect from "effect/Effect"
import * as FileSystem from "effect/FileSystem"
import * as Option from "effect/Option"
import * as Stream from "effect/Stream"
import { type Archive, listSnapshots } from "../archive.ts"
import { isMediaId } from "../facts.ts"
import { flushFolder, notWritable } from "../files.ts"
import { withLock } from "../lock.ts"
import { SequentialReader } from "../sequential-reader.ts"
import { type MediaFact, readMedia } from "./media-fact.ts"
import { listMedia, MEDIA_LOCK, mediaFolder, mediaPath } from "./media-store.ts"

const FILES_AT_ONCE = 4

/** Reads all download facts; `isWhole` is false if one of the snapshots cannot be read. */
const allFacts = Effect.fnUntraced(function* (archive: Archive) {
  const reader = new SequentialReader()
  const facts: Array<MediaFact> = []
  let isWhole = true
  for (const ref of yield* listSnapshots(archive)) {
    if (!isMediaId(ref.snapshotId)) continue
    const chunks: Array<Uint8Array> = []
    const read = yield* Effect.option(reader.read(ref, (chunk) => Effect.sync(() => chunks.push(chunk))))
    if (Option.isNone(read)) isWhole = false
    else facts.push(...readMedia(Buffer.concat(chunks)))
  }
  return { facts, isWhole }
})

/** The result for a file: its size, or what is wrong with it. */
export interface VerifiedMedia {
  readonly path: string
  readonly found: { readonly length: number } | "damaged" | "missing"
}

const hashOf = Effect.fnUntraced(function* (path: string) {
  const fs = yield* FileSystem.FileSystem
  const hash = Crypto.createHash("sha256")
  let length = 0
  yield* Stream.runForEach(fs.stream(path, { chunkSize: 256 * 1024 }), (chunk) =>
    Effect.sync(() => {
      hash.update(chunk)
      length += chunk.length
    })
  )
  return { sha256: hash.digest("hex"), length }
})

/** Reads all files of messages completely, and also reports stored files that are missing. */
export const verifyMedia = (archive: Archive) =>
  Stream.unwrap(
    Effect.gen(function* () {
      const files = yield* listMedia(archive)
      const there = new Set(files.map(({ sha256 }) => sha256))
      const { facts } = yield* allFacts(archive)
      const kept = new Set(facts.flatMap(({ sha256 }) => sha256 ?? []))
      const missing = yield* Effect.forEach(
        [...kept].filter((sha256) => !there.has(sha256)).sort(),
        (sha256) =>
          Effect.map(mediaPath(archive, sha256), (path): VerifiedMedia => ({ path, found: "missing" }))
      )
      const read = Stream.mapEffect(
        Stream.fromIterable(files),
        Effect.fnUntraced(function* ({ path, sha256 }) {
          const found = yield* Effect.option(hashOf(path))
          const isRight = Option.isSome(found) && found.value.sha256 === sha256
          return { path, found: isRight ? { length: found.value.length } : "damaged" } satisfies VerifiedMedia
        }),
        { concurrency: FILES_AT_ONCE }
      )
      return Stream.concat(Stream.fromIterable(missing), read)
    })
  )

/** Files that no message uses. */
export interface UnusedMedia {
  readonly files: number
  readonly bytes: number
}

const remove = Effect.fnUntraced(function* (archive: Archive) {
  const fs = yield* FileSystem.FileSystem
  const { facts, isWhole } = yield* allFacts(archive)
  if (!isWhole) return { files: 0, bytes: 0 } satisfies UnusedMedia
  const used = new Set(facts.flatMap(({ sha256 }) => sha256 ?? []))
  const folders = new Set<string>()
  let [files, bytes] = [0, 0]
  for (const { path, sha256 } of yield* listMedia(archive)) {
    if (used.has(sha256)) continue
    const info = yield* Effect.option(fs.stat(path))
    yield* Effect.mapError(fs.remove(path, { force: true }), notWritable(path))
    folders.add(path.slice(0, -sha256.length - 1))
    files += 1
    bytes += Option.isSome(info) ? Number(info.value.size) : 0
  }
  // A partial download may belong to a removed message.
  const root = yield* mediaFolder(archive)
  yield* Effect.mapError(fs.remove(`${root}/unfinished`, { recursive: true, force: true }), notWritable(root))
  yield* Effect.forEach(folders, flushFolder, { discard: true })
  return { files, bytes } satisfies UnusedMedia
})

/**
 * Removes files that no download snapshot has, and partial downloads; removes nothing if one of these
 * snapshots is damaged.
 *
 * Fails with `LockHeld` while another process fetches files, and with `ArchiveNotWritable` and `ArchiveUnreadable`.
 */
export const removeUnusedMedia = Effect.fnUntraced(function* (archive: Archive) {
  const fs = yield* FileSystem.FileSystem
  const folder = yield* mediaFolder(archive)
  if (!(yield* Effect.orElseSucceed(fs.exists(folder), () => true))) return { files: 0, bytes: 0 }
  return yield* withLock(archive, MEDIA_LOCK, remove(archive))
})
