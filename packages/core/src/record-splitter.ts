// Splits a reply into the source text of its records, in one pass over its bytes and in bounded memory.
//
// A reply is one JSON array, or NDJSON with one record per line; its first byte decides. Records are emitted in
// reply order, without surrounding blanks or a byte-order mark. Nothing is parsed: a record may not be JSON. In an
// array, brackets and quotes determine where a record ends, so an unclosed quote swallows what follows. In NDJSON a
// line feed ends the record, unless it spans several lines and its first line is a single brace. `null` is a record even
// without a line feed: the answer of an empty queue. Gotcha: use `BodySplitter` for several replies in one body.
import { HeldBytes } from "./held-bytes.ts"
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
import { NULL_START, NullScanner } from "./null-scanner.ts"
import { emptySource, hasBreak, type RecordSource } from "./record-source.ts"
import { otherReplyIn, passMark } from "./reply-start.ts"
import type { Rest, SplitEnd, SplitterOptions } from "./splitting.ts"
import { TextScanner } from "./text-scanner.ts"

/**
 * Splits the chunks of one reply into records; chunk sizes do not matter.
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
  private readonly literal = new NullScanner()
  private readonly hasOthers: boolean
  private record = emptySource(0)
  private format: SplitEnd["format"] = "empty"
  /** Offset of the chunk in the body. */
  private base = 0
  /** Bytes of the byte-order mark read so far. */
  private markBytes = 0
  private isInRecord = false
  /** In NDJSON: the record spans several lines. */
  private isOverLines = false
  private isAtLineStart = false
  /** In NDJSON: the record is an object or `null`, and complete; another record may follow on the same line. */
  private isWhole = false
  /** Open brackets, without the one of the reply. */
  private depth = 0
  private isAfterComma = false
  private isClosed = false
  private bytesAfterAt: number | undefined
  /** True once the reply has ended. */
  isDone = false
  /** The part of the last record that is another reply; undefined if there is none. */
  rest: Rest | undefined

  constructor(onRecord: (record: RecordSource) => void, options?: SplitterOptions) {
    this.onRecord = onRecord
    this.maxDepth = options?.maxDepth ?? MAX_DEPTH
    this.held = new HeldBytes(options?.maxRecordBytes ?? MAX_RECORD_BYTES)
    this.hasOthers = options?.hasOthers ?? false
  }

  /**
   * Reads the next bytes of the reply and emits the records that end in them. In a body with several replies, `from` is
   * the first byte to read and `base` the offset of the chunk in the body. Returns where the reply ended, or the chunk's length.
   */
  push(chunk: Uint8Array, from = 0, base = this.base): number {
    this.base = base
    let i = this.format === "empty" ? this.passStart(chunk, from) : from
    if (!this.isDone && i < chunk.length) i = this.split(chunk, i)
    if (this.isDone && !this.hasOthers) this.lookAfterEnd(chunk, i)
    this.base += chunk.length
    return i
  }

  /** Ends the reply: emits a last record that is not terminated, and returns how the reply ended. */
  end(): SplitEnd {
    if (this.format === "empty" && this.isMarkCut) this.beginAtCutMark()
    if (this.isInRecord) {
      this.record.isCut = this.text.isOpen || this.depth > 0
      this.emit(new Uint8Array(0), 0, 0, this.format === "array")
    }
    const { bytesAfterAt, format } = this
    return { format, isClosed: format !== "array" || this.isClosed, bytesAfterAt }
  }

  /** Skips a byte-order mark, blanks and the opening bracket. */
  private passStart(chunk: Uint8Array, from: number): number {
    for (let i = from; i < chunk.length; i += 1) {
      const byte = chunk[i] as number
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

  /** An incomplete byte-order mark is the start of a record that is not JSON. */
  private beginAtCutMark(): void {
    this.format = "ndjson"
    this.isInRecord = true
    this.record = emptySource(0)
    this.held.add(BYTE_ORDER_MARK.slice(0, this.markBytes))
  }

  /** Splits the chunk from `from` on; returns where the reply ended, or the length of the chunk. */
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
      if (meaning === BLANK) {
        if (!isArray) this.isAtLineStart = false
        i += 1
      } else if (meaning === BREAK) {
        if (isArray || byte !== LINE_FEED) this.record.hasLineBreak = true
        else if (this.isInRecord && this.goesOn()) this.record.hasLineBreak = true
        else if (this.isInRecord) this.emit(chunk, start, i)
        if (this.isDone) return i
        i += 1
      } else if (isArray && this.depth === 0 && (meaning === COMMA || meaning === CLOSE)) {
        if (this.isInRecord) this.emit(chunk, start, i)
        else if (meaning === COMMA || this.isAfterComma) this.onRecord(emptySource(this.base + i))
        if (this.isDone) return i
        this.isAfterComma = meaning === COMMA
        if (meaning === CLOSE) {
          this.isDone = true
          this.isClosed = byte === 0x5d
          return this.isClosed ? i + 1 : i
        }
        i += 1
      } else if (this.isWhole && meaning === COMMA) {
        this.emit(chunk, start, i)
        if (this.isDone) return i
        i += 1
      } else {
        if (this.isAtLineStart ? this.endsAtLine(byte) : this.beginsNext(byte)) {
          this.emit(chunk, start, i)
          if (this.isDone) return i
        }
        if (!this.isInRecord) {
          if (!isArray && byte === 0x5b && this.hasOthers) {
            this.isDone = true
            return i
          }
          this.isInRecord = true
          this.record = emptySource(this.base + i)
          start = i
        }
        if (byte === QUOTE) text.isOpen = true
        else if (meaning === COLON) this.record.members += 1
        else if (meaning === CLOSE) {
          this.depth -= 1
          this.isWhole = !isArray && this.depth === 0
        } else if (meaning === OPEN) {
          this.depth += 1
          if (this.depth > this.maxDepth) this.record.isTooDeep = true
        } else if (!isArray && this.depth === 0) this.isWhole ||= this.literal.isNullAt(byte)
        i += 1
      }
    }
    if (this.isInRecord) this.held.add(chunk.slice(start))
    return length
  }

  /** At a line feed: true if the record continues on the next line. */
  private goesOn(): boolean {
    if (this.text.isOpen || this.depth < 1) return false
    this.isOverLines ||= this.depth === 1 && this.record.members === 0
    this.isAtLineStart = this.isOverLines
    return this.isOverLines
  }

  /** At the start of a line: a brace begins another record, so the multi-line record is truncated. */
  private endsAtLine(byte: number): boolean {
    this.isAtLineStart = false
    return byte === 0x7b
  }

  private beginsNext(byte: number): boolean {
    return this.isWhole && (structure[byte] === OPEN || byte === NULL_START)
  }

  private emit(chunk: Uint8Array, start: number, end: number, isUnclosed = false): void {
    const { record } = this
    const isOdd = isUnclosed || record.hasRawControl || this.text.isOpen || this.depth !== 0
    this.held.give(record, chunk, start, end)
    if (this.format === "ndjson") passMark(record)
    if (this.hasOthers) this.leaveRest(record, isOdd)
    while (record.end > record.start && isBlank(record.bytes[record.end - 1])) record.end -= 1
    if (record.hasLineBreak) record.hasLineBreak = hasBreak(record)
    this.isInRecord = this.isOverLines = this.isAtLineStart = this.isWhole = false
    this.literal.reset()
    this.text.reset()
    this.depth = 0
    if (record.end > record.start) this.onRecord(record)
  }

  /** Moves the part of the record that is another reply to `rest`. */
  private leaveRest(record: RecordSource, isOdd: boolean): void {
    const begin = otherReplyIn(record, this.format === "ndjson", isOdd)
    if (begin === undefined) return
    this.rest = { bytes: record.bytes.slice(begin, record.end), offset: record.offset + begin - record.start }
    this.isDone = true
    record.end = begin
    record.isCut = true
  }

  private lookAfterEnd(chunk: Uint8Array, from: number): void {
    const at = chunk.subarray(from).findIndex((byte) => !isBlank(byte))
    if (at >= 0) this.bytesAfterAt ??= this.base + from + at
  }
}
