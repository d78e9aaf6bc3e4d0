// A summary of a reply after one reading: counts, times, direction, and issues.
//
// Size grows with the kinds of issues, not with the records: only the first 20 faults are kept. Gotcha: a
// record with a fault still counts as a message, if it has one.
import {
  type IssueCode,
  idKind,
  type Message,
  type RecordIssue,
  type RecordKind,
  type RecordSource,
  recordKind
} from "@chatledger/core"
import { countUtf8, isFault } from "@chatledger/core/internal"
import type { ReplyKind } from "./facts.ts"

/** An issue and its position. */
export interface PlacedIssue extends RecordIssue {
  /** Index of the record in the reply, from 0. */
  readonly position: number
}

const FAULTS_SHOWN = 20

/** Records that are searched for text decoded twice. */
const MOST_SAMPLED = 200

/** Two letters whose UTF-8 was read as Latin-1 or windows-1252: `Ð´Ð°` for `да`. */
const decodedTwice = /(?:[\u00c2-\u00df][\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]){2}/u

/** Calls have their direction in two fields. */
const directionOfCall = new Map([
  ["incomingCall", "incoming"],
  ["outgoingCall", "outgoing"]
])

/** Updated while the reply is read; complete once it has ended. */
export class ReplySummary {
  format: "array" | "ndjson" | "empty" = "empty"
  /** Replies in the body; more than one if replies were appended to each other. */
  replyCount = 0
  recordCount = 0
  /** Records with at least one fault. */
  faultyCount = 0
  /** Records with a `typeMessage`: without any, the body is not a reply. */
  typedCount = 0
  callCount = 0
  storyCount = 0
  /** The groups of its messages; channels are not included. */
  readonly groupIds = new Set<string>()
  incomingCount = 0
  outgoingCount = 0
  /** UNIX seconds. */
  oldestTimestamp: number | undefined
  /** UNIX seconds. */
  newestTimestamp: number | undefined
  /** Number of issues by code. */
  readonly codes = new Map<IssueCode, number>()
  /** Issues of the reply as a whole, with the position after its last record. */
  readonly replyIssues: Array<PlacedIssue> = []
  /** The first 20 faults. */
  readonly faults: Array<PlacedIssue> = []
  /** Records with non-ASCII characters in UTF-8, and records in which most of these are not UTF-8. */
  private utf8Records = 0
  private decodedTwiceRecords = 0
  private otherRecords = 0
  private descending = 0
  private ascending = 0
  private previous: number | undefined

  /** Reports an issue of the reply as a whole. */
  reportReply(issue: RecordIssue): void {
    this.report(this.recordCount, issue)
    this.replyIssues.push({ position: this.recordCount, ...issue })
  }

  /** Counts the next record; `kind` is that of its message. */
  count(
    message: Message | undefined,
    issues: ReadonlyArray<RecordIssue>,
    kind: RecordKind | undefined = message && recordKind(message)
  ): void {
    for (const issue of issues) this.report(this.recordCount, issue)
    this.recordCount += 1
    if (issues.some(({ code }) => isFault(code))) this.faultyCount += 1
    if (message === undefined) return
    if (!issues.some(({ code }) => code === "missing_type_message")) this.typedCount += 1
    if (kind === "call") this.callCount += 1
    else if (kind === "story") this.storyCount += 1
    const direction = message["type"] ?? directionOfCall.get(message.typeMessage)
    if (direction === "incoming") this.incomingCount += 1
    else if (direction === "outgoing") this.outgoingCount += 1
    const { chatId, chatType } = message as { readonly chatId?: unknown; readonly chatType?: unknown }
    if (typeof chatId === "string" && chatType !== "channel" && idKind(chatId) === "group")
      this.groupIds.add(chatId)
    if (typeof message["timestamp"] === "number") this.countTimestamp(message["timestamp"])
  }

  /** Counts an entry that is not a record: a status, a state. */
  countOther(timestamp: number | undefined, issues: ReadonlyArray<RecordIssue>): void {
    for (const issue of issues) this.report(this.recordCount, issue)
    this.recordCount += 1
    if (issues.some(({ code }) => isFault(code))) this.faultyCount += 1
    if (timestamp !== undefined) this.countTimestamp(timestamp)
  }

  /** Checks the encoding of the next record; truncated records do not count. */
  countText(text: string, { bytes, start, end, isCut }: RecordSource): void {
    if (isCut) return
    if (!text.includes("\ufffd")) {
      if (text.length === end - start) return
      this.utf8Records += 1
      if (this.utf8Records <= MOST_SAMPLED && decodedTwice.test(text)) this.decodedTwiceRecords += 1
      return
    }
    const { whole, broken } = countUtf8(bytes.subarray(start, end))
    if (broken > whole) this.otherRecords += 1
    else this.utf8Records += 1
  }

  /** True if the text is in another encoding than UTF-8, not just damaged in places. */
  get isOtherEncoding(): boolean {
    return this.otherRecords > this.utf8Records
  }

  /** True if UTF-8 was decoded as a Latin encoding, and the result saved as UTF-8: one such text may be somebody's own. */
  get isDecodedTwice(): boolean {
    const sampled = Math.min(this.utf8Records, MOST_SAMPLED)
    return this.decodedTwiceRecords > 1 && this.decodedTwiceRecords * 2 > sampled
  }

  /** The direction of the reply: newest first, unless more adjacent records ascend than descend. */
  get isNewestFirst(): boolean {
    return this.descending >= this.ascending
  }

  /** The kind of the reply if all its records are calls, or all are stories; undefined for messages. */
  get kind(): ReplyKind | undefined {
    if (this.typedCount === 0) return undefined
    if (this.callCount === this.typedCount) return "calls"
    return this.storyCount === this.typedCount ? "stories" : undefined
  }

  /** False if timestamps do not determine the direction. */
  get isDirectionClear(): boolean {
    return this.descending !== this.ascending
  }

  /** Records whose `timestamp` is in milliseconds. */
  get millisecondCount(): number {
    return this.codes.get("timestamp_in_milliseconds") ?? 0
  }

  /** Number of faults in records and in the reply itself. */
  get faultCount(): number {
    return [...this.codes].reduce((sum, [code, count]) => sum + (isFault(code) ? count : 0), 0)
  }

  /** Reports an issue of the record at a position. */
  report(position: number, issue: RecordIssue): void {
    this.codes.set(issue.code, (this.codes.get(issue.code) ?? 0) + 1)
    if (isFault(issue.code) && this.faults.length < FAULTS_SHOWN) this.faults.push({ position, ...issue })
  }

  private countTimestamp(timestamp: number): void {
    if (this.previous !== undefined) {
      if (timestamp < this.previous) this.descending += 1
      else if (timestamp > this.previous) this.ascending += 1
    }
    this.previous = timestamp
    if (this.oldestTimestamp === undefined || timestamp < this.oldestTimestamp)
      this.oldestTimestamp = timestamp
    if (this.newestTimestamp === undefined || timestamp > this.newestTimestamp)
      this.newestTimestamp = timestamp
  }
}
