// A claim: the journal, server time and window of one fetch, which tell what time it covers.
//
// Chat histories, stories, the directory, replies without a window and guessed times claim nothing. The server's
// `Date` header is preferred, since the vendor cuts the window by it and a local clock may be wrong. A `Date` ahead of the
// local clock by more than a wrong time zone explains claims nothing beyond the local time: one of the two is wrong.

import type { Facts } from "../facts.ts"
import { serverTime } from "../request-time.ts"

/** Journals that are requested by window and therefore have coverage. */
export const coveredJournals = ["incoming", "outgoing", "incoming calls", "outgoing calls"] as const

/** A journal with coverage. */
export type CoveredJournal = (typeof coveredJournals)[number]

/** True for a journal of calls, which shares no retention with those of messages. */
export const isOfCalls = (journal: CoveredJournal): boolean => journal.endsWith(" calls")

/** The journal whose coverage a reply may be evidence of; undefined if there is none. */
export const coveredJournalOf = ({ journal, kind }: Facts): CoveredJournal | undefined => {
  if (kind !== undefined && kind !== "calls") return undefined
  const name = kind === "calls" ? `${journal} calls` : journal
  return coveredJournals.find((covered) => covered === name)
}

/** One fetch of a journal; times are UNIX milliseconds. */
export interface Claim {
  readonly journal: CoveredJournal
  /** False for an import with a given window. */
  readonly isSync: boolean
  /** By the server's clock if it is known and plausible, otherwise by the local clock. */
  readonly servedAt: number
  /** By the server's clock if known, even if implausible. */
  readonly reportedAt: number
  /** The latest possible server time: a `Date` header has whole seconds. */
  readonly servedBy: number
  /** By the local clock. */
  readonly requestedAt: number
  readonly minutes: number
  readonly recordCount: number
  /** Oldest timestamp of the reply; undefined if there is none. */
  readonly oldestAt: number | undefined
}

/** More than a clock set to another time zone is behind: up to 14 hours. */
const MOST_AHEAD_MILLIS = 15 * 60 * 60 * 1000

/** The claim that facts make; undefined if they make none. */
export const claimOf = (facts: Facts): Claim | undefined => {
  const { minutes } = facts
  const journal = coveredJournalOf(facts)
  if (journal === undefined || minutes === null || facts.requested_at_is_guess) return undefined
  const requestedAt = Date.parse(facts.requested_at)
  const reportedAt = serverTime(facts.server_date)
  const answeredAt = requestedAt + (facts.duration_ms ?? 0)
  const isBelieved = reportedAt !== undefined && reportedAt - answeredAt <= MOST_AHEAD_MILLIS
  return {
    journal,
    isSync: facts.origin === "sync",
    servedAt: isBelieved ? reportedAt : reportedAt === undefined ? requestedAt : answeredAt,
    reportedAt: reportedAt ?? requestedAt,
    servedBy: reportedAt === undefined ? requestedAt : reportedAt + 999,
    requestedAt,
    minutes,
    recordCount: facts.record_count,
    oldestAt: facts.oldest_timestamp === null ? undefined : facts.oldest_timestamp * 1000
  }
}
