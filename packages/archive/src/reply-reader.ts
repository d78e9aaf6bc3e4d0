// Reads a reply record by record: messages, issues, and timestamps.
//
// Reads chunk by chunk and emits records in the order of the body; memory does not grow with it. A body may have
// several replies in sequence. Never throws because of the content. Used both for import and sync (to report) and
// for every load (for the rows), so that both interpret the same bytes in the same way.
import * as Crypto from "node:crypto"
import {
  type DecodedRecord,
  type Message,
  type RecordIssue,
  type RecordKind,
  type RecordSource,
  recordKind
} from "@chatledger/core"
import {
  BodySplitter,
  canonicalJson,
  decodeParsed,
  type Others,
  type ParsedRecord,
  parseRecord,
  type SplitReply
} from "@chatledger/core/internal"
import { ReplySummary } from "./reply-summary.ts"

/** A record as read. */
export interface ReadRecord {
  /** Index in the reply, from 0. */
  readonly index: number
  /** The bytes, valid only during the call. */
  readonly source: RecordSource
  /** Undefined if the record is not a message. */
  readonly message: Message | undefined
  /** The kind of the message; undefined if there is none. */
  readonly kind: RecordKind | undefined
  /** The result of parsing the bytes. */
  readonly parsed: ParsedRecord
  /** The result of decoding it; undefined if the bytes are not JSON. */
  readonly decoded: DecodedRecord | undefined
  /** `hash:` and 32 hexadecimal digits for a record without `idMessage`; undefined for others. */
  readonly hashId: string | undefined
  readonly issues: ReadonlyArray<RecordIssue>
}

const notInHash = new Set(["downloadUrl", "jpegThumbnail"])

const hashOf = (value: object): string => {
  const kept = Object.fromEntries(Object.entries(value).filter(([name]) => !notInHash.has(name)))
  return `hash:${Crypto.hash("sha256", canonicalJson(kept)).slice(0, 32)}`
}

const isMissing = (id: unknown): boolean => id === undefined || id === null || id === ""

/** The key of a record without `idMessage`, a hash of its JSON value; undefined for others. */
export const hashIdOf = (message: Message, value: unknown): string | undefined =>
  isMissing(message["idMessage"]) ? hashOf(value as object) : undefined

const joined = (left: ReadonlyArray<RecordIssue>, right: ReadonlyArray<RecordIssue>) =>
  left.length === 0 ? right : right.length === 0 ? left : [...left, ...right]

/** The issue of a truncated reply. */
export const cutReply: RecordIssue = {
  code: "reply_is_cut",
  detail: "the closing bracket of the reply is missing",
  raw: null
}

/** The issue of bytes that belong to no reply. */
export const issueOfOthers = ({ start, isUtf16 }: Others): RecordIssue => ({
  code: "bytes_after_reply",
  detail: isUtf16 ? `from byte ${start} on it is UTF-16 text` : `byte ${start} follows the end of the reply`,
  raw: null
})

/** Decodes a parsed record. */
export const readRecord = (parsed: ParsedRecord): Omit<ReadRecord, "index" | "source"> => {
  const decoded = parsed.value === undefined ? undefined : decodeParsed(parsed)
  const message = decoded?.message
  return {
    parsed,
    decoded,
    message,
    kind: message && recordKind(message),
    hashId: message && hashIdOf(message, parsed.value),
    issues: decoded === undefined ? parsed.issues : joined(parsed.issues, decoded.issues)
  }
}

/** One of several replies in a body. */
export interface ReadReply {
  /** Its byte range in the body; `end` is exclusive. */
  readonly start: number
  readonly end: number
  /** Complete once the body has ended. */
  readonly summary: ReplySummary
}

/**
 * Reads the chunks of one body; passes each record to `onRecord` as soon as it is complete. With `onReply`, records are
 * numbered from 0 within each reply of the body, otherwise across all of them.
 */
export class ReplyReader {
  private readonly splitter: BodySplitter
  private readonly onReply: ((reply: ReadReply) => void) | undefined
  private summary = new ReplySummary()
  private last = this.summary
  private cutBefore = 0

  constructor(onRecord: (record: ReadRecord) => void, onReply?: (reply: ReadReply) => void) {
    this.onReply = onReply
    this.splitter = new BodySplitter({
      onRecord: (source) => {
        const record = { index: this.summary.recordCount, source, ...readRecord(parseRecord(source)) }
        this.summary.count(record.message, record.issues, record.kind)
        this.summary.countText(record.parsed.text, source)
        onRecord(record)
      },
      onReply: (reply) => this.tellReply(reply),
      onOthers: (others) => this.last.reportReply(issueOfOthers(others))
    })
  }

  push(chunk: Uint8Array): void {
    this.splitter.push(chunk)
  }

  /**
   * The summary of the whole body, or of its last reply; issues of a whole reply have the position after its last record.
   */
  end(): ReplySummary {
    this.splitter.end()
    return this.last
  }

  private tellReply({ start, end, format, isClosed }: SplitReply): void {
    const { summary } = this
    if (format !== "empty") summary.replyCount += 1
    if (summary.format === "empty") summary.format = format
    const cut = summary.codes.get("reply_is_cut") ?? 0
    if (!isClosed && cut === this.cutBefore) summary.reportReply(cutReply)
    this.cutBefore = summary.codes.get("reply_is_cut") ?? 0
    this.last = summary
    if (this.onReply === undefined) return
    this.onReply({ start, end, summary })
    this.summary = new ReplySummary()
    this.cutBefore = 0
  }
}
