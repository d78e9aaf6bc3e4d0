// Cuts a reply into the source text of its records, in one pass over its bytes and in bounded memory.
//
// A reply is one JSON array, or NDJSON: one record a line; its first byte tells which. Records come out in
// the order of the reply, without the blanks around them and without a byte-order mark. Nothing is parsed:
// a record may turn out not to be JSON. In an array, brackets and quotes tell where a record ends, so an
// unclosed quote swallows what follows; in NDJSON a line feed always ends the record.
import { emptySource, isBlank, type RecordSource } from "./record-source.ts"

/** How a reply ended. */
export interface SplitEnd {
  readonly format: "array" | "ndjson" | "empty"
  /** False if the closing bracket of the array is missing. */
  readonly isClosed: boolean
  /** Offset of the first byte after the end of the array that is no blank; undefined if there is none. */
  readonly bytesAfterAt: number | undefined
}

const QUOTE = 0x22
const BACKSLASH = 0x5c
const LINE_FEED = 0x0a
const BYTE_ORDER_MARK = [0xef, 0xbb, 0xbf]
const BYTES_KEPT_OF_TOO_LARGE = 4096

// What a byte means outside of texts; 0 is a part of a literal or number.
const BLANK = 1
const BREAK = 2
const OPEN = 3
const CLOSE = 4
const COLON = 5
const COMMA = 6
const structure = new Uint8Array(256)
for (const [characters, meaning] of [
  [" \t", BLANK],
  ["\r\n", BREAK],
  ["{[", OPEN],
  ["}]", CLOSE],
  [":", COLON],
  [",", COMMA]
] as const)
  for (const character of characters) structure[character.charCodeAt(0)] = meaning

/** Bytes that mean nothing inside a text. */
const plain = new Uint8Array(256).fill(1, 0x20)
plain[QUOTE] = 0
plain[BACKSLASH] = 0

const isSurrogateDigit = (byte: number) =>
  byte === 0x38 || byte === 0x39 || (byte >= 0x41 && byte <= 0x46) || (byte >= 0x61 && byte <= 0x66)

/**
 * Splits the chunks of one reply, of any size, into records.
 *
 * @example
 * ```ts
 * import { RecordSplitter } from "@chatledger/core"
 *
 * const records: Array<string> = []
 * const splitter = new RecordSplitter((record) =>
 *   records.push(new TextDecoder().decode(record.bytes.subarray(record.start, record.end)))
 * )
 * splitter.push(new TextEncoder().encode('[{"idMessage":"A"},{"idMess'))
 * splitter.push(new TextEncoder().encode('age":"B"}]'))
 * splitter.end().isClosed // true, and `records` holds two texts
 * ```
 */
export class RecordSplitter {
  private readonly onRecord: (record: RecordSource) => void
  private readonly maxRecordBytes: number
  private readonly maxDepth: number
  private record = emptySource(0)
  private format: SplitEnd["format"] = "empty"
  private base = 0
  private markBytes = 0
  private pieces: Array<Uint8Array> = []
  private pieceBytes = 0
  private isInRecord = false
  private isInText = false
  /** 0 outside of an escape, 1 after a backslash, 2 after `\u`, 3 after `\ud`. */
  private escape = 0
  /** Open brackets, the one of the reply not counted. */
  private depth = 0
  private isAfterComma = false
  private isDone = false
  private isClosed = false
  private bytesAfterAt: number | undefined

  /** `maxRecordBytes` defaults to 64 MiB, `maxDepth` to 512 levels. */
  constructor(
    onRecord: (record: RecordSource) => void,
    options?: { readonly maxRecordBytes?: number; readonly maxDepth?: number }
  ) {
    this.onRecord = onRecord
    this.maxRecordBytes = options?.maxRecordBytes ?? 64 * 1024 * 1024
    this.maxDepth = options?.maxDepth ?? 512
  }

  push(chunk: Uint8Array): void {
    let i = this.format === "empty" ? this.passStart(chunk) : 0
    if (!this.isDone && i < chunk.length) i = this.split(chunk, i)
    if (this.isDone) this.lookAfterEnd(chunk, i)
    this.base += chunk.length
  }

  end(): SplitEnd {
    if (this.isInRecord) {
      this.record.isCut = this.format === "array" || this.isInText || this.depth > 0
      this.emit(new Uint8Array(0), 0, 0)
    } else if (this.isAfterComma && !this.isDone) this.emitNothing(0)
    const isClosed = this.format !== "array" || this.isClosed
    return { format: this.format, isClosed, bytesAfterAt: this.bytesAfterAt }
  }

  /** Passes over a byte-order mark, blanks and the opening bracket. */
  private passStart(chunk: Uint8Array): number {
    for (let i = 0; i < chunk.length; i += 1) {
      const byte = chunk[i]
      if (this.base + i === this.markBytes && byte === BYTE_ORDER_MARK[this.markBytes]) this.markBytes += 1
      else if (!isBlank(byte)) {
        this.format = byte === 0x5b ? "array" : "ndjson"
        return byte === 0x5b ? i + 1 : i
      }
    }
    return chunk.length
  }

  /** Goes through the chunk from `i`; answers where the reply ended, or the length of the chunk. */
  private split(chunk: Uint8Array, from: number): number {
    const isArray = this.format === "array"
    const length = chunk.length
    let start = from
    let i = from
    while (i < length) {
      if (this.isInText) {
        i = this.passText(chunk, i)
        if (!this.isInText || i === length) continue
      }
      const byte = chunk[i] as number
      const meaning = structure[byte] as number
      if (meaning === BLANK || (meaning === BREAK && isArray)) {
        if (meaning === BREAK) this.record.hasLineBreak = true
        i += 1
      } else if (meaning === BREAK) {
        if (byte === LINE_FEED && this.isInRecord) this.emit(chunk, start, i)
        i += 1
      } else if (isArray && this.depth === 0 && (meaning === COMMA || meaning === CLOSE)) {
        if (this.isInRecord) this.emit(chunk, start, i)
        else if (meaning === COMMA || this.isAfterComma) this.emitNothing(i)
        this.isAfterComma = meaning === COMMA
        if (meaning === CLOSE) {
          this.isDone = true
          this.isClosed = byte === 0x5d
          return this.isClosed ? i + 1 : i
        }
        i += 1
      } else {
        if (!this.isInRecord) {
          this.isInRecord = true
          this.record = emptySource(this.base + i)
          start = i
        }
        if (byte === QUOTE) this.isInText = true
        else if (meaning === COLON) this.record.members += 1
        else if (meaning === CLOSE) this.depth -= 1
        else if (meaning === OPEN) {
          this.depth += 1
          if (this.depth > this.maxDepth) this.record.isTooDeep = true
        }
        i += 1
      }
    }
    if (this.isInRecord) this.keep(chunk.slice(start))
    return length
  }

  /** Goes to the end of a text; in NDJSON it stops at a line feed, which ends the record. */
  private passText(chunk: Uint8Array, from: number): number {
    const length = chunk.length
    let i = from
    for (;;) {
      if (this.escape === 0) while (i < length && plain[chunk[i] as number] === 1) i += 1
      if (i >= length) return length
      const byte = chunk[i] as number
      const isEscaped = this.escape === 1 && byte >= 0x20
      if (this.escape !== 0) this.escape = this.escaped(byte)
      if (isEscaped) i += 1
      else if (byte === QUOTE) {
        this.isInText = false
        return i + 1
      } else {
        if (byte === BACKSLASH) this.escape = 1
        else if (byte === LINE_FEED && this.format === "ndjson") return i
        else if (byte < 0x20) this.record.hasRawControl = true
        i += 1
      }
    }
  }

  private escaped(byte: number): number {
    if (this.escape === 1) return byte === 0x75 ? 2 : 0
    if (this.escape === 2) return byte === 0x64 || byte === 0x44 ? 3 : 0
    if (isSurrogateDigit(byte)) this.record.hasSurrogateEscape = true
    return 0
  }

  private keep(piece: Uint8Array): void {
    if (this.pieceBytes + piece.length > this.maxRecordBytes) this.record.isTooLarge = true
    this.pieceBytes += piece.length
    if (!this.record.isTooLarge) this.pieces.push(piece)
    else if (this.pieces.length > 0 || piece.length > 0)
      this.pieces = [this.joined(piece).slice(0, BYTES_KEPT_OF_TOO_LARGE)]
  }

  private joined(last: Uint8Array): Uint8Array {
    const bytes = new Uint8Array(this.pieces.reduce((sum, piece) => sum + piece.length, last.length))
    let at = 0
    for (const piece of [...this.pieces, last]) {
      bytes.set(piece, at)
      at += piece.length
    }
    return bytes
  }

  private emit(chunk: Uint8Array, start: number, end: number): void {
    const { record } = this
    if (this.pieces.length > 0) {
      this.keep(chunk.subarray(start, end))
      record.bytes = this.joined(new Uint8Array(0))
      record.start = 0
      record.end = record.bytes.length
    } else {
      record.bytes = chunk
      record.start = start
      record.end = end
      record.isTooLarge = end - start > this.maxRecordBytes
      if (record.isTooLarge) record.end = start + BYTES_KEPT_OF_TOO_LARGE
    }
    while (record.end > record.start && isBlank(record.bytes[record.end - 1])) record.end -= 1
    this.onRecord(record)
    this.pieces = []
    this.pieceBytes = 0
    this.isInRecord = false
    this.isInText = false
    this.escape = 0
    this.depth = 0
  }

  private emitNothing(i: number): void {
    this.record = emptySource(this.base + i)
    this.onRecord(this.record)
  }

  private lookAfterEnd(chunk: Uint8Array, from: number): void {
    for (let i = from; i < chunk.length && this.bytesAfterAt === undefined; i += 1)
      if (!isBlank(chunk[i])) this.bytesAfterAt = this.base + i
  }
}
