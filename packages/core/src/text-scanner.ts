// Passes over a JSON text (a string with its quotes) byte by byte, over any chunk boundary.
//
// Notes in the record what a strict reader would stumble on: raw control characters, and escapes of
// surrogates, which may stand alone. Whether the text is right JSON is not asked.
import { BACKSLASH, isSurrogateDigit, LINE_FEED, plain, QUOTE } from "./json-bytes.ts"
import type { RecordSource } from "./record-source.ts"

const NO_ESCAPE = 0
const AFTER_BACKSLASH = 1
const AFTER_U = 2
const AFTER_UD = 3

/** Where in a text the scan is. */
export class TextScanner {
  /** True between the opening quote, which the caller sees, and the closing one. */
  isOpen = false
  private escape = NO_ESCAPE

  /** Leaves a text that has no closing quote. */
  reset(): void {
    this.isOpen = false
    this.escape = NO_ESCAPE
  }

  /** Answers the offset after the text, the end of the chunk, or that of a line feed, if those end records. */
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
