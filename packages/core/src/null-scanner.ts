// Recognises the literal `null` byte by byte, across chunk boundaries.

const text = Uint8Array.of(0x6e, 0x75, 0x6c, 0x6c)

/** The first byte of `null`. */
export const NULL_START = 0x6e

/** The state of a scan. */
export class NullScanner {
  /** Bytes read so far; -1 if the record is something else. */
  private count = 0

  reset(): void {
    this.count = 0
  }

  /** True at the last byte of `null`. */
  isNullAt(byte: number): boolean {
    this.count = byte === text[this.count] ? this.count + 1 : -1
    return this.count === text.length
  }
}
