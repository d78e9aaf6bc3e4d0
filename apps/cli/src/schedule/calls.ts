// API calls that an interval costs, because the free plan has few.
//
// Source: https://green-api.com/en/docs/api/journals/ (limits of the Developer tariff)

import { messageLanguage, strings } from "../messages/strings.ts"

/** Calls per month in the free plan. */
const FREE_CALLS = 1000

const MONTH_MILLIS = 30 * 24 * 60 * 60 * 1000
const HOUR_MILLIS = 60 * 60 * 1000
/** State and settings, at most once an hour. */
const CALLS_OF_EVIDENCE = 2

/** Calls of one instance in a month of 30 days. */
const callsPerMonth = (everyMillis: number, journals: number): number =>
  Math.ceil((MONTH_MILLIS / everyMillis) * journals) +
  Math.ceil((MONTH_MILLIS / Math.max(everyMillis, HOUR_MILLIS)) * CALLS_OF_EVIDENCE)

/** The shortest interval in whole hours that the free plan allows. */
const freeHours = (journals: number): number => {
  let hours = 1
  while (callsPerMonth(hours * HOUR_MILLIS, journals) > FREE_CALLS) hours += 1
  return hours
}

/** A note for the user; undefined if the interval stays within the free plan. */
export const callsNote = (everyMillis: number, journals: number): string | undefined => {
  const calls = callsPerMonth(everyMillis, journals)
  return calls <= FREE_CALLS
    ? undefined
    : strings.recording.calls(
        calls.toLocaleString(messageLanguage),
        FREE_CALLS.toLocaleString(messageLanguage),
        freeHours(journals)
      )
}
