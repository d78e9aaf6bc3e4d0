// Reads the texts of records from the bodies of snapshots on demand.
//
// Caches bodies of up to 8 MB, 64 MB in total, least recently used first out. Of larger bodies only the
// requested texts are kept, while the body is streamed. A damaged body gives no text at all.
import { readBody, readSnapshot, type SnapshotRef } from "@chatledger/archive"
import * as Effect from "effect/Effect"

/** A byte range of a body. */
interface Range {
  readonly offset: number
  readonly length: number
}

const LARGE_BYTES = 8 * 1024 * 1024
const MOST_BYTES = 64 * 1024 * 1024

const cutOut = (body: Uint8Array, ranges: ReadonlyArray<Range>): ReadonlyArray<Uint8Array> =>
  ranges.map(({ offset, length }) => body.subarray(offset, offset + length))

/** Copies ranges out of a body in chunks. */
const streamed = Effect.fnUntraced(function* (ref: SnapshotRef, ranges: ReadonlyArray<Range>) {
  const texts = ranges.map(({ length }) => new Uint8Array(length))
  const inOrder = ranges.map((range, index) => ({ ...range, index })).sort((a, b) => a.offset - b.offset)
  let next = 0
  let from = 0
  const take = (chunk: Uint8Array): void => {
    const to = from + chunk.length
    for (let i = next; i < inOrder.length; i += 1) {
      const range = inOrder[i]
      if (range === undefined || range.offset >= to) break
      const start = Math.max(range.offset, from)
      const end = Math.min(range.offset + range.length, to)
      if (end > start) texts[range.index]?.set(chunk.subarray(start - from, end - from), start - range.offset)
      if (i === next && range.offset + range.length <= to) next += 1
    }
    from = to
  }
  yield* readSnapshot(ref, (chunk) => Effect.sync(() => take(chunk)))
  return texts
})

/** Reads texts, and caches their bodies. */
export class SnapshotTexts {
  readonly #bodies = new Map<string, Uint8Array>()
  #bytes = 0

  /** Texts in the order of the ranges; fails with `SnapshotDamaged`. */
  readonly read = Effect.fnUntraced(
    { self: this },
    function* (this: SnapshotTexts, ref: SnapshotRef, byteCount: number, ranges: ReadonlyArray<Range>) {
      if (byteCount > LARGE_BYTES) return yield* streamed(ref, ranges)
      const key = `${ref.instanceId}/${ref.snapshotId}`
      const known = this.#bodies.get(key)
      const body = known ?? (yield* readBody(ref)).body
      this.#keep(key, body)
      return cutOut(body, ranges)
    }
  )

  #keep(key: string, body: Uint8Array): void {
    if (!this.#bodies.delete(key)) this.#bytes += body.length
    this.#bodies.set(key, body)
    for (const [oldest, held] of this.#bodies) {
      if (this.#bytes <= MOST_BYTES) break
      this.#bodies.delete(oldest)
      this.#bytes -= held.length
    }
  }
}
