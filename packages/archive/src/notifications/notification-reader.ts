// Reads saved notifications one by one: the body of a webhook, a reply of receiveNotification, a list or lines of them.
//
// Messages and calls are converted to journal records. `null` is an answer of an empty queue, and nothing is wrong with
// it. Reads chunk by chunk; memory does not grow with the size.
// Never throws because of the content. Gotcha: a log may have notifications of several instances.
import * as Crypto from "node:crypto"
import {
  type DecodedNotification,
  decodeNotification,
  isNotification,
  type NoNotification,
  type RecordIssue,
  type RecordSource
} from "@chatledger/core"
import {
  BodySplitter,
  canonicalJson,
  flatRecord,
  mayRound,
  notificationBody,
  type Others,
  type ParsedRecord,
  parseExactly,
  parseRecord,
  type SplitReply
} from "@chatledger/core/internal"
import { cutReply, issueOfOthers, type ReadRecord, readRecord } from "../reply-reader.ts"
import { ReplySummary } from "../reply-summary.ts"

/** The byte range of an entry in the body; `end` is exclusive. */
export interface EntryBytes {
  readonly start: number
  readonly end: number
  /** Larger than the limit, so that its end is unknown. */
  readonly isTooLarge: boolean
}

/** An entry that is not a notification, and why. */
export interface NoNotificationRead {
  readonly index: number
  readonly place: EntryBytes
  readonly issues: ReadonlyArray<RecordIssue>
}

/** A notification as read. */
export interface ReadNotification {
  /** Index in the body, from 0. */
  readonly index: number
  readonly place: EntryBytes
  /** What is wrong with it. */
  readonly issues: ReadonlyArray<RecordIssue>
  readonly decoded: Exclude<DecodedNotification, NoNotification>
  /** The journal record of a message or a call. */
  readonly record: ReadRecord | undefined
  /** 32 hexadecimal digits; equal for the same notification, however often it was sent. */
  readonly key: string
}

/** The result of reading notifications. */
export interface NotificationSummary {
  readonly summary: ReplySummary
  /** Number of notifications by instance. */
  readonly instances: ReadonlyMap<string, number>
  readonly notificationCount: number
}

const encoder = new TextEncoder()

/** The record of a message or a call, as if it were a reply by itself. */
const recordOf = (parsed: ParsedRecord, source: RecordSource, index: number): ReadRecord | undefined => {
  const value = mayRound(parsed.text) ? parseExactly(parsed.text) : parsed.value
  const flat = isNotification(value) ? flatRecord(notificationBody(value).sent) : undefined
  if (flat === undefined) return undefined
  const text = JSON.stringify(flat)
  const bytes = encoder.encode(text)
  return {
    index,
    source: { ...source, bytes, start: 0, end: bytes.length, hasLineBreak: false },
    ...readRecord({ ...parsed, value: JSON.parse(text), text })
  }
}

const placeOf = ({ end, isTooLarge, offset, start }: RecordSource): EntryBytes => ({
  start: offset,
  end: offset + end - start,
  isTooLarge
})

const notOne: RecordIssue = {
  code: "not_a_notification",
  detail: "the entry has no `typeWebhook`",
  raw: null
}

const keyOf = (sent: Readonly<Record<string, unknown>>): string =>
  Crypto.hash("sha256", canonicalJson(sent)).slice(0, 32)

/** Reads the chunks of one body; passes each notification to `onNotification` as soon as it is complete. */
export class NotificationReader {
  private readonly splitter: BodySplitter
  private readonly summary = new ReplySummary()
  private readonly instances = new Map<string, number>()
  private readonly onNotification: (notification: ReadNotification) => void
  private readonly onOther: (other: NoNotificationRead) => void
  private count = 0
  private cutBefore = 0

  constructor(
    onNotification: (notification: ReadNotification) => void,
    onOther: (other: NoNotificationRead) => void = () => undefined
  ) {
    this.onNotification = onNotification
    this.onOther = onOther
    this.splitter = new BodySplitter({
      onRecord: (source) => this.read(source),
      onReply: (reply) => this.tellReply(reply),
      onOthers: (others: Others) => this.summary.reportReply(issueOfOthers(others))
    })
  }

  push(chunk: Uint8Array): void {
    this.splitter.push(chunk)
  }

  end(): NotificationSummary {
    this.splitter.end()
    const { count: notificationCount, instances, summary } = this
    return { summary, instances, notificationCount }
  }

  private read(source: RecordSource): void {
    const index = this.summary.recordCount
    const place = placeOf(source)
    const parsed = parseRecord(source)
    this.summary.countText(parsed.text, source)
    const decoded = parsed.value === undefined ? undefined : decodeNotification(parsed.value)
    if (decoded === undefined || decoded.kind === "none") {
      const isOther = parsed.value !== undefined && parsed.value !== null
      const issues = isOther ? [...parsed.issues, notOne] : parsed.issues
      this.summary.countOther(undefined, issues)
      this.onOther({ index, place, issues })
      return
    }
    this.count += 1
    if (decoded.idInstance !== undefined)
      this.instances.set(decoded.idInstance, (this.instances.get(decoded.idInstance) ?? 0) + 1)
    const record = recordOf(parsed, source, index)
    if (record === undefined) this.summary.countOther(decoded.timestamp, parsed.issues)
    else this.summary.count(record.message, record.issues, record.kind)
    const issues = record?.issues ?? parsed.issues
    this.onNotification({ index, place, decoded, record, key: keyOf(decoded.notification), issues })
  }

  private tellReply({ format, isClosed }: SplitReply): void {
    const { summary } = this
    if (format !== "empty") summary.replyCount += 1
    if (summary.format === "empty") summary.format = format
    const cut = summary.codes.get("reply_is_cut") ?? 0
    if (!isClosed && cut === this.cutBefore) summary.reportReply(cutReply)
    this.cutBefore = summary.codes.get("reply_is_cut") ?? 0
  }
}
