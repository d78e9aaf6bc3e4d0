// Evidence of what the instance recorded: its state and settings, requested from time to time.
//
// It is unknown when a setting changed between two checks, so time is blind from the last good check to the next
// good one, plus the five minutes that the vendor needs to apply a change; `states.ts` does the same for states. Gotcha:
// without any check nothing is blind, and before the first one only if it was bad.
import * as Schema from "effect/Schema"
import type { CoveredJournal } from "./claim.ts"
import { type Interval, type Intervals, withInterval } from "./intervals.ts"
import { APPEARS_AFTER_MILLIS, APPLIED_AFTER_MILLIS, isRecording } from "./states.ts"

/**
 * The fact `evidence` of a snapshot: the replies of `getStateInstance` and `getSettings` at `asked_at`.
 *
 * Fields that were not requested are left out; unknown ones are ignored.
 */
export const Evidence = Schema.Struct({
  /** Same format as `requested_at`. */
  asked_at: Schema.String,
  /** `stateInstance`, such as `authorized`. */
  state: Schema.optionalKey(Schema.String),
  /**
   * Settings that decide what is recorded, `yes` or `no`, `typeInstance`, and the account's number (`wid`), with the vendor's names.
   */
  settings: Schema.optionalKey(Schema.Record(Schema.String, Schema.Unknown))
})

/** The fact `evidence` of a snapshot. */
export interface Evidence extends Schema.Schema.Type<typeof Evidence> {}

/** Settings without which a journal stays empty or lacks messages. */
export const settingsOfJournal = {
  incoming: ["incomingWebhook"],
  outgoing: ["outgoingMessageWebhook", "outgoingWebhook"],
  "incoming calls": ["incomingWebhook", "incomingCallWebhook"],
  "outgoing calls": ["outgoingCallWebhook"]
} as const satisfies Record<CoveredJournal, ReadonlyArray<string>>

/** The result of one check of an instance: of its state, or of the settings of one journal. */
interface Look {
  readonly at: number
  readonly isGood: boolean
}

const isEvidence = Schema.is(Evidence)

/** The `typeInstance` in evidence, as sent; undefined if missing. */
export const typeInstanceIn = (evidence: unknown): string | undefined => {
  const type = isEvidence(evidence) ? evidence.settings?.["typeInstance"] : undefined
  return typeof type === "string" ? type : undefined
}

/** The account's number (`wid`) in evidence; undefined if missing. */
export const ownNumberIn = (evidence: unknown): string | undefined => {
  const wid = isEvidence(evidence) ? evidence.settings?.["wid"] : undefined
  return typeof wid === "string" ? wid : undefined
}

/** The check of the instance's state in evidence; undefined if there is none. */
export const stateLookOf = (evidence: unknown): Look | undefined => {
  if (!isEvidence(evidence) || evidence.state === undefined) return undefined
  const at = Date.parse(evidence.asked_at)
  return Number.isNaN(at) ? undefined : { at, isGood: isRecording(evidence.state) }
}

/** The check of a journal's settings in evidence; undefined if there is none. */
export const lookOf = (evidence: unknown, journal: CoveredJournal): Look | undefined => {
  if (!isEvidence(evidence)) return undefined
  const at = Date.parse(evidence.asked_at)
  const needed = settingsOfJournal[journal].map((name) => evidence.settings?.[name])
  if (Number.isNaN(at) || needed.every((value) => value === undefined)) return undefined
  return { at, isGood: needed.every((value) => value === undefined || value === "yes") }
}

/** The blind time of one journal by its settings. */
export interface Blindness {
  readonly past: Intervals
  /** Start of the current blind time; null if there is none. */
  readonly since: number | null
  readonly look: Look | null
}

export const nothingBlind: Blindness = { past: [], since: null, look: null }

/** Adds a check; one that is not later than the last changes nothing. */
export const afterLook = (blindness: Blindness, look: Look): Blindness => {
  const { past, since, look: last } = blindness
  if (last !== null && look.at <= last.at) return blindness
  if (!look.isGood)
    return { past, since: since ?? (last === null ? 0 : last.at - APPEARS_AFTER_MILLIS), look }
  if (since === null) return { past, since, look }
  return { past: withInterval(past, { from: since, to: look.at + APPLIED_AFTER_MILLIS }), since: null, look }
}

/** Blind time up to the end of an interval. */
export const blindUntil = ({ past, since }: Blindness, { to }: Interval): Intervals =>
  since === null ? past : withInterval(past, { from: since, to: Math.max(since, to) })
