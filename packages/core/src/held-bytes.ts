// The bytes of a record that began in an earlier chunk.
//
// Pieces are joined once, at the end. Bounded: only the first 4 KiB of a record that is too large are kept,
// however it was split.

import type { RecordSource } from "./record-source.ts"

const KEPT_OF_TOO_LARGE = 4096

const joined = (pieces: ReadonlyArray<Uint8Array>): Uint8Array => {
  const bytes = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0))
  let at = 0
  for (const piece of pieces) {
    bytes.set(piece, at)
    at += piece.length
  }
  return bytes
}

/** How many bytes of a record of this length are kept. */
const keptLength = (length: number, maxBytes: number): number =>
  length > maxBytes ? Math.min(length, KEPT_OF_TOO_LARGE) : length

/** The pieces of one record. */
export class HeldBytes {
  private readonly maxBytes: number
  private pieces: Array<Uint8Array> = []
  private length = 0

  constructor(maxBytes: number) {
    this.maxBytes = maxBytes
  }

  private get isTooLarge(): boolean {
    return this.length > this.maxBytes
  }

  /** Adds the next bytes, which must not change afterwards. */
  add(piece: Uint8Array): void {
    const isFull = this.isTooLarge && this.length >= KEPT_OF_TOO_LARGE
    this.length += piece.length
    if (isFull) return
    this.pieces.push(piece)
    if (this.isTooLarge) this.pieces = [joined(this.pieces).slice(0, KEPT_OF_TOO_LARGE)]
  }

  /** Gives a record the held bytes and its last ones, `chunk[start, end)`; then holds nothing. */
  give(record: RecordSource, chunk: Uint8Array, start: number, end: number): void {
    if (this.length === 0) {
      record.bytes = chunk
      record.start = start
      record.end = start + keptLength(end - start, this.maxBytes)
      record.isTooLarge = end - start > this.maxBytes
      return
    }
    this.add(chunk.subarray(start, end))
    record.isTooLarge = this.isTooLarge
    record.bytes = joined(this.pieces)
    record.start = 0
    record.end = record.bytes.length
    this.pieces = []
    this.length = 0
  }
}
