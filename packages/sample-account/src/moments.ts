// When the generated account is synced: every twelve hours, each time over 26 hours.
//
// Windows overlap, so most messages come twice, some of them changed in between.
import { closing, hour, minute, opening } from "./calendar.ts"

const interval = 12 * hour
const firstAsking = opening + 2 * hour

/** The window that every sync requests. */
export const demoMinutes = (26 * hour) / minute

/** The moments of the syncs, in order. */
export const demoMoments: ReadonlyArray<Date> = Array.from(
  { length: Math.floor((closing - firstAsking) / interval) + 1 },
  (_, index) => new Date((firstAsking + index * interval) * 1000)
)
