// Scans a JSON string byte by byte, across chunk boundaries.
//
// Notes in the record what a strict reader refuses: raw control characters, and surrogate escapes, which may be
// unpaired. Does not check whether the string is valid JSON.
import { BACKSLASH, isSurrogateDigit, LINE_FEED, plain, QUOTE } from "./json-bytes.ts"
import type { RecordSource } from "./record-source.ts"

const NO_ESCAPE = 0
const AFTER_BACKSLASH = 1
const AFTER_U = 2
const AFTER_UD = 3

/** The state of a scan. */
export class TextScanner {
  /** True between the opening quote, which the caller handles, and the closing one. */
  isOpen = false
  private escape = NO_ESCAPE

  /** Leaves a string that has no closing quote. */
  reset(): void {
    this.isOpen = false
    this.escape = NO_ESCAPE
  }

  /** Returns the offset after the string, the end of the chunk, or the offset of a line feed if `isLine`. */
  pass(chunk: Uint8Array, from: number, record: RecordSource, isLine: boolean): number {
    const length = chunk.length
    let i = from
    for (;;) {
      if (this.escape === NO_ESCAPE) while (i < length && plain[chunk[i] as number] === 1) i += 1
      if (i >= length) return length
      const byte = chunk[i] as number
      const isEscaped = this.escape === AFTER_BACKSLASH && byte >= 0x20
      if (this.escape !== NO_ESCAPE) this.escape = this.next(byte, record)
      if (isEscaped) i += 1
      else if (byte === QUOTE) {
        this.isOpen = false
        return i + 1
      } else {
        if (byte === BACKSLASH) this.escape = AFTER_BACKSLASH
        else if (byte === LINE_FEED && isLine) return i
        else if (byte < 0x20) record.hasRawControl = true
        i += 1
      }
    }
  }

  private next(byte: number, record: RecordSource): number {
    if (this.escape === AFTER_BACKSLASH) return byte === 0x75 ? AFTER_U : NO_ESCAPE
    if (this.escape === AFTER_U) return byte === 0x64 || byte === 0x44 ? AFTER_UD : NO_ESCAPE
    if (isSurrogateDigit(byte)) record.hasSurrogateEscape = true
    return NO_ESCAPE
  }
}
