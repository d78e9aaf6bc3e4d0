// One file of the spool: NDJSON lines for DuckDB, made of records as they are in their replies.
//
// A line is {s: snapshot, i: place in the reply, k: kind of a record that is not a message, h: id of a record without
// one, x: extra, r: the record}. The
// bytes of a record are copied, not rewritten, unless a strict parser would refuse them. Gotcha: synchronous,
// because it runs in the splitter's callback.
import * as Fs from "node:fs"
import type { ReadRecord } from "@chatledger/archive"
import { loadedRecord } from "../extra/loaded-record.ts"

const BUFFER_BYTES = 1024 * 1024
const LINE_FEED = 0x0a
const CARRIAGE_RETURN = 0x0d
const SPACE = 0x20

export class SpoolFile {
  private readonly descriptor: number
  private buffer = Buffer.allocUnsafe(BUFFER_BYTES)
  private used = 0
  private isOpen = true
  /** Bytes so far, including those still in the buffer. */
  byteCount = 0
  longestLine = 0
  readonly path: string

  constructor(path: string) {
    this.path = path
    this.descriptor = Fs.openSync(path, "wx", 0o600)
  }

  record(snapshot: number, record: ReadRecord): void {
    const { source } = record
    const { mendedText, extra } = loadedRecord(record)
    const start = this.byteCount
    const k = record.kind === "message" ? "" : `,"k":"${record.kind}"`
    const h = record.hashId === undefined ? "" : `,"h":"${record.hashId}"`
    const x = extra === undefined ? "" : `,"x":${extra}`
    this.text(`{"s":${snapshot},"i":${record.index}${k}${h}${x},"r":`)
    if (mendedText !== undefined) this.text(mendedText)
    else if (source.hasLineBreak) this.bytes(onOneLine(source.bytes.subarray(source.start, source.end)))
    else this.bytes(source.bytes.subarray(source.start, source.end))
    this.text("}\n")
    this.longestLine = Math.max(this.longestLine, this.byteCount - start)
  }

  line(value: object): void {
    const start = this.byteCount
    this.text(`${JSON.stringify(value)}\n`)
    this.longestLine = Math.max(this.longestLine, this.byteCount - start)
  }

  /** Writes the rest and closes the file. */
  close(): void {
    try {
      this.flush()
    } finally {
      this.discard()
    }
  }

  /** Closes the file without writing the rest, if it is open. */
  discard(): void {
    if (this.isOpen) Fs.closeSync(this.descriptor)
    this.isOpen = false
  }

  private text(text: string): void {
    this.room(text.length * 3)
    const written = this.buffer.write(text, this.used, "utf8")
    this.used += written
    this.byteCount += written
  }

  private bytes(bytes: Uint8Array): void {
    this.room(bytes.length)
    this.buffer.set(bytes, this.used)
    this.used += bytes.length
    this.byteCount += bytes.length
  }

  private room(bytes: number): void {
    if (this.used + bytes <= this.buffer.length) return
    this.flush()
    if (bytes > this.buffer.length) this.buffer = Buffer.allocUnsafe(bytes)
  }

  private flush(): void {
    for (let from = 0; from < this.used; )
      from += Fs.writeSync(this.descriptor, this.buffer, from, this.used - from)
    this.used = 0
  }
}

/** Replaces line breaks between the members of a record with spaces; strings contain none. */
const onOneLine = (bytes: Uint8Array): Uint8Array =>
  bytes.map((byte) => (byte === LINE_FEED || byte === CARRIAGE_RETURN ? SPACE : byte))
