// Reads a reply record by record: what fits, what does not, and when the messages in it were sent.
//
// Bytes go in by chunks, records come out one by one, in the order of the reply; memory does not grow with
// the reply. Nothing in a reply makes it throw. Used on the way in (to report) and on every load (for the
// rows), so both say the same of the same bytes.

import * as Crypto from "node:crypto"
import {
  canonicalJson,
  type DecodedRecord,
  decodeRecord,
  documentedOf,
  extraOf,
  hasDocumentedName,
  isFault,
  type Message,
  merged,
  type RecordIssue,
  type RecordSource,
  RecordSplitter
} from "@chatledger/core"
import { parseExactly, strictText } from "./exact-json.ts"
import { type ParsedRecord, parseRecord } from "./record-text.ts"
import { emptySummary, type ReplySummary } from "./reply-summary.ts"

/** One record as read. */
export interface ReadRecord {
  /** Place in the reply, from 0. */
  readonly index: number
  /** The bytes, valid only during the call. */
  readonly source: RecordSource
  /** Undefined if the record is no message. */
  readonly message: Message | undefined
  /** Strict JSON of the message, where the bytes themselves are not fit to be read again; undefined where they are. */
  readonly mendedText: string | undefined
  /** `hash:` and 32 hexadecimal digits for a record without `idMessage`; undefined for others. */
  readonly hashId: string | undefined
  /** JSON text of the fields that no column holds; undefined if none. */
  readonly extra: string | undefined
  readonly issues: ReadonlyArray<RecordIssue>
}

const notInHash = new Set(["downloadUrl", "jpegThumbnail"])

const hashOf = (value: object): string => {
  const kept = Object.fromEntries(Object.entries(value).filter(([name]) => !notInHash.has(name)))
  return `hash:${Crypto.hash("sha256", canonicalJson(kept)).slice(0, 32)}`
}

const isMissing = (id: unknown): boolean => id === undefined || id === null || id === ""

export class ReplyReader {
  private readonly splitter: RecordSplitter
  private readonly onRecord: (record: ReadRecord) => void
  private readonly summary = emptySummary()
  private index = 0

  constructor(onRecord: (record: ReadRecord) => void) {
    this.onRecord = onRecord
    this.splitter = new RecordSplitter((source) => this.read(source))
  }

  push(chunk: Uint8Array): void {
    this.splitter.push(chunk)
  }

  /** The summary of the whole reply; issues of the reply as a whole stand at the position after its last record. */
  end(): ReplySummary {
    const { format, isClosed, bytesAfterAt } = this.splitter.end()
    this.summary.format = format
    const report = (issue: RecordIssue) => {
      this.summary.report(this.index, issue)
      this.summary.replyIssues.push({ position: this.index, ...issue })
    }
    if (!isClosed && !this.summary.codes.has("reply_is_cut"))
      report({ code: "reply_is_cut", detail: "the closing bracket of the reply is missing", raw: null })
    if (isClosed && bytesAfterAt !== undefined)
      report({
        code: "bytes_after_reply",
        detail: `byte ${bytesAfterAt} follows the end of the reply`,
        raw: null
      })
    return this.summary
  }

  private read(source: RecordSource): void {
    const parsed = parseRecord(source)
    const decoded = parsed.value === undefined ? undefined : decodeRecord(parsed.value)
    const record =
      decoded?.message === undefined
        ? this.unread(source, [...parsed.issues, ...(decoded?.issues ?? [])])
        : this.message(source, parsed, decoded, decoded.message)
    for (const issue of record.issues) this.summary.report(this.index, issue)
    this.summary.count(
      record.message,
      record.issues.some((issue) => isFault(issue.code))
    )
    this.index += 1
    this.onRecord(record)
  }

  private unread(source: RecordSource, issues: ReadonlyArray<RecordIssue>): ReadRecord {
    return {
      index: this.index,
      source,
      message: undefined,
      mendedText: undefined,
      hashId: undefined,
      extra: undefined,
      issues
    }
  }

  private message(
    source: RecordSource,
    parsed: ParsedRecord,
    decoded: DecodedRecord,
    message: Message
  ): ReadRecord {
    const extra = extraOf(message)
    const isWhole = decoded.issues.length === 0 || decoded.setAside === undefined
    const hashId = isMissing(message["idMessage"]) ? hashOf(parsed.value as object) : undefined
    if (parsed.isVerbatim && isWhole && extra === undefined && typeof message["typeMessage"] === "string")
      return {
        index: this.index,
        source,
        message,
        mendedText: undefined,
        hashId,
        extra: undefined,
        issues: decoded.issues
      }
    const exact = decodeRecord(parseExactly(parsed.text))
    const isMended = !parsed.isVerbatim || !isWhole || (extra !== undefined && hasDocumentedName(extra))
    const rest = exact.message === undefined ? undefined : extraOf(exact.message)
    const all = exact.setAside === undefined ? rest : merged(rest, exact.setAside)
    return {
      index: this.index,
      source,
      message,
      mendedText:
        isMended && exact.message !== undefined
          ? strictText(documentedOf(exact.message, rest ?? {}))
          : undefined,
      hashId,
      extra: all === undefined ? undefined : strictText(all),
      issues: parsed.issues.length === 0 ? decoded.issues : [...parsed.issues, ...decoded.issues]
    }
  }
}
