// Reads snapshots sequentially, as loading does: adjacent snapshots of a pack come from one read.
//
// Gotcha: keeps the copies, or up to 8 MB, of the last pack in memory; make a new reader for each task.
import * as Effect from "effect/Effect"
import type * as FileSystem from "effect/FileSystem"
import { SnapshotDamaged } from "./errors.ts"
import type { Facts } from "./facts.ts"
import { bytesAt } from "./pack/pack.ts"
import { noCopies, type PackCopies, packCopies } from "./pack/pack-copies.ts"
import { reasonOf } from "./reasons.ts"
import { SMALL_BYTES, type WholeSnapshot, wholeOfSmall } from "./small-snapshot.ts"
import { readFacts, readSnapshot } from "./snapshot.ts"
import type { SnapshotRef } from "./snapshot-ref.ts"

const WINDOW_BYTES = 8 * 1024 * 1024

const given = <E, R>(
  { facts, body }: WholeSnapshot,
  onChunk: (body: Uint8Array) => Effect.Effect<void, E, R>
) => (body.length === 0 ? Effect.succeed(facts) : Effect.as(onChunk(body), facts))

/** Reads snapshots; fastest in the order of `listSnapshots`. */
export class SequentialReader {
  private copies: PackCopies = noCopies
  private path = ""
  private start = 0
  private window: Uint8Array = new Uint8Array(0)

  /** The bytes of a small packed snapshot, if they are in memory. */
  private held({ path, packed }: SnapshotRef): Uint8Array | undefined {
    if (packed === undefined || path !== this.path) return undefined
    const from = packed.offset - this.start
    const isHeld = from >= 0 && from + packed.length <= this.window.length
    return isHeld ? this.window.subarray(from, from + packed.length) : undefined
  }

  /** The compressed bytes of a small snapshot as stored; undefined if it is not small. */
  readonly bytes = Effect.fnUntraced({ self: this }, function* (this: SequentialReader, ref: SnapshotRef) {
    const { path, packed } = ref
    if (ref.strange !== undefined) return undefined
    const failed = Effect.mapError(
      (error: Parameters<typeof reasonOf>[0]) =>
        new SnapshotDamaged({ path, reason: { code: "cannot_be_read", why: reasonOf(error) } })
    )
    if (packed === undefined) {
      const bytes = yield* failed(bytesAt(path, 0, SMALL_BYTES))
      return bytes.length < SMALL_BYTES ? bytes : undefined
    }
    if (packed.length >= SMALL_BYTES) return undefined
    const known = this.held(ref)
    if (known !== undefined) return known
    this.window = yield* failed(bytesAt(path, packed.offset, WINDOW_BYTES))
    this.start = packed.offset
    this.path = path
    return this.held(ref)
  })

  /** Like `readSnapshot`, but never from a copy in the index. */
  readonly readFrame = <E = never, R = never>(
    ref: SnapshotRef,
    onChunk: (body: Uint8Array) => Effect.Effect<void, E, R>
  ): Effect.Effect<Facts, E | SnapshotDamaged, R | FileSystem.FileSystem> =>
    Effect.flatMap(
      Effect.orElseSucceed(this.bytes(ref), () => undefined),
      (bytes) => {
        const whole = bytes === undefined ? undefined : wholeOfSmall(ref, bytes)
        return whole === undefined ? readSnapshot(ref, onChunk) : given(whole, onChunk)
      }
    )

  /** The copies in the index of a pack. */
  private readonly copiesOf = Effect.fnUntraced(
    { self: this },
    function* (this: SequentialReader, path: string) {
      if (this.copies.path !== path) this.copies = yield* packCopies(path)
      return this.copies
    }
  )

  /** Like `readFacts`. */
  readonly facts = (ref: SnapshotRef): Effect.Effect<Facts, SnapshotDamaged, FileSystem.FileSystem> =>
    ref.packed === undefined || ref.strange !== undefined
      ? readFacts(ref)
      : Effect.flatMap(this.copiesOf(ref.path), (copies) => {
          const facts = copies.facts(ref)
          return facts === undefined ? readFacts(ref) : Effect.succeed(facts)
        })

  /** Like `readSnapshot`. */
  readonly read = <E = never, R = never>(
    ref: SnapshotRef,
    onChunk: (body: Uint8Array) => Effect.Effect<void, E, R>
  ): Effect.Effect<Facts, E | SnapshotDamaged, R | FileSystem.FileSystem> => {
    if (ref.packed === undefined || ref.strange !== undefined) return readSnapshot(ref, onChunk)
    return Effect.flatMap(this.copiesOf(ref.path), (copies) => {
      const whole = copies.find(ref)
      return whole === undefined ? this.readFrame(ref, onChunk) : given(whole, onChunk)
    })
  }
}
