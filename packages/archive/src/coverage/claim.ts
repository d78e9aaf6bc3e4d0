// A claim: what one fetch says of the time before it, of a journal, a server time and a window.
//
// Chat histories, calls, stories, the directory, replies without a window and guessed times claim nothing. The server's own clock counts, where
// its `Date` header can be read: the vendor cuts the window by it, and the clock of a small machine may be off. A `Date` that is
// ahead of the machine by more than a wrong zone explains claims nothing beyond the machine's own time: one of the two is wrong.

import type { Facts } from "../facts.ts"
import { serverTime } from "../request-time.ts"

/** Journals that are requested by window, and so have coverage. */
export const coveredJournals = ["incoming", "outgoing"] as const

/** A journal that has coverage. */
export type CoveredJournal = (typeof coveredJournals)[number]

/** One fetch of a journal; times are UNIX milliseconds. */
export interface Claim {
  readonly journal: CoveredJournal
  /** False for an import that told its window. */
  readonly isSync: boolean
  /** By the server's clock where it is known and believed, else by that of the machine. */
  readonly servedAt: number
  /** By the server's clock where known, whatever it says. */
  readonly reportedAt: number
  /** The latest that it can have been: a `Date` header leaves out the part of the second. */
  readonly servedBy: number
  /** By the clock of the machine that asked. */
  readonly requestedAt: number
  readonly minutes: number
  readonly recordCount: number
  /** Oldest timestamp of the reply; undefined if none has one. */
  readonly oldestAt: number | undefined
}

/** Clocks that are set to another zone are up to 14 hours behind. */
const MOST_AHEAD_MILLIS = 15 * 60 * 60 * 1000

/** The claim that facts make; undefined if they make none. */
export const claimOf = (facts: Facts): Claim | undefined => {
  const { minutes } = facts
  const journal = coveredJournals.find((covered) => covered === facts.journal)
  if (journal === undefined || facts.kind !== undefined || minutes === null || facts.requested_at_is_guess)
    return undefined
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
