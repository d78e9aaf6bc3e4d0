// Cuts a reply into the source text of its records, in one pass over its bytes and in bounded memory.
//
// A reply is one JSON array, or NDJSON: one record a line; its first byte tells which. Records come out in
// the order of the reply, without the blanks around them and without a byte-order mark. Nothing is parsed:
// a record may turn out not to be JSON. In an array, brackets and quotes tell where a record ends, so an
// unclosed quote swallows what follows; in NDJSON a line feed always ends the record.
import { HeldBytes, keptLength } from "./held-bytes.ts"
import { MAX_DEPTH, MAX_RECORD_BYTES } from "./issue.ts"
import {
  BLANK,
  BREAK,
  BYTE_ORDER_MARK,
  CLOSE,
  COLON,
  COMMA,
  isBlank,
  LINE_FEED,
  OPEN,
  QUOTE,
  structure
} from "./json-bytes.ts"
import { emptySource, hasBreak, type RecordSource } from "./record-source.ts"
import { TextScanner } from "./text-scanner.ts"

/** How a reply ended. */
export interface SplitEnd {
  readonly format: "array" | "ndjson" | "empty"
  /** False if the closing bracket of the array is missing. */
  readonly isClosed: boolean
  /** Offset of the first byte after the end of the array that is no blank; undefined if there is none. */
  readonly bytesAfterAt: number | undefined
}

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
  private readonly maxDepth: number
  private readonly held: HeldBytes
  private readonly text = new TextScanner()
  private record = emptySource(0)
  private format: SplitEnd["format"] = "empty"
  /** Bytes of the reply before the chunk. */
  private base = 0
  /** Bytes of the byte-order mark seen so far. */
  private markBytes = 0
  private isInRecord = false
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
    this.maxDepth = options?.maxDepth ?? MAX_DEPTH
    this.held = new HeldBytes(options?.maxRecordBytes ?? MAX_RECORD_BYTES)
  }

  /** Takes the next bytes of the reply, and hands out the records that end in them. */
  push(chunk: Uint8Array): void {
    let i = this.format === "empty" ? this.passStart(chunk) : 0
    if (!this.isDone && i < chunk.length) i = this.split(chunk, i)
    if (this.isDone) this.lookAfterEnd(chunk, i)
    this.base += chunk.length
  }

  /** Hands out the last record, if the reply ended without saying so, and tells how it ended. */
  end(): SplitEnd {
    if (this.format === "empty" && this.isMarkCut) this.beginAtCutMark()
    if (this.isInRecord) {
      this.record.isCut = this.text.isOpen || this.depth > 0
      this.emit(new Uint8Array(0), 0, 0)
    }
    const { format, bytesAfterAt } = this
    return { format, isClosed: format !== "array" || this.isClosed, bytesAfterAt }
  }

  /** Passes over a byte-order mark, blanks and the opening bracket. */
  private passStart(chunk: Uint8Array): number {
    for (const [i, byte] of chunk.entries()) {
      if (this.base + i === this.markBytes && byte === BYTE_ORDER_MARK[this.markBytes]) this.markBytes += 1
      else if (this.isMarkCut) {
        this.beginAtCutMark()
        return i
      } else if (!isBlank(byte)) {
        this.format = byte === 0x5b ? "array" : "ndjson"
        return byte === 0x5b ? i + 1 : i
      }
    }
    return chunk.length
  }

  private get isMarkCut(): boolean {
    return this.markBytes > 0 && this.markBytes < BYTE_ORDER_MARK.length
  }

  /** The first bytes of a byte-order mark, and no more of it: the start of a record that is no JSON. */
  private beginAtCutMark(): void {
    this.format = "ndjson"
    this.isInRecord = true
    this.record = emptySource(0)
    this.held.add(BYTE_ORDER_MARK.slice(0, this.markBytes))
  }

  /** Goes through the chunk from `i`; answers where the reply ended, or the length of the chunk. */
  private split(chunk: Uint8Array, from: number): number {
    const isArray = this.format === "array"
    const { text } = this
    const length = chunk.length
    let start = from
    let i = from
    while (i < length) {
      if (text.isOpen) {
        i = text.pass(chunk, i, this.record, !isArray)
        if (!text.isOpen || i === length) continue
      }
      const byte = chunk[i] as number
      const meaning = structure[byte] as number
      if (meaning === BLANK) i += 1
      else if (meaning === BREAK) {
        if (isArray || byte !== LINE_FEED) this.record.hasLineBreak = true
        else if (this.isInRecord) this.emit(chunk, start, i)
        i += 1
      } else if (isArray && this.depth === 0 && (meaning === COMMA || meaning === CLOSE)) {
        if (this.isInRecord) this.emit(chunk, start, i)
        else if (meaning === COMMA || this.isAfterComma) this.onRecord(emptySource(this.base + i))
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
        if (byte === QUOTE) text.isOpen = true
        else if (meaning === COLON) this.record.members += 1
        else if (meaning === CLOSE) this.depth -= 1
        else if (meaning === OPEN) {
          this.depth += 1
          if (this.depth > this.maxDepth) this.record.isTooDeep = true
        }
        i += 1
      }
    }
    if (this.isInRecord) this.held.add(chunk.slice(start))
    return length
  }

  private emit(chunk: Uint8Array, start: number, end: number): void {
    const { record } = this
    if (this.held.isEmpty) {
      record.bytes = chunk
      record.start = start
      record.end = start + keptLength(end - start, this.held.maxBytes)
      record.isTooLarge = end - start > this.held.maxBytes
    } else {
      this.held.add(chunk.subarray(start, end))
      record.isTooLarge = this.held.isTooLarge
      record.bytes = this.held.take()
      record.start = 0
      record.end = record.bytes.length
    }
    while (record.end > record.start && isBlank(record.bytes[record.end - 1])) record.end -= 1
    if (record.hasLineBreak) record.hasLineBreak = hasBreak(record)
    this.isInRecord = false
    this.text.reset()
    this.depth = 0
    this.onRecord(record)
  }

  private lookAfterEnd(chunk: Uint8Array, from: number): void {
    const at = chunk.subarray(from).findIndex((byte) => !isBlank(byte))
    if (at >= 0) this.bytesAfterAt ??= this.base + from + at
  }
}
