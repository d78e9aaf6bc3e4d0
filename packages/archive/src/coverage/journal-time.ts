// What fetches say about the time of one journal: which stretches they covered, and which they should have.
//
// Pure: a state and one more fetch give the next state. Fetches come in the order of observations. Covered is
// from the start of the window, a minute in, to `lag` before the server's time. Gotcha: nothing here knows what
// time it is; what was not covered becomes a gap or a loss in `coverage.ts`.
import type { Claim } from "./claim.ts"
import { type Blindness, nothingBlind } from "./evidence.ts"
import { contains, difference, type Interval, type Intervals, withInterval } from "./intervals.ts"
import type { JournalLimits } from "./limits.ts"

const SECOND = 1000
const MINUTE = 60 * SECOND

/** A message may take two minutes to appear; until it is seen later than this, it is taken to come in three. */
const LAG_MILLIS = 3 * MINUTE
/** A message that comes later than this is old, and shown again: after a new authorisation that is normal. */
const LATEST_MILLIS = 60 * MINUTE
/** Windows are taken to begin a minute late. */
const START_SLACK_MILLIS = MINUTE

/** What a fetch covered, and when. */
interface Covering extends Interval {
  readonly servedAt: number
}

/** What is known about the time of one journal; times and lengths in milliseconds. */
export interface JournalTime {
  readonly covered: Intervals
  /** Asked for, but probably cut from the replies. */
  readonly truncated: Intervals
  readonly lag: number
  readonly firstClaimFrom: number | null
  /** From the first sync on, time is enrolled. */
  readonly firstSyncFrom: number | null
  readonly newestServedAt: number | null
  /** Of the last hour, to tell late messages by. */
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

/** The requested window, by the server's time. */
export const windowOf = ({ servedAt, reportedAt, minutes }: Claim, lag: number): Interval => ({
  from: reportedAt - minutes * MINUTE + START_SLACK_MILLIS,
  to: servedAt - lag
})

/** A message that earlier fetches archived: its last timestamp, and the one with which this reply shows it. */
export interface Expected {
  readonly at: number
  /** Undefined if the reply does not show it; an own message that moved proves only that the reply reaches to here. */
  readonly backAt: number | undefined
}

/** What the records of a reply say; times in milliseconds. */
export interface ReplyTimes {
  /** Timestamps of messages that no snapshot showed before. */
  readonly fresh: ReadonlyArray<number>
  /** The oldest timestamp in a stretch; undefined if there is none. */
  readonly oldestIn: (stretch: Interval) => number | undefined
  /** Messages that earlier fetches of the journal archived, with their last timestamp in a stretch. */
  readonly expected: (stretch: Interval) => ReadonlyArray<Expected>
}

/** The lag after a reply: longer if it shows a message for the first time that an earlier fetch should have. */
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
 * How far back the journal is seen to reach: to the oldest archived message that is back, all later ones being back too,
 * or to the oldest record of the window where that is proof enough.
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

/** Where a reply begins to be whole: where the window begins, or after what it seems to lack. */
const edgeOf = (window: Interval, claim: Claim, most: number, covered: Intervals, reply: ReplyTimes) => {
  const cut = claim.oldestAt === undefined ? window.to : claim.oldestAt + SECOND
  const start = claim.recordCount >= most ? Math.max(window.from, cut) : window.from
  const expected = reply.expected({ from: start, to: window.to }).filter(({ at }) => contains(covered, at))
  if (expected.every(({ backAt }) => backAt !== undefined)) return start
  const back = expected.flatMap(({ backAt }) => backAt ?? [])
  const oldest = back.length > 0 ? back.reduce((least, at) => Math.min(least, at)) : reply.oldestIn(window)
  return Math.max(start, oldest === undefined ? window.to : oldest + SECOND)
}

/** A state and what the fetch covered. */
interface AfterClaim {
  readonly time: JournalTime
  readonly retention: number
  /** Undefined if the window is too small to cover anything, or nothing of it can be relied on. */
  readonly covers: Interval | undefined
}

/** After one more fetch, of a journal with these limits that is known to reach back as far as `retention`, in milliseconds. */
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
  // Of a window that the two clocks have nothing in common of, no one knows where it is.
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
