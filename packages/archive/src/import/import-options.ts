// The options of an import: the instance, the journal, the request time, and the window.
//
// Missing options are taken from the records: their direction, and the newest of their times as a guess.
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import { ImportRefused } from "../errors.ts"
import { isInstanceId, type Journal, type ReplyKind } from "../facts.ts"
import type { DateOrder } from "../phone-export/date-order.ts"
import type { ImportReason } from "../reasons.ts"
import type { ReplySummary } from "../reply-summary.ts"
import type { FileReply } from "./replies.ts"
import type { SavedReply } from "./saved-reply.ts"
import type { Source } from "./sources.ts"

/** How exported chats are read. */
export interface PhoneImport {
  /** IANA zone of the phone. */
  readonly timeZone?: string | undefined
  /** The exported chat (chatId). */
  readonly chatId?: string | undefined
  readonly dateOrder?: DateOrder | undefined
}

/** The options for the files of an import. */
export interface ImportOptions {
  readonly instanceId: string
  /** Default: by the records' `type`; both directions make it a history. */
  readonly journal?: Journal | undefined
  /** For a reply of a journal of calls, which may be empty; default: by the records. */
  readonly kind?: ReplyKind | undefined
  /**
   * When the replies were requested; `mtime`: modification time of the file; default: the newest timestamp, as a guess.
   */
  readonly requestedAt?: Date | "mtime" | undefined
  /** The requested window, in minutes. Without it, an import claims no coverage. */
  readonly minutes?: number | undefined
  /** Only for chats that phones exported, which need all but `dateOrder`: by default the file decides. */
  readonly phone?: PhoneImport | undefined
  /** Name and version of the program, for the facts. */
  readonly program: string
  /** Maximum snapshot size in bytes when a large NDJSON file is split; default 256 MB. */
  readonly partBytes?: number | undefined
}

const FIRST_TIME = 0
const LAST_TIME = Date.parse("9999-12-31T23:59:59.999Z")

/** The longest window that a reply can be requested for: ten years, in minutes. */
export const MOST_MINUTES = 5_256_000

const isTime = (date: Date) => date.getTime() >= FIRST_TIME && date.getTime() <= LAST_TIME

/** Fails with `ImportRefused` if the options are invalid. */
export const refuseUsage = Effect.fnUntraced(function* (source: Source, options: ImportOptions) {
  const { instanceId, requestedAt, minutes } = options
  const refuse = (reason: ImportReason) => new ImportRefused({ source: source.path, kind: "usage", reason })
  if (!isInstanceId(instanceId)) return yield* refuse({ code: "instance_id_invalid", given: instanceId })
  if (requestedAt instanceof Date && !isTime(requestedAt))
    return yield* refuse({ code: "requested_at_invalid" })
  if (minutes !== undefined && !(Number.isInteger(minutes) && minutes >= 0 && minutes <= MOST_MINUTES))
    return yield* refuse({ code: "minutes_invalid" })
})

const directionOf = (parts: FileReply): Journal | undefined => {
  const hasIncoming = parts.some(({ summary }) => summary.incomingCount > 0)
  const hasOutgoing = parts.some(({ summary }) => summary.outgoingCount > 0)
  if (!hasIncoming && !hasOutgoing) return undefined
  return hasIncoming && hasOutgoing ? "history" : hasIncoming ? "incoming" : "outgoing"
}

/** A reply of a file and its journal. */
export interface FromJournal {
  readonly parts: FileReply
  readonly journal: Journal
}

/**
 * The journal of each reply of a file, by its records. A reply without records gets the journal of the others if they
 * agree, otherwise it is a history. Fails with `ImportRefused` if no record determines a journal.
 */
export const withJournals = Effect.fnUntraced(function* (
  source: Source,
  { journal: given, kind }: ImportOptions,
  replies: ReadonlyArray<FileReply>
) {
  const isOther = ({ kind: own, typedCount }: ReplySummary) => typedCount > 0 && own !== kind
  if (kind !== undefined && replies.flat().some(({ summary }) => isOther(summary)))
    return yield* new ImportRefused({
      source: source.path,
      kind: "usage",
      reason: { code: "not_of_calls" }
    })
  const known = new Set(replies.flatMap((parts) => given ?? directionOf(parts) ?? []))
  const [first] = known
  if (first === undefined)
    return yield* new ImportRefused({
      source: source.path,
      kind: "usage",
      reason: { code: "direction_unknown" }
    })
  const others = known.size === 1 ? first : "history"
  return replies.map((parts): FromJournal => ({ parts, journal: given ?? directionOf(parts) ?? others }))
})

const newestOf = (parts: FileReply): number | undefined => {
  const times = parts.flatMap(({ summary }) => summary.newestTimestamp ?? [])
  return times.length === 0 ? undefined : Math.max(...times) * 1000
}

const DAY_MILLIS = 86_400_000
/** A clock before this was never set. */
const EARLIEST_CLOCK = Date.UTC(2020, 0)

/** The newest time of records as a time of a request, which cannot be in the future. */
const guessedTime = Effect.fnUntraced(function* (newest: number, modifiedAt: Date | undefined) {
  const now = yield* Clock.currentTimeMillis
  if (newest <= now + DAY_MILLIS || now < EARLIEST_CLOCK) return new Date(newest)
  const written = modifiedAt?.getTime() ?? now
  return new Date(written > EARLIEST_CLOCK && written <= now ? written : now)
})

/** When the last reply of a file was requested, and whether that is a guess. */
const timeOfLast = Effect.fnUntraced(function* (
  source: Source,
  options: ImportOptions,
  { modifiedAt }: Pick<SavedReply, "modifiedAt">,
  newest: number | undefined
) {
  if (options.requestedAt instanceof Date) return { at: options.requestedAt, isGuess: false }
  const written = modifiedAt ?? new Date(yield* Clock.currentTimeMillis)
  if (options.requestedAt !== "mtime" && newest !== undefined)
    return { at: yield* guessedTime(newest, modifiedAt), isGuess: true }
  if (!isTime(written))
    return yield* new ImportRefused({
      source: source.path,
      kind: "usage",
      reason: { code: "time_of_file_invalid" }
    })
  return { at: written, isGuess: options.requestedAt !== "mtime" || modifiedAt === undefined }
})

/** A reply of a file and its request time. */
export interface ImportRequest extends FromJournal {
  readonly at: Date
  readonly isGuess: boolean
}

const journalAndKind = ({ journal, parts }: FromJournal) => `${journal} ${parts[0]?.summary.kind}`

/**
 * The request time of each reply of a file. A given time belongs to the last reply of each journal; earlier replies get
 * the time of their newest record, as a guess.
 */
export const withTimes = Effect.fnUntraced(function* (
  source: Source,
  options: ImportOptions,
  reply: Pick<SavedReply, "modifiedAt">,
  replies: ReadonlyArray<FromJournal>
) {
  const last = yield* timeOfLast(source, options, reply, newestOf(replies.flatMap(({ parts }) => parts)))
  const lastOf = new Map(replies.map((one, index) => [journalAndKind(one), index]))
  const requestOf = Effect.fnUntraced(function* (one: FromJournal, index: number) {
    const isLast = replies.length === 1 || (!last.isGuess && lastOf.get(journalAndKind(one)) === index)
    if (isLast) return { ...one, ...last } satisfies ImportRequest
    const newest = newestOf(one.parts)
    const at = newest === undefined ? last.at : yield* guessedTime(newest, reply.modifiedAt)
    return { ...one, at, isGuess: true } satisfies ImportRequest
  })
  return yield* Effect.forEach(replies, requestOf)
})
