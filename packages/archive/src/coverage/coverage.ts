// Coverage: for every moment of a journal, whether its messages were fetched in time, as of a given `now`.
//
// Time that no fetch covered is a `gap` while the journal still has it, then `lost`. Time since the last fetch is
// neither until its loss begins, since the next sync will request it. Gotcha: time covered by imports before the first
// sync is reported; the uncovered time between them is not, since nothing promised to record it.
import type { CoveredJournal } from "./claim.ts"
import { blindUntil } from "./evidence.ts"
import { type InstanceTime, retentionOf } from "./instance-time.ts"
import {
  between,
  difference,
  type Interval,
  type Intervals,
  intersection,
  withInterval
} from "./intervals.ts"
import type { JournalTime } from "./journal-time.ts"
import type { JournalLimits } from "./limits.ts"
import { blindByState, type StateTimes } from "./states.ts"

const MINUTE = 60 * 1000
const LEAST_MINUTES = 10
const MORE_MINUTES = 5

/**
 * `ok`: fetched in time; `gap`: not fetched, and still available; `lost`: not fetched in time; `blind`: the
 * account did not record it; `maybe_truncated`: requested, and probably missing from a truncated reply.
 */
export type CoverageState = "ok" | "gap" | "lost" | "blind" | "maybe_truncated"

/** An interval of one journal; times are UNIX milliseconds, `to` is exclusive. */
export interface CoverageInterval extends Interval {
  readonly state: CoverageState
  /** When its first moment will be lost; only for gaps. */
  readonly lostAt: number | undefined
}

/** The coverage of one journal at a moment; times are UNIX milliseconds. */
export interface JournalCoverage {
  readonly journal: CoveredJournal
  /** Sorted, without overlaps. */
  readonly intervals: ReadonlyArray<CoverageInterval>
  /** End of the covered time; undefined if nothing was covered. */
  readonly coveredUntil: number | undefined
  /** When the next uncovered moment will be lost; undefined before the first sync. */
  readonly nextLossAt: number | undefined
  /** Server time of the newest fetch; undefined if there is none. */
  readonly newestFetchAt: number | undefined
  /** False before the first sync, which requests all available history. */
  readonly isEnrolled: boolean
  readonly lagMillis: number
  readonly retentionMillis: number
  /** The window of a first sync, in minutes: all available history. */
  readonly firstMinutes: number
  /** How far the server's clock is ahead of the local one, milliseconds. */
  readonly clockOffsetMillis: number
  /** The same by its last reply, even if implausible. */
  readonly serverOffsetMillis: number
}

const endOf = (intervals: Intervals): number => intervals.at(-1)?.to ?? Number.NEGATIVE_INFINITY

const withState = (
  intervals: Intervals,
  state: CoverageState,
  lostAt?: (interval: Interval) => number
): ReadonlyArray<CoverageInterval> =>
  intervals.map((interval) => ({ ...interval, state, lostAt: lostAt?.(interval) }))

/** End of the reported time: the last fetch, or now once time after it begins to be lost to syncs. */
const lastReported = (time: JournalTime, retention: number, now: number): number => {
  const end = Math.max(endOf(time.covered), endOf(time.truncated))
  const isLosing = time.firstSyncFrom !== null && now - retention > end
  return isLosing ? Math.max(end, now - time.lag) : end
}

const intervalsAt = (
  time: JournalTime,
  retention: number,
  now: number,
  blindBy: (end: number) => Intervals
): ReadonlyArray<CoverageInterval> => {
  const enrolledFrom = time.firstSyncFrom ?? time.firstClaimFrom
  if (enrolledFrom === null) return []
  const enrolled = between(enrolledFrom, lastReported(time, retention, now))
  const all = time.covered.reduce(withInterval, enrolled)
  const hull = { from: all[0]?.from ?? enrolledFrom, to: endOf(all) }
  const unrecorded = blindBy(hull.to).reduce(withInterval, blindUntil(time.blindness, hull))
  const blind = intersection(all, unrecorded)
  const ok = difference(time.covered, blind)
  const truncated = difference(intersection(time.truncated, enrolled), blind)
  const rest = difference(difference(difference(enrolled, time.covered), truncated), blind)
  const lost = intersection(rest, between(Number.NEGATIVE_INFINITY, now - retention))
  return [
    ...withState(ok, "ok"),
    ...withState(blind, "blind"),
    ...withState(truncated, "maybe_truncated"),
    ...withState(lost, "lost"),
    ...withState(difference(rest, lost), "gap", ({ from }) => from + retention)
  ].sort((a, b) => a.from - b.from)
}

/**
 * The coverage of one journal of an instance as of `now`, UNIX milliseconds, with the limits of its messenger; `reported` are its
 * states by notifications, sorted by time.
 */
export const coverageAt = (
  instance: InstanceTime,
  journal: CoveredJournal,
  now: number,
  limits: JournalLimits,
  reported: StateTimes = []
): JournalCoverage => {
  const time = instance.journals[journal]
  const retention = Math.max(retentionOf(instance, journal), limits.retentionMillis)
  const intervals = intervalsAt(time, retention, now, (end) => blindByState(instance.looks, reported, end))
  const coveredUntil = time.covered.at(-1)?.to
  const firstGap = intervals.find(({ state }) => state === "gap")
  const isEnrolled = time.firstSyncFrom !== null
  const lossOfRest =
    isEnrolled && coveredUntil !== undefined ? Math.max(now, coveredUntil + retention) : undefined
  return {
    journal,
    intervals,
    coveredUntil,
    nextLossAt: firstGap?.lostAt ?? lossOfRest,
    newestFetchAt: time.newestServedAt ?? undefined,
    isEnrolled,
    lagMillis: time.lag,
    retentionMillis: retention,
    firstMinutes: limits.firstMinutes,
    clockOffsetMillis: instance.clockOffset,
    serverOffsetMillis: instance.reportedOffset
  }
}

/**
 * The window that the next sync requests at `now`, in minutes: from the end of the covered time, or the start of the
 * oldest gap, plus lag and five minutes; at least 10; `firstMinutes` for the first sync.
 */
export const nextMinutes = (coverage: JournalCoverage, now: number): number => {
  if (!coverage.isEnrolled || coverage.coveredUntil === undefined) return coverage.firstMinutes
  const servedAt = now + Math.max(0, coverage.serverOffsetMillis)
  const reach = servedAt - coverage.retentionMillis
  const open = coverage.intervals.find(({ state, to }) => state === "gap" && to > reach)
  const start = open === undefined ? coverage.coveredUntil : Math.max(open.from, reach)
  const minutes = (servedAt - Math.min(start, coverage.coveredUntil) + coverage.lagMillis) / MINUTE
  return Math.max(LEAST_MINUTES, Math.ceil(minutes) + MORE_MINUTES)
}
