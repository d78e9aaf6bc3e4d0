// Commit: stores a reply as a snapshot, completely or not at all.
//
// The rename in `files.ts` is the commit. Names consist of content and time, so no manifest and no lock are needed, and
// any number of processes may commit at once. Gotcha: if the last flush fails, the snapshot may still exist,
// complete but not acknowledged.
import * as Effect from "effect/Effect"
import * as FileSystem from "effect/FileSystem"
import * as Path from "effect/Path"
import * as Schema from "effect/Schema"
import * as Semaphore from "effect/Semaphore"
import * as Stream from "effect/Stream"
import { type Archive, checkStanding, snapshotRef } from "./archive.ts"
import { Compressor } from "./compressor.ts"
import { ArchiveNotWritable } from "./errors.ts"
import { Facts, partsOfId } from "./facts.ts"
import { flushFolder, makeFolder, type Put, sweepOnce, writeFile } from "./files.ts"
import type { SnapshotRef } from "./snapshot-ref.ts"

/** Folders that this process has created, flushed and swept. */
const ready = new Set<string>()

/** The month before, possibly of the previous year: a crash at its end may have left temporary files there. */
const monthBefore = (month: string, year: string): ReadonlyArray<string> =>
  month === "01"
    ? [String(Number(year) - 1).padStart(4, "0"), "12"]
    : [year, String(Number(month) - 1).padStart(2, "0")]

/** One semaphore per folder, so that concurrent commits prepare it only once. */
const making = new Map<string, Semaphore.Semaphore>()

/** Creates the folder of a snapshot, flushes its ancestors and sweeps it, once per process. */
const makeReady = (archive: Archive, folder: string) => {
  const make = Effect.gen(function* () {
    if (ready.has(folder)) return
    const paths = yield* Path.Path
    yield* checkStanding(archive)
    yield* makeFolder(folder)
    const year = paths.dirname(folder)
    const instance = paths.dirname(year)
    const snapshots = paths.dirname(instance)
    for (const above of [year, instance, snapshots, paths.dirname(snapshots)]) yield* flushFolder(above)
    yield* sweepOnce(folder)
    yield* sweepOnce(paths.join(instance, ...monthBefore(paths.basename(folder), paths.basename(year))))
    ready.add(folder)
    making.delete(folder)
  })
  return Effect.suspend(() => {
    if (ready.has(folder)) return Effect.void
    const turn = making.get(folder) ?? Semaphore.makeUnsafe(1)
    making.set(folder, turn)
    return turn.withPermit(make)
  })
}

/** Writes into the folder of a snapshot; creates it again if it was removed meanwhile. */
const inFolder = <E, R>(archive: Archive, folder: string, write: Effect.Effect<void, E, R>) =>
  Effect.andThen(makeReady(archive, folder), write).pipe(
    Effect.catchIf(
      (error) => error instanceof ArchiveNotWritable,
      Effect.fnUntraced(function* (error) {
        const fs = yield* FileSystem.FileSystem
        if (yield* Effect.orElseSucceed(fs.exists(folder), () => true)) return yield* Effect.fail(error)
        ready.delete(folder)
        yield* makeReady(archive, folder)
        yield* write
      })
    )
  )

const lineOf = (facts: Facts): Uint8Array => new TextEncoder().encode(`${JSON.stringify(facts)}\n`)

/** The body: in memory, or a stream of bytes whose sha256 is in the facts. */
export type Body<E, R> = Uint8Array | Stream.Stream<Uint8Array, E, R>

/** Bodies in memory up to this size are compressed before the file is opened, and written at once. */
const IN_ONE_PIECE = 4 * 1024 * 1024

/** Writes facts and body as one zstd frame; the facts end a block, so that they can be read without the body. */
const write = Effect.fnUntraced(function* <E, R>(put: Put, facts: Facts, body: Body<E, R>) {
  const line = lineOf(facts)
  const compressor = yield* Effect.acquireRelease(
    Effect.sync(() => new Compressor(line.length + facts.byte_count)),
    (compressor) => Effect.sync(() => compressor.close())
  )
  const putReady = (ready: Promise<ReadonlyArray<Uint8Array>>) =>
    Effect.flatMap(
      Effect.promise(() => ready),
      (pieces) => Effect.forEach(pieces, put, { discard: true })
    )
  const push = (bytes: Uint8Array) => Effect.suspend(() => putReady(compressor.push(bytes)))
  yield* push(line)
  yield* putReady(compressor.endBlock())
  if (body instanceof Uint8Array) yield* push(body)
  else yield* Stream.runForEach(body, push)
  yield* putReady(compressor.end())
}, Effect.scoped)

/** The file content of a snapshot whose body is in memory. */
const frameOf = async (facts: Facts, body: Uint8Array): Promise<Uint8Array> => {
  const line = lineOf(facts)
  const compressor = new Compressor(line.length + body.length)
  try {
    const made = await Promise.all([compressor.push(line), compressor.endBlock(), compressor.push(body)])
    // Node starts another, empty frame if the end is signalled before the body is processed.
    return Buffer.concat([...made.flat(), ...(await compressor.end())])
  } finally {
    compressor.close()
  }
}

const areFacts = Schema.is(Facts)

/**
 * Commits a reply as a snapshot; completes once its name survives a power cut.
 *
 * Committing the same facts and body again changes nothing. Fails with `ArchiveNotWritable`, and with the
 * error of the body's stream; then nothing is left behind except a `.tmp-` file after a crash.
 */
export const commitSnapshot = Effect.fnUntraced(function* <E = never, R = never>(
  archive: Archive,
  facts: Facts,
  body: Body<E, R>
) {
  const paths = yield* Path.Path
  const isLengthRight = !(body instanceof Uint8Array) || body.length === facts.byte_count
  if (!isLengthRight || !areFacts(facts) || partsOfId(facts.snapshot_id) === undefined)
    return yield* new ArchiveNotWritable({
      path: archive.path,
      reason: { code: "facts_invalid" }
    })
  const ref: SnapshotRef = yield* snapshotRef(archive, facts.instance_id, facts.snapshot_id)
  const isSmall = body instanceof Uint8Array && body.length <= IN_ONE_PIECE
  const frame = isSmall ? yield* Effect.promise(() => frameOf(facts, body)) : undefined
  yield* inFolder(
    archive,
    paths.dirname(ref.path),
    writeFile(ref.path, (put) => (frame === undefined ? write(put, facts, body) : put(frame)))
  )
  return ref
})
