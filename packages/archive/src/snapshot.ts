// Reads a snapshot: its facts, its unchanged body, and whether it is intact.
//
// The body is streamed; its sha256 and length are checked at the end of every read, so a damaged body fails
// even after parts of it were used. An unreadable file counts as damaged. Gotcha: a flipped bit that
// changes neither facts nor body (zstd has one unused bit) is not detected.
import * as Crypto from "node:crypto"
import * as Zlib from "node:zlib"
import * as Effect from "effect/Effect"
import * as FileSystem from "effect/FileSystem"
import type { PlatformError } from "effect/PlatformError"
import * as Stream from "effect/Stream"
import { compressionReasonOf, decompressed } from "./compressed.ts"
import { SnapshotDamaged } from "./errors.ts"
import { type Facts, factsOfLine } from "./facts.ts"
import { bytesAt, found, isHidden } from "./pack/pack.ts"
import { type NoFileKind, reasonOf, type SnapshotReason } from "./reasons.ts"
import { areFactsOf, plainOfSmall, SMALL_BYTES, SMALL_PLAIN_BYTES } from "./small-snapshot.ts"
import type { SnapshotRef } from "./snapshot-ref.ts"

const LINE_FEED = 0x0a
const LONGEST_FACTS = 1024 * 1024
const CHUNK_BYTES = 1024 * 1024
/** Nearly all facts fit into this many compressed bytes. */
const FACTS_BYTES = 4096
/** Maximum number of moves of a snapshot while it is read. */
const MOST_MOVES = 3

/** The error has the snapshot's id only if it is in a pack, since its file has many. */
const damaged = (ref: SnapshotRef, reason: SnapshotReason) =>
  new SnapshotDamaged({
    path: ref.path,
    reason,
    snapshotId: ref.packed === undefined || isHidden(ref) ? undefined : ref.snapshotId
  })

const factsOf = (ref: SnapshotRef, line: Uint8Array): Effect.Effect<Facts, SnapshotDamaged> => {
  const facts = factsOfLine(new TextDecoder().decode(line))
  if (facts === undefined) return Effect.fail(damaged(ref, { code: "facts_unreadable" }))
  return areFactsOf(ref, facts)
    ? Effect.succeed(facts)
    : Effect.fail(damaged(ref, { code: "facts_of_another" }))
}

const noSnapshot = (ref: SnapshotRef, kind: NoFileKind) => damaged(ref, { code: "no_snapshot", kind })

const notKept = (ref: SnapshotRef) => damaged(ref, { code: "hash_differs" })

const firstBytes = Effect.fnUntraced(function* (ref: SnapshotRef, length: number) {
  if (ref.strange !== undefined) return yield* noSnapshot(ref, ref.strange)
  const { offset, length: most } = ref.packed ?? { offset: 0, length }
  return yield* Effect.mapError(bytesAt(ref.path, offset, Math.min(length, most)), (error) =>
    damaged(ref, { code: "cannot_be_read", why: reasonOf(error) })
  )
})

/** The plain bytes of the file, facts and body. */
const plain = Effect.fnUntraced(function* (ref: SnapshotRef) {
  const fs = yield* FileSystem.FileSystem
  const unreadable = (error: PlatformError) => damaged(ref, { code: "cannot_be_read", why: reasonOf(error) })
  if (ref.strange !== undefined) return yield* noSnapshot(ref, ref.strange)
  if (isHidden(ref)) return yield* damaged(ref, { code: "index_and_snapshots" })
  const start = yield* firstBytes(ref, SMALL_BYTES)
  const small = start.length < SMALL_BYTES ? plainOfSmall(start) : undefined
  if (small !== undefined) return Stream.succeed(small)
  const slice = ref.packed === undefined ? {} : { offset: ref.packed.offset, bytesToRead: ref.packed.length }
  const file = fs.stream(ref.path, { chunkSize: CHUNK_BYTES, ...slice }).pipe(Stream.mapError(unreadable))
  const chunks = yield* Stream.toAsyncIterableEffect(file)
  return Stream.fromAsyncIterable(decompressed(chunks, "zstd"), (error) =>
    error instanceof SnapshotDamaged ? error : damaged(ref, compressionReasonOf(error))
  )
})

/** Extracts the first line from the chunks of a file; returns it once complete, with the bytes after it. */
const firstLine = (ref: SnapshotRef) => {
  const held: Array<Uint8Array> = []
  let bytes = 0
  return (chunk: Uint8Array) =>
    Effect.suspend(() => {
      const end = chunk.indexOf(LINE_FEED)
      held.push(end < 0 ? chunk : chunk.subarray(0, end))
      bytes += chunk.length
      if (end >= 0) return Effect.succeed({ line: Buffer.concat(held), rest: chunk.subarray(end + 1) })
      return bytes > LONGEST_FACTS
        ? Effect.fail(damaged(ref, { code: "facts_unclosed" }))
        : Effect.succeed(undefined)
    })
}

const readWhole = Effect.fnUntraced(function* <E, R>(
  ref: SnapshotRef,
  onChunk: (body: Uint8Array) => Effect.Effect<void, E, R>
) {
  const hash = Crypto.createHash("sha256")
  const take = firstLine(ref)
  let facts: Facts | undefined
  let bodyBytes = 0
  const onBody = (body: Uint8Array) => {
    if (body.length === 0) return Effect.void
    hash.update(body)
    bodyBytes += body.length
    // Stops beyond the declared size: a few bytes can decompress without end.
    return facts !== undefined && bodyBytes > facts.byte_count ? Effect.fail(notKept(ref)) : onChunk(body)
  }
  const onStart = Effect.fnUntraced(function* (chunk: Uint8Array) {
    const first = yield* take(chunk)
    if (first === undefined) return
    facts = yield* factsOf(ref, first.line)
    yield* onBody(first.rest)
  })
  yield* Stream.runForEach(yield* plain(ref), (chunk) =>
    facts === undefined ? onStart(chunk) : onBody(chunk)
  )
  if (facts === undefined) return yield* damaged(ref, { code: "ends_before_body" })
  if (bodyBytes !== facts.byte_count || hash.digest("hex") !== facts.sha256) return yield* notKept(ref)
  return facts
})

/** Retries at the new location of a snapshot that was moved since it was listed. */
const followed = <A, E, R>(
  ref: SnapshotRef,
  read: (ref: SnapshotRef) => Effect.Effect<A, E | SnapshotDamaged, R>,
  hasBegun: () => boolean = () => false
): Effect.Effect<A, E | SnapshotDamaged, R | FileSystem.FileSystem> => {
  const attempt = (ref: SnapshotRef, left: number): ReturnType<typeof followed<A, E, R>> =>
    Effect.catchIf(
      read(ref),
      (error) => error instanceof SnapshotDamaged && left > 0 && !hasBegun(),
      (error) =>
        Effect.flatMap(found(ref), (next) =>
          next === undefined ? Effect.fail(error) : attempt(next, left - 1)
        )
    )
  return attempt(ref, MOST_MOVES)
}

/**
 * Reads a snapshot completely: passes the unchanged body to `onChunk` in order, and returns the facts
 * once the body is verified. Fails with `SnapshotDamaged`, possibly after
 * some or all of the body was passed on.
 */
export const readSnapshot = <E = never, R = never>(
  ref: SnapshotRef,
  onChunk: (body: Uint8Array) => Effect.Effect<void, E, R>
): Effect.Effect<Facts, E | SnapshotDamaged, R | FileSystem.FileSystem> => {
  let hasBegun = false
  return followed(
    ref,
    (ref) =>
      readWhole(ref, (body) => {
        hasBegun = true
        return onChunk(body)
      }),
    () => hasBegun
  )
}
/** The whole body in memory; fails with `SnapshotDamaged`. */
export const readBody = Effect.fnUntraced(function* (ref: SnapshotRef) {
  const chunks: Array<Uint8Array> = []
  const facts = yield* readSnapshot(ref, (chunk) => Effect.sync(() => chunks.push(chunk)))
  return { facts, body: new Uint8Array(Buffer.concat(chunks)) }
})

/** The line of facts, if the first bytes of a file contain it. */
const lineIn = (start: Uint8Array): Uint8Array | undefined => {
  try {
    const text = Zlib.zstdDecompressSync(start, {
      finishFlush: Zlib.constants.ZSTD_e_flush,
      maxOutputLength: SMALL_PLAIN_BYTES
    })
    const end = text.indexOf(LINE_FEED)
    return end < 0 ? undefined : text.subarray(0, end)
  } catch {
    return undefined
  }
}

const factsIn = Effect.fnUntraced(function* (ref: SnapshotRef) {
  const line = lineIn(yield* firstBytes(ref, FACTS_BYTES))
  if (line !== undefined) return yield* factsOf(ref, line)
  const take = firstLine(ref)
  const found = yield* Stream.runHead(
    Stream.filter(Stream.mapEffect(yield* plain(ref), take), (first) => first !== undefined)
  )
  if (found._tag === "None") return yield* damaged(ref, { code: "ends_before_body" })
  return yield* factsOf(ref, found.value.line)
})

/** Reads only the facts, from the first bytes of the file; does not check the body. Fails with `SnapshotDamaged`. */
export const readFacts = (ref: SnapshotRef): Effect.Effect<Facts, SnapshotDamaged, FileSystem.FileSystem> =>
  followed(ref, factsIn)
