// When the made-up account lives: four weeks from Monday 2026-01-05 to Sunday 2026-02-01.
//
// People write in their local time, three hours ahead of UTC; journals count UNIX seconds in UTC.
// Not here: who writes when. Gotcha: days are named `mm-dd`, of the year 2026, and hours are local.

const zoneOffset = 3 * 3600
const year = 2026

/** Seconds of a minute, an hour and a day. */
export const minute = 60
export const hour = 60 * minute
export const day = 24 * hour

/** The days of the account as `mm-dd`, in order. */
export const days: ReadonlyArray<string> = Array.from({ length: 28 }, (_, index) =>
  new Date(Date.UTC(year, 0, 5 + index)).toISOString().slice(5, 10)
)

/** UNIX seconds of a local day and time, as `01-07` and `08:40`. */
export const secondsOf = (localDay: string, localTime: string): number => {
  const seconds = Date.parse(`${year}-${localDay}T${localTime}:00Z`) / 1000 - zoneOffset
  if (Number.isNaN(seconds)) throw new RangeError(`no day and time: ${localDay} ${localTime}`)
  return seconds
}

/** The local hour of a moment, from 0 to 23. */
export const localHour = (seconds: number): number => Math.floor(((seconds + zoneOffset) % day) / hour)

/** True on Saturday and Sunday. */
export const isWeekend = (localDay: string): boolean =>
  [0, 6].includes(new Date(`${year}-${localDay}T00:00:00Z`).getUTCDay())

/** The same moment, or the next morning if people sleep then. */
export const whenAwake = (seconds: number): number => (localHour(seconds) < 7 ? seconds + 7 * hour : seconds)

/** The account begins and ends here, in UNIX seconds; the last reply is asked for at the end. */
export const opening = secondsOf("01-05", "06:00")
export const closing = secondsOf("02-02", "08:00")
