// When generated messages are written: over one year, by day rather than by night, less at weekends.
//
// Times never go back. Not random: message `i` of `count` always has the same time.

const hoursOfYear = 365 * 24

/* How busy each hour of a day is, in UTC; people live some hours east of it. */
const busyness = [2, 1, 1, 2, 4, 7, 10, 12, 13, 12, 11, 12, 13, 12, 11, 11, 12, 13, 14, 13, 10, 7, 5, 3]

/** The UNIX seconds of each of `count` messages in turn, over the year that begins on a day. */
export const timesOf = (count: number, fromDay: string): (() => number) => {
  const start = Date.parse(`${fromDay}T00:00:00Z`) / 1000
  if (Number.isNaN(start)) throw new RangeError(`not a day as 2025-01-31: ${fromDay}`)
  const weights = Array.from({ length: hoursOfYear }, (_, hour) => {
    const weekday = new Date((start + hour * 3600) * 1000).getUTCDay()
    return (busyness[hour % 24] ?? 0) * (weekday === 0 || weekday === 6 ? 0.7 : 1)
  })
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  let message = 0
  let hour = 0
  let before = 0
  return () => {
    const place = (message++ / count) * total
    while (hour < hoursOfYear - 1 && place >= before + (weights[hour] ?? 0)) before += weights[hour++] ?? 0
    const within = (place - before) / (weights[hour] ?? 1)
    return start + hour * 3600 + Math.min(3599, Math.floor(within * 3600))
  }
}
