// How far back the next sync asks.
import type { Facts } from "../facts.ts"

/** The first window: people expect the history that there is. 30 days. */
export const FIRST_MINUTES = 30 * 24 * 60
const LAG_MINUTES = 3
const SPARE_MINUTES = 5
const LEAST_MINUTES = 10

/** Minutes from the end of what is covered until now, and some to spare. */
export const nextMinutes = (before: Facts | undefined, now: number): number => {
  if (before === undefined) return FIRST_MINUTES
  const since = Math.ceil((now - Date.parse(before.requested_at)) / 60_000)
  return Math.min(FIRST_MINUTES, Math.max(LEAST_MINUTES, since + LAG_MINUTES + SPARE_MINUTES))
}
