// Coverage state of one journal: the intervals that fetches covered, and those that they should have covered.
//
// Pure: a state and one more fetch give the next state. Fetches come in observation order. A fetch covers its
// window from a minute after the start to `lag` before the server's time. Gotcha: independent of the current time;
// `coverage.ts` decides whether uncovered time is a gap or lost.
import type { Claim } from "./claim.ts"
import { type Blindness, nothingBlind } from "./evidence.ts"
import { contains, difference, type Interval, type Intervals, withInterval } from "./intervals.ts"
import type { JournalLimits } from "./limits.ts"

const SECOND = 1000
const MINUTE = 60 * SECOND

/** A message may take two minutes to appear; three are assumed until a longer delay is seen. */
const LAG_MILLIS = 3 * MINUTE
/** A message with a longer delay is an old one shown again, which is normal after a new authorisation. */
const LATEST_MILLIS = 60 * MINUTE
/** Windows are assumed to begin a minute late. */
const START_SLACK_MILLIS = MINUTE

/** The interval that a fetch covered, and its server time. */
interface Covering extends Interval {
  readonly servedAt: number
}

/** The coverage state of one journal; times and lengths in milliseconds. */
export interface JournalTime {
  readonly covered: Intervals
  /** Requested, but probably missing from truncated replies. */
  readonly truncated: Intervals
  readonly lag: number
  readonly firstClaimFrom: number | null
  /** Start of the first sync's window: from here on, uncovered time is reported. */
  readonly firstSyncFrom: number | null
  readonly newestServedAt: number | null
  /** Recent fetches, to recognise late messages. */
  readonly recent: ReadonlyArray<Covering>
  readonly blindness: Blindness
}

export const noTime: JournalTime = {
  covered: [],
  truncated: [],
  lag: LAG_MILLIS,
  firstClaimFrom: null,
  firstSyncFrom: null,
  newestServedAt: null,
  recent: [],
  blindness: nothingBlind
}

/** The requested window, in server time. */
export const windowOf = ({ servedAt, reportedAt, minutes }: Claim, lag: number): Interval => ({
  from: reportedAt - minutes * MINUTE + START_SLACK_MILLIS,
  to: servedAt - lag
})

/** An archived message of an earlier fetch: its last timestamp, and the one in this reply. */
export interface Expected {
  readonly at: number
  /** Undefined if this reply lacks it; an own message with another time only proves that the reply reaches here. */
  readonly backAt: number | undefined
}

/** Times in a reply, in milliseconds. */
export interface ReplyTimes {
  /** Timestamps of messages that no earlier snapshot contains. */
  readonly fresh: ReadonlyArray<number>
  /** The oldest timestamp in an interval; undefined if there is none. */
  readonly oldestIn: (stretch: Interval) => number | undefined
  /** Messages that earlier fetches of the journal archived with a last timestamp in an interval. */
  readonly expected: (stretch: Interval) => ReadonlyArray<Expected>
}

/** The lag after a reply: longer if a new message should have been in an earlier fetch. */
const lagAfter = ({ lag, recent }: JournalTime, servedAt: number, fresh: ReadonlyArray<number>): number => {
  let latest = lag
  for (const at of fresh) {
    if (servedAt - at > LATEST_MILLIS) continue
    for (const covering of recent)
      if (covering.servedAt < servedAt && at >= covering.from && at < covering.to)
        latest = Math.max(latest, Math.ceil((covering.servedAt - at + SECOND) / MINUTE) * MINUTE)
  }
  return Math.min(latest, LATEST_MILLIS)
}

/**
 * The retention that a reply proves: back to the oldest archived message that it contains together with all later ones,
 * or to the oldest record of the window if that is sufficient proof.
 */
const reachOf = (
  servedAt: number,
  retention: number,
  requested: Interval,
  reply: ReplyTimes,
  { isOldRecordProof }: JournalLimits
): number => {
  let reach = servedAt - retention
  if (isOldRecordProof) reach = Math.min(reach, reply.oldestIn(requested) ?? reach)
  for (const { at, backAt } of [...reply.expected(requested)].sort((a, b) => b.at - a.at)) {
    if (backAt === undefined) break
    if (backAt === at && at < reach) reach = at
  }
  return servedAt - reach
}

/** Start of the time that a reply covers: its window's start, or after what it seems to lack. */
const edgeOf = (window: Interval, claim: Claim, most: number, covered: Intervals, reply: ReplyTimes) => {
  const cut = claim.oldestAt === undefined ? window.to : claim.oldestAt + SECOND
  const start = claim.recordCount >= most ? Math.max(window.from, cut) : window.from
  const expected = reply.expected({ from: start, to: window.to }).filter(({ at }) => contains(covered, at))
  if (expected.every(({ backAt }) => backAt !== undefined)) return start
  const back = expected.flatMap(({ backAt }) => backAt ?? [])
  const oldest = back.length > 0 ? back.reduce((least, at) => Math.min(least, at)) : reply.oldestIn(window)
  return Math.max(start, oldest === undefined ? window.to : oldest + SECOND)
}

/** A state, and what the fetch covered. */
interface AfterClaim {
  readonly time: JournalTime
  readonly retention: number
  /** Undefined if the window is too small to cover anything, or unreliable. */
  readonly covers: Interval | undefined
}

/** The state after one more fetch of a journal with these limits and a known `retention`, in milliseconds. */
export const afterClaim = (
  time: JournalTime,
  retention: number,
  claim: Claim,
  reply: ReplyTimes,
  limits: JournalLimits
): AfterClaim => {
  const { servedAt, reportedAt } = claim
  const lag = lagAfter(time, servedAt, reply.fresh)
  const requested = windowOf(claim, lag)
  const reach =
    requested.from < reportedAt - retention
      ? reachOf(reportedAt, retention, requested, reply, limits)
      : retention
  const window = { from: Math.max(requested.from, claim.servedBy - reach), to: requested.to }
  const newestServedAt = Math.max(servedAt, time.newestServedAt ?? servedAt)
  const isEmpty = window.from >= window.to
  // If the two clocks leave no common window, its position is unknown.
  const from = isEmpty && reportedAt > servedAt ? null : Math.min(window.from, window.to)
  const enrolled = {
    firstClaimFrom: time.firstClaimFrom ?? from,
    firstSyncFrom: time.firstSyncFrom ?? (claim.isSync ? from : null)
  }
  const edge = isEmpty
    ? window.to
    : Math.min(window.to, edgeOf(window, claim, limits.mostRecords, time.covered, reply))
  const covering = { from: edge, to: window.to, servedAt }
  const covered = withInterval(time.covered, covering)
  const truncated = difference(withInterval(time.truncated, { from: window.from, to: edge }), covered)
  const recent = time.recent.filter((other) => other.servedAt > newestServedAt - 2 * LATEST_MILLIS)
  return {
    time: {
      ...time,
      ...enrolled,
      covered,
      truncated,
      lag,
      newestServedAt,
      recent: edge < window.to ? [...recent, covering] : recent
    },
    retention: reach,
    covers: edge < window.to ? { from: edge, to: window.to } : undefined
  }
}
