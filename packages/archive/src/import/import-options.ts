// What is told of an import: the instance, which journal, when it was asked for, and for which window.
//
// What is not told is taken from the records: their direction, and the newest of their times as a guess.
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import { ImportRefused } from "../errors.ts"
import { isInstanceId, type Journal } from "../facts.ts"
import type { ReplySummary } from "../reply-summary.ts"
import type { SavedReply } from "./saved-reply.ts"
import type { Source } from "./sources.ts"

/** What is told of the files of an import. */
export interface ImportOptions {
  readonly instanceId: string
  /** Default: what the records' `type` says; both directions make it a history. */
  readonly journal?: Journal | undefined
  /** When the replies were asked for; `mtime`: when the file was written; default: the newest timestamp, as a guess. */
  readonly requestedAt?: Date | "mtime" | undefined
  /** The window that was asked for, in minutes. Without it, an import claims no coverage. */
  readonly minutes?: number | undefined
  /** Name and version, kept in the facts. */
  readonly program: string
  /** Bytes of the largest snapshot that a large NDJSON file is cut into; 256 MB. */
  readonly partBytes?: number | undefined
}

const FIRST_TIME = 0
const LAST_TIME = Date.parse("9999-12-31T23:59:59.999Z")

const isTime = (date: Date) => date.getTime() >= FIRST_TIME && date.getTime() <= LAST_TIME

/** Fails with `ImportRefused` where the options themselves are wrong. */
export const refuseUsage = Effect.fnUntraced(function* (source: Source, options: ImportOptions) {
  const { instanceId, requestedAt, minutes } = options
  const refuse = (reason: string) => new ImportRefused({ source: source.path, kind: "usage", reason })
  if (!isInstanceId(instanceId))
    return yield* refuse(`\`${instanceId}\` is no instance: --instance takes the idInstance, like 1101000001`)
  if (requestedAt instanceof Date && !isTime(requestedAt))
    return yield* refuse("--requested-at must be a time from 1970 to the year 9999")
  if (minutes !== undefined && (!Number.isSafeInteger(minutes) || minutes < 0))
    return yield* refuse("--minutes must be a whole number, from 0 on")
})

/** The journal that a file comes from; fails with `ImportRefused` if nothing says it. */
export const journalOf = Effect.fnUntraced(function* (
  source: Source,
  options: ImportOptions,
  summaries: ReadonlyArray<ReplySummary>
) {
  if (options.journal !== undefined) return options.journal
  const hasIncoming = summaries.some(({ incomingCount }) => incomingCount > 0)
  const hasOutgoing = summaries.some(({ outgoingCount }) => outgoingCount > 0)
  if (!hasIncoming && !hasOutgoing)
    return yield* new ImportRefused({
      source: source.path,
      kind: "usage",
      reason: "nothing in it says its direction: add --journal incoming, outgoing or history"
    })
  return hasIncoming && hasOutgoing ? "history" : hasIncoming ? "incoming" : "outgoing"
})

/** When the replies were asked for, and whether that is a guess. */
export const timeOf = Effect.fnUntraced(function* (
  source: Source,
  options: ImportOptions,
  reply: SavedReply,
  summaries: ReadonlyArray<ReplySummary>
) {
  if (options.requestedAt instanceof Date) return { at: options.requestedAt, isGuess: false }
  const written = reply.modifiedAt ?? new Date(yield* Clock.currentTimeMillis)
  const newest = summaries.flatMap(({ newestTimestamp }) => newestTimestamp ?? [])
  if (options.requestedAt !== "mtime" && newest.length > 0)
    return { at: new Date(Math.max(...newest) * 1000), isGuess: true }
  if (!isTime(written))
    return yield* new ImportRefused({
      source: source.path,
      kind: "usage",
      reason: "its modification time is no time from 1970 on: add --requested-at"
    })
  return { at: written, isGuess: options.requestedAt !== "mtime" || reply.modifiedAt === undefined }
})
