// `Retry-After`: seconds or a date; how long to wait before the next request.
//
// A date is compared with the service's own clock if the reply has a `Date`, so a wrong local clock does no harm.
// Source: https://www.rfc-editor.org/rfc/rfc9110#name-retry-after

/** The longest wait, in milliseconds: 15 minutes. */
export const MOST_RETRY_AFTER_MILLIS = 15 * 60 * 1000

/** Every HTTP date begins with a weekday; `Date.parse` alone would also accept numbers. */
const date = /^(mon|tue|wed|thu|fri|sat|sun)/i

/** The oldest HTTP date format has no zone; it is UTC like the others. */
const inUtc = (value: string) => (/(gmt|utc|[+-]\d{4})$/i.test(value) ? value : `${value} GMT`)

const wanted = (value: string, now: number): number | undefined => {
  if (/^\d+$/.test(value)) return Number(value) * 1000
  const until = date.test(value) ? Date.parse(inUtc(value)) : Number.NaN
  return Number.isNaN(until) ? undefined : Math.max(0, until - now)
}

/** Milliseconds to wait, at most 15 minutes; undefined if the header is missing or invalid. */
export const retryAfterMillis = (
  header: string | undefined,
  serverDate: string | undefined,
  now: number
): number | undefined => {
  const serverNow = serverDate === undefined ? Number.NaN : Date.parse(serverDate)
  const wait = wanted((header ?? "").trim(), Number.isNaN(serverNow) ? now : serverNow)
  return wait === undefined ? undefined : Math.min(wait, MOST_RETRY_AFTER_MILLIS)
}
