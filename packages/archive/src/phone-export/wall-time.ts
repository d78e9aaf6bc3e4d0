// The instant of a wall-clock time in a zone, as far as the facts of a snapshot need it.
//
// Of a repeated time it is the first, and of a skipped one the instant without the change. Gotcha: the zones are those of
// the JavaScript engine; tables use those of DuckDB.

const HOUR_MILLIS = 60 * 60 * 1000

/** The wall-clock times of a zone, as milliseconds of UTC; undefined if there is no such zone. */
const clockOf = (timeZone: string): ((millis: number) => number) | undefined => {
  try {
    const format = new Intl.DateTimeFormat("en-US", {
      timeZone,
      hourCycle: "h23",
      year: "numeric",
      month: "numeric",
      day: "numeric",
      hour: "numeric",
      minute: "numeric",
      second: "numeric"
    })
    return (millis) => {
      const parts = format.formatToParts(millis)
      const of = (type: string) => Number(parts.find((part) => part.type === type)?.value)
      return Date.UTC(of("year"), of("month") - 1, of("day"), of("hour"), of("minute"), of("second"))
    }
  } catch {
    return undefined
  }
}

/** A function from wall-clock times (`2024-12-31T21:41:07`) to UNIX seconds; undefined if there is no such zone. */
export const secondsIn = (timeZone: string): ((wall: string) => number) | undefined => {
  const clock = clockOf(timeZone)
  if (clock === undefined) return undefined
  return (wall) => {
    const asUtc = Date.parse(`${wall}Z`)
    const [early, late] = [-24, 24].map((hours) => {
      const at = asUtc + hours * HOUR_MILLIS
      return asUtc - (clock(at) - at)
    }) as [number, number]
    const fitting = [early, late].filter((at) => clock(at) === asUtc)
    return (fitting.length === 0 ? early : Math.min(...fitting)) / 1000
  }
}
