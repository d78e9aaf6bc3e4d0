// The request time of a reply: by the local clock, unless the service's clock shows that it was wrong.
//
// The `Date` of a reply has whole seconds and may be from any moment of the call. If the clocks differ by more than
// five seconds beyond that, the service's clock counts, since it is common to all replies of the archive. Otherwise the
// local order is kept.
import type { Facts } from "./facts.ts"

/** Accepted difference of the two clocks, beyond the duration of the call. */
export const CLOCK_TOLERANCE_MILLIS = 5000

const EARLIEST_SANE = Date.parse("2015-01-01T00:00:00Z")
const LATEST_SANE = Date.parse("2100-01-01T00:00:00Z")
const PART_OF_SECOND = 999
/** RFC 9110, 5.6.7: the only date format that servers may generate. */
const httpDate = /^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/

/** The time of a `Date` header, UNIX milliseconds; undefined if it is invalid. */
export const serverTime = (header: string | null): number | undefined => {
  const time = header !== null && httpDate.test(header) ? Date.parse(header) : Number.NaN
  return time >= EARLIEST_SANE && time < LATEST_SANE ? time : undefined
}

type Times = Pick<Facts, "requested_at" | "server_date" | "duration_ms">

/** How far the local clock was ahead of the service's, in milliseconds; negative if behind, 0 within the tolerance. */
export const clockError = (facts: Times): number => {
  const served = serverTime(facts.server_date)
  if (served === undefined) return 0
  const requested = Date.parse(facts.requested_at)
  const answered = requested + (facts.duration_ms ?? 0)
  if (requested - (served + PART_OF_SECOND) > CLOCK_TOLERANCE_MILLIS) return requested - served
  return served - answered > CLOCK_TOLERANCE_MILLIS ? answered - served : 0
}

/** When a reply was requested, UNIX milliseconds; orders the records of an archive. */
export const requestTime = (facts: Times): number =>
  clockError(facts) === 0
    ? Date.parse(facts.requested_at)
    : (serverTime(facts.server_date) ?? Date.parse(facts.requested_at))
