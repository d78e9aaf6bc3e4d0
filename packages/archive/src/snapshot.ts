// Reading a snapshot back: its facts, its body bit for bit, and whether it is whole.
//
// The body streams; its sha256 and length are checked at the end of every read, so a damaged body fails
// however much of it has been used. Exactly one zstd frame per file: anything else is damage.
import * as Crypto from "node:crypto"
import * as Zlib from "node:zlib"
import * as Effect from "effect/Effect"
import * as FileSystem from "effect/FileSystem"
import * as Option from "effect/Option"
import * as Schema from "effect/Schema"
import * as Stream from "effect/Stream"
import type { SnapshotRef } from "./archive.ts"
import { DamagedCompression, decompressed } from "./compressed.ts"
import { reasonOf, SnapshotDamaged } from "./errors.ts"
import { Facts, partsOfId } from "./facts.ts"

const LINE_FEED = 0x0a
const LONGEST_FACTS = 1024 * 1024

const damaged = (ref: SnapshotRef) => (reason: string) => new SnapshotDamaged({ path: ref.path, reason })

const decodeFacts = Schema.decodeUnknownOption(Schema.fromJsonString(Facts))

const factsOf = (ref: SnapshotRef, line: Uint8Array): Effect.Effect<Facts, SnapshotDamaged> => {
  const facts = Option.getOrUndefined(decodeFacts(new TextDecoder().decode(line)))
  if (facts === undefined) return Effect.fail(damaged(ref)("its first line is no valid list of facts"))
  const isInPlace =
    facts.snapshot_id === ref.snapshotId &&
    facts.instance_id === ref.instanceId &&
    partsOfId(ref.snapshotId)?.sha256Start === facts.sha256.slice(0, 16)
  return isInPlace
    ? Effect.succeed(facts)
    : Effect.fail(damaged(ref)("it holds the facts of another snapshot"))
}

/** The plain bytes of the file, facts and body. */
const plain = Effect.fnUntraced(function* (ref: SnapshotRef) {
  const fs = yield* FileSystem.FileSystem
  const file = fs
    .stream(ref.path, { chunkSize: 1024 * 1024 })
    .pipe(Stream.mapError((error) => damaged(ref)(reasonOf(error))))
  const chunks = yield* Stream.toAsyncIterableEffect(file)
  return Stream.fromAsyncIterable(decompressed(chunks, "zstd"), (error) =>
    error instanceof SnapshotDamaged
      ? error
      : damaged(ref)(error instanceof DamagedCompression ? error.message : String(error))
  )
})

/**
 * Reads a snapshot from end to end: `onChunk` gets the body in order, bit for bit; the facts are answered
 * once the body has proved to be what was committed. Fails with `SnapshotDamaged`, which can come after
 * some or all of the body.
 */
export const readSnapshot = Effect.fnUntraced(function* <E = never, R = never>(
  ref: SnapshotRef,
  onChunk: (body: Uint8Array) => Effect.Effect<void, E, R>
) {
  const hash = Crypto.createHash("sha256")
  let head: Array<Uint8Array> | undefined = []
  let headBytes = 0
  let facts: Facts | undefined
  let bodyBytes = 0
  const onBody = (body: Uint8Array) => {
    if (body.length === 0) return Effect.void
    hash.update(body)
    bodyBytes += body.length
    return onChunk(body)
  }
  yield* Stream.runForEach(yield* plain(ref), (chunk) => {
    if (head === undefined) return onBody(chunk)
    const end = chunk.indexOf(LINE_FEED)
    head.push(end < 0 ? chunk : chunk.subarray(0, end))
    headBytes += chunk.length
    if (end < 0)
      return headBytes > LONGEST_FACTS ? Effect.fail(damaged(ref)("its first line has no end")) : Effect.void
    const line = Buffer.concat(head)
    head = undefined
    return Effect.flatMap(factsOf(ref, line), (found) => {
      facts = found
      return onBody(chunk.subarray(end + 1))
    })
  })
  if (facts === undefined) return yield* damaged(ref)("it ends before the body")
  if (bodyBytes !== facts.byte_count || hash.digest("hex") !== facts.sha256)
    return yield* damaged(ref)("the body is not the one that was kept (sha256 differs)")
  return facts
})

/** The whole body in memory; fails with `SnapshotDamaged`. */
export const readBody = Effect.fnUntraced(function* (ref: SnapshotRef) {
  const chunks: Array<Uint8Array> = []
  const facts = yield* readSnapshot(ref, (chunk) => Effect.sync(() => chunks.push(chunk)))
  return { facts, body: new Uint8Array(Buffer.concat(chunks)) }
})

/** The facts alone, from the first bytes of the file: the body is not checked. */
export const readFacts = Effect.fnUntraced(function* (ref: SnapshotRef) {
  const fs = yield* FileSystem.FileSystem
  const start = yield* Effect.scoped(
    Effect.flatMap(fs.open(ref.path), (file) => file.readAlloc(16 * 1024))
  ).pipe(Effect.mapError((error) => damaged(ref)(reasonOf(error))))
  const text = yield* Effect.try({
    try: () =>
      Zlib.zstdDecompressSync(
        Option.getOrElse(start, () => new Uint8Array(0)),
        {
          finishFlush: Zlib.constants.ZSTD_e_flush
        }
      ),
    catch: () => damaged(ref)("the compressed data is damaged")
  })
  const end = text.indexOf(LINE_FEED)
  if (end < 0) return yield* damaged(ref)("the compressed data is cut")
  return yield* factsOf(ref, text.subarray(0, end))
})
