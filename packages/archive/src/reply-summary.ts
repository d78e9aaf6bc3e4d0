// What can be said of a reply after reading it once: counts, times, direction, and what is wrong with it.
//
// Grows with the kinds of issues, not with the records: of single faults the first 20 are kept. Gotcha: a
// record with a fault is a message all the same, unless there is nothing to make one of.
import {
  countUtf8,
  type IssueCode,
  idKind,
  isFault,
  type Message,
  type RecordIssue,
  type RecordKind,
  type RecordSource,
  recordKind
} from "@chatledger/core"
import type { ReplyKind } from "./facts.ts"

/** An issue and where it is. */
export interface PlacedIssue extends RecordIssue {
  /** Place in the reply, from 0. */
  readonly position: number
}

const FAULTS_SHOWN = 20

/** Calls tell their direction twice. */
const directionOfCall = new Map([
  ["incomingCall", "incoming"],
  ["outgoingCall", "outgoing"]
])

/** Counted while the reply is read; complete once it has ended. */
export class ReplySummary {
  format: "array" | "ndjson" | "empty" = "empty"
  /** Replies in the body; more than one if others were appended to the first. */
  replyCount = 0
  recordCount = 0
  /** Records with at least one fault. */
  faultyCount = 0
  /** Records with a `typeMessage`: a reply without any is none. */
  typedCount = 0
  callCount = 0
  storyCount = 0
  /** The groups of its messages; channels are none. */
  readonly groupIds = new Set<string>()
  incomingCount = 0
  outgoingCount = 0
  /** UNIX seconds. */
  oldestTimestamp: number | undefined
  /** UNIX seconds. */
  newestTimestamp: number | undefined
  /** How often an issue occurred. */
  readonly codes = new Map<IssueCode, number>()
  /** What is wrong with the reply as a whole, at the position after its last record. */
  readonly replyIssues: Array<PlacedIssue> = []
  /** The first 20 faults. */
  readonly faults: Array<PlacedIssue> = []
  /** Records with letters beyond ASCII: in UTF-8, and those of which most letters are not. */
  private utf8Records = 0
  private otherRecords = 0
  private descending = 0
  private ascending = 0
  private previous: number | undefined

  /** Notes an issue of the reply as a whole. */
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

  /** Counts something in the place of a record that is none: a status, a state. */
  countOther(timestamp: number | undefined, issues: ReadonlyArray<RecordIssue>): void {
    for (const issue of issues) this.report(this.recordCount, issue)
    this.recordCount += 1
    if (issues.some(({ code }) => isFault(code))) this.faultyCount += 1
    if (timestamp !== undefined) this.countTimestamp(timestamp)
  }

  /** Looks at the letters of the next record; those of one that is cut say nothing. */
  countText(text: string, { bytes, start, end, isCut }: RecordSource): void {
    if (isCut) return
    if (!text.includes("\ufffd")) {
      if (text.length !== end - start) this.utf8Records += 1
      return
    }
    const { whole, broken } = countUtf8(bytes.subarray(start, end))
    if (broken > whole) this.otherRecords += 1
    else this.utf8Records += 1
  }

  /** True if the text is in another encoding than UTF-8, rather than damaged here and there. */
  get isOtherEncoding(): boolean {
    return this.otherRecords > this.utf8Records
  }

  /** The direction of the reply: newest first, unless more neighbours ascend than descend. */
  get isNewestFirst(): boolean {
    return this.descending >= this.ascending
  }

  /** What the reply tells of, if every record of it is a call, or every one a story; undefined for messages. */
  get kind(): ReplyKind | undefined {
    if (this.typedCount === 0) return undefined
    if (this.callCount === this.typedCount) return "calls"
    return this.storyCount === this.typedCount ? "stories" : undefined
  }

  /** False where no timestamp tells the direction, or as many speak for the one as for the other. */
  get isDirectionClear(): boolean {
    return this.descending !== this.ascending
  }

  /** Records whose `timestamp` is in milliseconds. */
  get millisecondCount(): number {
    return this.codes.get("timestamp_in_milliseconds") ?? 0
  }

  /** Faults of all records and of the reply. */
  get faultCount(): number {
    return [...this.codes].reduce((sum, [code, count]) => sum + (isFault(code) ? count : 0), 0)
  }

  /** Notes an issue of the record at a place. */
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
