// A claim: what one fetch says of the time before it, of a journal, a server time and a window.
//
// Chat histories, calls, stories, replies without a window and guessed times claim nothing. The server's own clock counts, where
// its `Date` header can be read: the vendor cuts the window by it, and the clock of a small machine may be off.
import type { Facts } from "../facts.ts"

/** Journals that are asked for by window, and so have coverage. */
export const coveredJournals = ["incoming", "outgoing"] as const

/** A journal that has coverage. */
export type CoveredJournal = (typeof coveredJournals)[number]

/** One fetch of a journal; times are UNIX milliseconds. */
export interface Claim {
  readonly journal: CoveredJournal
  /** False for an import that told its window. */
  readonly isSync: boolean
  /** By the server's clock where known. */
  readonly servedAt: number
  /** The latest that it can have been: a `Date` header leaves out the part of the second. */
  readonly servedBy: number
  /** By the clock of the machine that asked. */
  readonly requestedAt: number
  readonly minutes: number
  readonly recordCount: number
  /** Oldest timestamp of the reply; undefined if none has one. */
  readonly oldestAt: number | undefined
}

const EARLIEST_SANE = Date.parse("2015-01-01T00:00:00Z")
const LATEST_SANE = Date.parse("2100-01-01T00:00:00Z")
/** RFC 9110, 5.6.7: the one form that a server may send today. */
const httpDate = /^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/

const serverTime = (header: string | null): number | undefined => {
  const time = header !== null && httpDate.test(header) ? Date.parse(header) : Number.NaN
  return time >= EARLIEST_SANE && time < LATEST_SANE ? time : undefined
}

/** The claim that facts make; undefined if they make none. */
export const claimOf = (facts: Facts): Claim | undefined => {
  const { journal, minutes } = facts
  if (journal === "history" || facts.kind !== undefined || minutes === null || facts.requested_at_is_guess)
    return undefined
  const requestedAt = Date.parse(facts.requested_at)
  const toldAt = serverTime(facts.server_date)
  return {
    journal,
    isSync: facts.origin === "sync",
    servedAt: toldAt ?? requestedAt,
    servedBy: toldAt === undefined ? requestedAt : toldAt + 999,
    requestedAt,
    minutes,
    recordCount: facts.record_count,
    oldestAt: facts.oldest_timestamp === null ? undefined : facts.oldest_timestamp * 1000
  }
}
