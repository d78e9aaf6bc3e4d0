// The sync times of the generated account: every twelve hours, each with a window of 26 hours.
//
// Windows overlap, so most messages are fetched twice, some of them changed in between.
import { closing, hour, minute, opening } from "./calendar.ts"

const interval = 12 * hour
const firstAsking = opening + 2 * hour

/** The window of every sync, in minutes. */
export const demoMinutes = (26 * hour) / minute

/** The times of the syncs, in order. */
export const demoMoments: ReadonlyArray<Date> = Array.from(
  { length: Math.floor((closing - firstAsking) / interval) + 1 },
  (_, index) => new Date((firstAsking + index * interval) * 1000)
)
