// Evidence of what the instance recorded: its state and settings, as they were requested now and then.
//
// Between two looks no one knows when a setting changed, so time is blind from the last good look to the next
// good one, and five minutes more, since the vendor takes that long to apply a change. Gotcha: without any look
// nothing is blind, and before the first one only if that one was bad.
import * as Schema from "effect/Schema"
import type { CoveredJournal } from "./claim.ts"
import { type Interval, type Intervals, withInterval } from "./intervals.ts"

/**
 * The fact `evidence` of a snapshot: what `getStateInstance` and `getSettings` answered at `asked_at`.
 *
 * Fields that were not asked for are left out; unknown ones are ignored.
 */
export const Evidence = Schema.Struct({
  /** An instant as in `requested_at`. */
  asked_at: Schema.String,
  /** `stateInstance`, as `authorized`. */
  state: Schema.optionalKey(Schema.String),
  /** Settings that decide what is recorded, `yes` or `no`, `typeInstance`, and the number of the account (`wid`), as the vendor names them. */
  settings: Schema.optionalKey(Schema.Record(Schema.String, Schema.Unknown))
})

/** The fact `evidence` of a snapshot. */
export interface Evidence extends Schema.Schema.Type<typeof Evidence> {}

/** Settings without which a journal stays empty or lacks messages. */
export const settingsOfJournal = {
  incoming: ["incomingWebhook"],
  outgoing: ["outgoingMessageWebhook", "outgoingWebhook"]
} as const satisfies Record<CoveredJournal, ReadonlyArray<string>>

/** In these the account receives messages; `yellowCard` limits sending alone. */
const recordingStates = new Set(["authorized", "yellowCard"])

/** A message that came before the look may have been on its way into the journal. */
const APPEARS_AFTER_MILLIS = 3 * 60 * 1000
const APPLIED_AFTER_MILLIS = 5 * 60 * 1000

/** One look at an instance, of what one journal needs. */
interface Look {
  readonly at: number
  readonly isGood: boolean
}

const isEvidence = Schema.is(Evidence)

/** The `typeInstance` that evidence tells, as sent; undefined if it tells none. */
export const typeInstanceIn = (evidence: unknown): string | undefined => {
  const type = isEvidence(evidence) ? evidence.settings?.["typeInstance"] : undefined
  return typeof type === "string" ? type : undefined
}

/** The number of the account (`wid`) that evidence tells; undefined if it tells none. */
export const ownNumberIn = (evidence: unknown): string | undefined => {
  const wid = isEvidence(evidence) ? evidence.settings?.["wid"] : undefined
  return typeof wid === "string" ? wid : undefined
}

/** What evidence says for a journal; undefined if it says nothing. */
export const lookOf = (evidence: unknown, journal: CoveredJournal): Look | undefined => {
  if (!isEvidence(evidence)) return undefined
  const at = Date.parse(evidence.asked_at)
  const needed = settingsOfJournal[journal].map((name) => evidence.settings?.[name])
  const isSilent = evidence.state === undefined && needed.every((value) => value === undefined)
  if (Number.isNaN(at) || isSilent) return undefined
  const isRecording = evidence.state === undefined || recordingStates.has(evidence.state)
  return { at, isGood: isRecording && needed.every((value) => value === undefined || value === "yes") }
}

/** What is known of the blind time of one journal. */
export interface Blindness {
  readonly past: Intervals
  /** Blind from here on; null if not. */
  readonly since: number | null
  readonly look: Look | null
}

export const nothingBlind: Blindness = { past: [], since: null, look: null }

/** After one more look; one that is not later than the last changes nothing. */
export const afterLook = (blindness: Blindness, look: Look): Blindness => {
  const { past, since, look: last } = blindness
  if (last !== null && look.at <= last.at) return blindness
  if (!look.isGood)
    return { past, since: since ?? (last === null ? 0 : last.at - APPEARS_AFTER_MILLIS), look }
  if (since === null) return { past, since, look }
  return { past: withInterval(past, { from: since, to: look.at + APPLIED_AFTER_MILLIS }), since: null, look }
}

/** Blind time within a stretch. */
export const blindUntil = ({ past, since }: Blindness, { to }: Interval): Intervals =>
  since === null ? past : withInterval(past, { from: since, to: Math.max(since, to) })
