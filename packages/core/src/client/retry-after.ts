// `Retry-After`: seconds, or a date; how long the service wants to be left alone.
//
// A date is compared with the service's own clock, if its reply tells it, so that a wrong clock here does no harm.
// Source: https://www.rfc-editor.org/rfc/rfc9110#name-retry-after

/** Never waited longer, in milliseconds: 15 minutes. */
export const MOST_RETRY_AFTER_MILLIS = 15 * 60 * 1000

/** Names of days as every date of HTTP has one: `Date.parse` alone also takes numbers for dates. */
const date = /^(mon|tue|wed|thu|fri|sat|sun)/i

/** The oldest form of HTTP's dates names no zone; it is UTC as the others are. */
const inUtc = (value: string) => (/(gmt|utc|[+-]\d{4})$/i.test(value) ? value : `${value} GMT`)

const wanted = (value: string, now: number): number | undefined => {
  if (/^\d+$/.test(value)) return Number(value) * 1000
  const until = date.test(value) ? Date.parse(inUtc(value)) : Number.NaN
  return Number.isNaN(until) ? undefined : Math.max(0, until - now)
}

/** Milliseconds to wait, at most 15 minutes; undefined if the header is missing or says nothing. */
export const retryAfterMillis = (
  header: string | undefined,
  serverDate: string | undefined,
  now: number
): number | undefined => {
  const serverNow = serverDate === undefined ? Number.NaN : Date.parse(serverDate)
  const wait = wanted((header ?? "").trim(), Number.isNaN(serverNow) ? now : serverNow)
  return wait === undefined ? undefined : Math.min(wait, MOST_RETRY_AFTER_MILLIS)
}
