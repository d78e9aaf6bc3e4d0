// Splits a body into replies and those into records, for files to which replies were appended one after another.
//
// Replies may be separated by blanks, commas, byte-order marks, record separators, or nothing. Anything else (an error
// page, zeros) is skipped up to the next reply, and reported. A truncated reply, even in the middle of a record, ends
// where the next one begins. Chunk sizes do not matter.
import { BYTE_ORDER_MARK, COMMA, isBlank, structure } from "./json-bytes.ts"
import type { RecordSource } from "./record-source.ts"
import { RecordSplitter } from "./record-splitter.ts"
import { isUtf16, LONGEST_START, replyStartInOthers } from "./reply-start.ts"
import type { SplitEnd, SplitterOptions } from "./splitting.ts"

/** A complete or truncated reply: its byte range in the body, and its format. */
export interface SplitReply {
  readonly start: number
  /** One after its last byte; in NDJSON including trailing blanks. */
  readonly end: number
  readonly format: SplitEnd["format"]
  readonly isClosed: boolean
}

/** Bytes that belong to no reply. */
export interface Others {
  readonly start: number
  readonly end: number
  readonly isUtf16: boolean
}

/** Receives the parts of a body in order. */
interface BodyListener {
  readonly onRecord: (record: RecordSource) => void
  readonly onReply: (reply: SplitReply) => void
  readonly onOthers: (others: Others) => void
}

/** Unread bytes of the body, from `at` on. */
interface Segment {
  readonly bytes: Uint8Array
  /** Offset of `bytes` in the body. */
  readonly base: number
  at: number
}

const RECORD_SEPARATOR = 0x1e
const marks = new Set(BYTE_ORDER_MARK)
/** Limit for re-reading truncated replies, in bytes; beyond it, replies are no longer separated. */
const MOST_AGAIN = 256 * 1024 * 1024

const isSeparator = (byte: number): boolean =>
  byte === RECORD_SEPARATOR || structure[byte] === COMMA || marks.has(byte)

const beginsReply = (byte: number): boolean => byte === 0x5b || byte === 0x7b

/** Splits the chunks of one body. */
export class BodySplitter {
  private readonly listener: BodyListener
  private readonly options: SplitterOptions | undefined
  private segments: Array<Segment> = []
  private base = 0
  private again = 0
  private splitter: RecordSplitter | undefined
  private start = 0
  /** The first separator since the last reply; only valid before another reply. */
  private separatorAt: number | undefined
  private others: { readonly start: number; readonly isUtf16: boolean } | undefined
  /** The end of the bytes that belong to no reply: a chunk boundary may split the start of the next one. */
  private tail: Uint8Array = new Uint8Array(0)

  constructor(listener: BodyListener, options?: SplitterOptions) {
    this.listener = listener
    this.options = options
    this.splitter = this.newSplitter()
  }

  /** Takes the next bytes of the body. */
  push(chunk: Uint8Array): void {
    this.segments.push({ bytes: chunk, base: this.base, at: 0 })
    this.base += chunk.length
    this.run()
  }

  /** Ends the body and reports whatever is still open. */
  end(): void {
    while (this.splitter !== undefined) {
      const { splitter } = this
      const end = splitter.end()
      this.tellReply(end, splitter.rest?.offset ?? this.base)
      this.readRest(splitter)
      this.run()
    }
    if (this.separatorAt !== undefined) this.others = { start: this.separatorAt, isUtf16: false }
    if (this.others !== undefined) this.tellOthers(this.base)
  }

  private newSplitter(): RecordSplitter {
    const hasOthers = this.again < MOST_AGAIN
    return new RecordSplitter(this.listener.onRecord, { ...this.options, hasOthers })
  }

  private run(): void {
    for (let segment = this.segments.at(-1); segment !== undefined; segment = this.segments.at(-1)) {
      if (segment.at >= segment.bytes.length) this.segments.pop()
      else if (this.splitter !== undefined) this.split(segment, this.splitter)
      else if (this.others !== undefined) this.passOthers(segment)
      else this.between(segment)
    }
  }

  private split(segment: Segment, splitter: RecordSplitter): void {
    segment.at = splitter.push(segment.bytes, segment.at, segment.base)
    if (!splitter.isDone) return
    const end = splitter.rest?.offset ?? segment.base + segment.at
    this.tellReply(splitter.end(), end)
    this.readRest(splitter)
  }

  private tellReply({ format, isClosed }: SplitEnd, end: number): void {
    this.splitter = undefined
    this.listener.onReply({ start: this.start, end, format, isClosed })
  }

  /** Reads the other reply found inside a truncated one, before the bytes that follow. */
  private readRest({ rest }: RecordSplitter): void {
    if (rest === undefined) return
    this.again += rest.bytes.length
    this.segments.push({ bytes: rest.bytes, base: rest.offset, at: 0 })
  }

  private between(segment: Segment): void {
    const { bytes, base } = segment
    for (; segment.at < bytes.length; segment.at += 1) {
      const byte = bytes[segment.at] as number
      if (isSeparator(byte)) this.separatorAt ??= base + segment.at
      else if (!isBlank(byte)) break
    }
    if (segment.at >= bytes.length) return
    this.separatorAt = undefined
    if (beginsReply(bytes[segment.at] as number)) {
      this.start = base + segment.at
      this.splitter = this.newSplitter()
      return
    }
    this.others = { start: base + segment.at, isUtf16: false }
    this.tail = new Uint8Array(0)
  }

  private passOthers(segment: Segment): void {
    const bytes = new Uint8Array(this.tail.length + segment.bytes.length - segment.at)
    bytes.set(this.tail)
    bytes.set(segment.bytes.subarray(segment.at), this.tail.length)
    const base = segment.base + segment.at - this.tail.length
    const others = this.others ?? { start: base, isUtf16: false }
    if (others.start === base) this.others = { ...others, isUtf16: isUtf16(bytes) }
    segment.at = segment.bytes.length
    const at = replyStartInOthers(bytes)
    if (at === undefined) {
      this.tail = bytes.slice(Math.max(0, bytes.length - LONGEST_START))
      return
    }
    this.tellOthers(base + at)
    this.segments.push({ bytes, base, at })
  }

  private tellOthers(end: number): void {
    const { others } = this
    this.others = undefined
    if (others !== undefined) this.listener.onOthers({ ...others, end })
  }
}
