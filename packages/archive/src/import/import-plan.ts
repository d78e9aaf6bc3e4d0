// Plans what an import stores of a file before it stores anything, so that a refused file leaves no trace.
import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"
import type { Archive } from "../archive.ts"
import { ImportRefused } from "../errors.ts"
import { type Facts, isDirectory, snapshotId } from "../facts.ts"
import { directoryPart } from "./directory-part.ts"
import {
  type FromJournal,
  type ImportOptions,
  type ImportRequest,
  refuseUsage,
  withJournals,
  withTimes
} from "./import-options.ts"
import type { ReadPart } from "./import-parts.ts"
import { type NotificationParts, notificationParts } from "./notification-parts.ts"
import { phonePart } from "./phone-part.ts"
import { type LeftOut, readReplies, sorted } from "./replies.ts"
import { openSavedReply, type SavedReply } from "./saved-reply.ts"
import type { Source } from "./sources.ts"

/** A part and the facts of its snapshot. */
export interface PlannedPart {
  readonly part: ReadPart
  readonly facts: Facts
}

/** What will be stored of a file. */
export interface ImportPlan {
  readonly source: Source
  readonly reply: SavedReply
  /** Number of replies that will be stored. */
  readonly replyCount: number
  /** In file order. */
  readonly parts: ReadonlyArray<PlannedPart>
  readonly leftOut: ReadonlyArray<LeftOut>
}

/** True if a reply goes from new to old, judged by its parts, or by the records of a single part. */
const isNewestFirst = (parts: ReadonlyArray<ReadPart>): boolean => {
  const first = parts[0]?.summary
  const last = parts[parts.length - 1]?.summary
  const [start, end] = [first?.newestTimestamp, last?.newestTimestamp]
  return start === undefined || end === undefined || start === end
    ? (first?.isNewestFirst ?? true)
    : start > end
}

const MOST_NUMBER = 9999

/** The facts for the parts of every reply; parts of the same moment and journal are numbered from the oldest. */
const planned = (
  source: Source,
  options: ImportOptions,
  replies: ReadonlyArray<ImportRequest>
): ReadonlyArray<PlannedPart> => {
  const numbers = new Map<string, number>()
  return replies.flatMap(({ at, isGuess, journal, parts }) => {
    const place = `${at.getTime()} ${journal}`
    const before = numbers.get(place) ?? 0
    numbers.set(place, before + parts.length)
    const isReversed = isNewestFirst(parts)
    return parts.map((part, index): PlannedPart => {
      const { summary, sha256 } = part
      const kind = journal === "notifications" ? undefined : (summary.kind ?? options.kind)
      const number = Math.min(MOST_NUMBER, before + (isReversed ? parts.length - 1 - index : index))
      const facts: Facts = {
        version: 1,
        snapshot_id: snapshotId({ requestedAt: at, journal, part: number, sha256 }),
        instance_id: options.instanceId,
        journal,
        ...(kind && { kind }),
        origin: "import",
        requested_at: at.toISOString(),
        requested_at_is_guess: isGuess,
        minutes: options.minutes ?? null,
        server_date: null,
        status: null,
        byte_count: part.end - part.start,
        sha256,
        record_count: summary.recordCount,
        oldest_timestamp: summary.oldestTimestamp ?? null,
        newest_timestamp: summary.newestTimestamp ?? null,
        source: source.name,
        evidence: null,
        program: options.program
      }
      return { part, facts }
    })
  })
}

/** A directory reply is stored whole, without a window. */
const directoryPlan = Effect.fnUntraced(function* (
  source: Source,
  options: ImportOptions,
  reply: SavedReply,
  directory: FromJournal
) {
  const { before } = reply.start
  const parts = planned(
    source,
    { ...options, minutes: undefined },
    yield* withTimes(source, options, reply, [directory])
  )
  const leftOut = before === undefined ? [] : [{ at: 0, reason: before }]
  return { source, reply, replyCount: 1, parts, leftOut } satisfies ImportPlan
})

/** Notifications are stored whole, without a window. */
const notificationPlan = Effect.fnUntraced(function* (
  source: Source,
  options: ImportOptions,
  reply: SavedReply,
  { kept, leftOut }: NotificationParts
) {
  const replies = kept.map((parts): FromJournal => ({ parts, journal: "notifications" }))
  const parts = planned(
    source,
    { ...options, minutes: undefined },
    yield* withTimes(source, options, reply, replies)
  )
  return { source, reply, replyCount: kept.length, parts, leftOut } satisfies ImportPlan
})

/** An exported chat is stored whole, without a window. */
const phonePlan = Effect.fnUntraced(function* (source: Source, options: ImportOptions, reply: SavedReply) {
  const { part, phone } = yield* phonePart(source, options, reply)
  const times = yield* withTimes(source, options, reply, [{ journal: "phone", parts: [part] }])
  const parts = planned(source, { ...options, minutes: undefined }, times)
  return {
    source,
    reply,
    replyCount: 1,
    parts: parts.map((one) => ({ ...one, facts: { ...one.facts, phone } })),
    leftOut: []
  } satisfies ImportPlan
})

/**
 * Reads a file for an import; the archive need not exist yet.
 *
 * Fails with `ImportRefused`. Decompressed bytes are deleted with the scope.
 */
export const readImport = Effect.fnUntraced(function* (
  archive: Archive,
  source: Source,
  options: ImportOptions,
  stdin: Stream.Stream<Uint8Array, ImportRefused> = Stream.empty
) {
  yield* refuseUsage(source, options)
  const isChat = options.phone?.chatId !== undefined
  const reply = yield* openSavedReply(archive, source, stdin).pipe(
    Effect.mapError((error) =>
      isChat && (error.reason.code === "not_list" || error.reason.code === "packed")
        ? new ImportRefused({ source: source.path, kind: "no-reply", reason: { code: "phone_not_found" } })
        : error
    )
  )
  if (reply.start.format === "phone") return yield* phonePlan(source, options, reply)
  const journal = options.journal
  const isDirectoryGiven = journal !== undefined && isDirectory(journal)
  const replies = isDirectoryGiven ? [] : yield* readReplies(source, reply, options.partBytes)
  const isSilent = replies.every((parts) => parts.every(({ summary }) => summary.typedCount === 0))
  const hasRecords = replies.some((parts) => parts.some(({ summary }) => summary.recordCount > 0))
  const isNotificationsGiven = journal === "notifications"
  if (isNotificationsGiven || (isSilent && hasRecords && journal === undefined)) {
    const { instanceId } = options
    const found = yield* notificationParts(source, reply, replies, instanceId, isNotificationsGiven)
    if (found !== undefined) return yield* notificationPlan(source, options, reply, found)
  }
  if (isDirectoryGiven || (isSilent && hasRecords && journal === undefined)) {
    const directory = yield* directoryPart(source, reply, isDirectoryGiven ? journal : undefined)
    if (directory !== undefined) return yield* directoryPlan(source, options, reply, directory)
  }
  const { kept, leftOut } = yield* sorted(source, reply, replies)
  const named = yield* withJournals(source, options, kept)
  const parts = planned(source, options, yield* withTimes(source, options, reply, named))
  return { source, reply, replyCount: kept.length, parts, leftOut } satisfies ImportPlan
})
