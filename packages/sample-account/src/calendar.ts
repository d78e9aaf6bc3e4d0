// The time span of the generated account: four weeks from Monday 2026-01-05 to Sunday 2026-02-01.
//
// People write in their local time, three hours ahead of UTC; journals count UNIX seconds in UTC.
// Gotcha: days are named `mm-dd`, in the year 2026, and hours are local.

import type { Random } from "./random.ts"

const zoneOffset = 3 * 3600
const year = 2026

/** A minute, an hour and a day in seconds. */
export const minute = 60
export const hour = 60 * minute
export const day = 24 * hour

/** The days of the account as `mm-dd`, in order. */
export const days: ReadonlyArray<string> = Array.from({ length: 28 }, (_, index) =>
  new Date(Date.UTC(year, 0, 5 + index)).toISOString().slice(5, 10)
)

/** UNIX seconds of a local time such as `01-07 08:40`. */
export const secondsAt = (moment: string): number => {
  const seconds = Date.parse(`${year}-${moment.replace(" ", "T")}:00Z`) / 1000 - zoneOffset
  if (Number.isNaN(seconds)) throw new RangeError(`no such moment: ${moment}`)
  return seconds
}

const hoursOf: Readonly<Record<string, readonly [number, number]>> = {
  morning: [7, 10],
  any: [9, 20],
  evening: [18, 22]
}

/** A random time in a part of a day: `morning`, `any` or `evening`. */
export const momentIn = (localDay: string, part: string, random: Random): number => {
  const hours = hoursOf[part]
  if (hours === undefined) throw new RangeError(`no such part of the day: ${part}`)
  return (
    secondsAt(`${localDay} 00:00`) + Math.floor((hours[0] + random.next() * (hours[1] - hours[0])) * hour)
  )
}

/** The local hour, from 0 to 23. */
const localHour = (seconds: number): number => Math.floor(((seconds + zoneOffset) % day) / hour)

/** True on Saturday and Sunday. */
export const isWeekend = (localDay: string): boolean =>
  [0, 6].includes(new Date(`${year}-${localDay}T00:00:00Z`).getUTCDay())

/** The same time, or the next morning if people sleep then. */
export const whenAwake = (seconds: number): number => (localHour(seconds) < 7 ? seconds + 7 * hour : seconds)

/** Start and end of the account, in UNIX seconds; the last reply is requested at the end. */
export const opening = secondsAt("01-05 06:00")
export const closing = secondsAt("02-02 08:00")
