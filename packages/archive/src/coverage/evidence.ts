// Evidence of what the instance recorded: its state and settings, requested from time to time.
//
// It is unknown when a setting changed between two checks, so time is blind from the last good check to the next
// good one, plus the five minutes that the vendor needs to apply a change. Gotcha: without any check nothing is
// blind, and before the first one only if it was bad.
import * as Schema from "effect/Schema"
import type { CoveredJournal } from "./claim.ts"
import { type Interval, type Intervals, withInterval } from "./intervals.ts"

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
  outgoing: ["outgoingMessageWebhook", "outgoingWebhook"]
} as const satisfies Record<CoveredJournal, ReadonlyArray<string>>

/** States in which the account receives messages; `yellowCard` only limits sending. */
const recordingStates = new Set(["authorized", "yellowCard"])

/** A message received before the check may not have been in the journal yet. */
const APPEARS_AFTER_MILLIS = 3 * 60 * 1000
const APPLIED_AFTER_MILLIS = 5 * 60 * 1000

/** The result of one check of an instance, for one journal. */
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

/** The check of a journal in evidence; undefined if there is none. */
export const lookOf = (evidence: unknown, journal: CoveredJournal): Look | undefined => {
  if (!isEvidence(evidence)) return undefined
  const at = Date.parse(evidence.asked_at)
  const needed = settingsOfJournal[journal].map((name) => evidence.settings?.[name])
  const isSilent = evidence.state === undefined && needed.every((value) => value === undefined)
  if (Number.isNaN(at) || isSilent) return undefined
  const isRecording = evidence.state === undefined || recordingStates.has(evidence.state)
  return { at, isGood: isRecording && needed.every((value) => value === undefined || value === "yes") }
}

/** The blind time of one journal. */
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
