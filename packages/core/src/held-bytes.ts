// The bytes of a record that began in an earlier chunk.
//
// Pieces are put together once, at the end. Bounded: of a record that grows too large only the first 4 KiB
// stay, whatever the pieces it came in.

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
export const keptLength = (length: number, maxBytes: number): number =>
  length > maxBytes ? Math.min(length, KEPT_OF_TOO_LARGE) : length

/** Pieces of one record. */
export class HeldBytes {
  readonly maxBytes: number
  private pieces: Array<Uint8Array> = []
  private length = 0

  constructor(maxBytes: number) {
    this.maxBytes = maxBytes
  }

  get isEmpty(): boolean {
    return this.length === 0
  }

  get isTooLarge(): boolean {
    return this.length > this.maxBytes
  }

  /** Takes the next bytes, which must not change afterwards. */
  add(piece: Uint8Array): void {
    const isFull = this.isTooLarge && this.length >= KEPT_OF_TOO_LARGE
    this.length += piece.length
    if (isFull) return
    this.pieces.push(piece)
    if (this.isTooLarge) this.pieces = [joined(this.pieces).slice(0, KEPT_OF_TOO_LARGE)]
  }

  /** Hands out what is held, and holds nothing. */
  take(): Uint8Array {
    const bytes = joined(this.pieces)
    this.pieces = []
    this.length = 0
    return bytes
  }
}
