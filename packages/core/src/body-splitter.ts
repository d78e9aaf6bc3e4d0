// Cuts a body into replies, and those into records: a file to which replies were appended one after the other.
//
// Between replies stand blanks, commas, byte-order marks, record separators, or nothing. What is neither (an error
// page, zeros) is ignored to where the next reply begins, and told. A reply that is cut, in the middle of a
// record too, ends where the next one begins. Chunks may be of any size, and change nothing.
import { BYTE_ORDER_MARK, COMMA, isBlank, structure } from "./json-bytes.ts"
import type { RecordSource } from "./record-source.ts"
import { RecordSplitter } from "./record-splitter.ts"
import { isUtf16, LONGEST_START, replyStartInOthers } from "./reply-start.ts"
import type { SplitEnd, SplitterOptions } from "./splitting.ts"

/** A reply that has ended: its bytes in the body, and how. */
export interface SplitReply {
  readonly start: number
  /** One after its last byte; blanks after NDJSON are part of it. */
  readonly end: number
  readonly format: SplitEnd["format"]
  readonly isClosed: boolean
}

/** Bytes that are no reply. */
export interface Others {
  readonly start: number
  readonly end: number
  readonly isUtf16: boolean
}

/** What hears of a body, in its order. */
interface BodyListener {
  readonly onRecord: (record: RecordSource) => void
  readonly onReply: (reply: SplitReply) => void
  readonly onOthers: (others: Others) => void
}

/** Some bytes of the body that are still to be read, from one on. */
interface Segment {
  readonly bytes: Uint8Array
  /** Bytes of the body before them. */
  readonly base: number
  at: number
}

const RECORD_SEPARATOR = 0x1e
const marks = new Set(BYTE_ORDER_MARK)
/** Bytes of cut replies that are read again; whoever has more of them reads the rest as it stands. */
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
  /** The first byte after a reply that only makes sense before another one. */
  private separatorAt: number | undefined
  private others: { readonly start: number; readonly isUtf16: boolean } | undefined
  /** The last bytes of what is not a reply: the start of one may be cut by a chunk. */
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

  /** Tells of what is still open; the body ends here. */
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

  /** Reads what of a cut reply is another one, before anything that follows. */
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
