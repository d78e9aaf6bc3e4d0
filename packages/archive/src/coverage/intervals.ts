// Sorted lists of half-open intervals that neither overlap nor touch.
//
// Times are UNIX milliseconds. Functions take and return such lists and change nothing in place.

/** `from` is inclusive, `to` exclusive. */
export interface Interval {
  readonly from: number
  readonly to: number
}

export type Intervals = ReadonlyArray<Interval>

/** Index of the first interval that ends at or after a moment. */
const firstEndingFrom = (intervals: Intervals, at: number): number => {
  let low = 0
  let high = intervals.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((intervals[middle] as Interval).to < at) low = middle + 1
    else high = middle
  }
  return low
}

/** Adds an interval; an empty one changes nothing. */
export const withInterval = (intervals: Intervals, { from, to }: Interval): Intervals => {
  if (to <= from) return intervals
  const start = firstEndingFrom(intervals, from)
  let end = start
  while (end < intervals.length && (intervals[end] as Interval).from <= to) end += 1
  const [first, last] = [intervals[start], intervals[end - 1]]
  const joined =
    end > start && first !== undefined && last !== undefined
      ? { from: Math.min(from, first.from), to: Math.max(to, last.to) }
      : { from, to }
  return [...intervals.slice(0, start), joined, ...intervals.slice(end)]
}

/** The time in both lists. */
export const intersection = (left: Intervals, right: Intervals): Intervals => {
  const both: Array<Interval> = []
  let i = 0
  let j = 0
  while (i < left.length && j < right.length) {
    const [a, b] = [left[i] as Interval, right[j] as Interval]
    const from = Math.max(a.from, b.from)
    const to = Math.min(a.to, b.to)
    if (from < to) both.push({ from, to })
    if (a.to < b.to) i += 1
    else j += 1
  }
  return both
}

/** The time in the first list but not in the second. */
export const difference = (left: Intervals, right: Intervals): Intervals => {
  const rest: Array<Interval> = []
  let j = 0
  for (const { from, to } of left) {
    let at = from
    while (j < right.length && (right[j] as Interval).to <= from) j += 1
    for (let k = j; k < right.length && (right[k] as Interval).from < to; k += 1) {
      const { from: start, to: end } = right[k] as Interval
      if (start > at) rest.push({ from: at, to: start })
      at = Math.max(at, end)
    }
    if (at < to) rest.push({ from: at, to })
  }
  return rest
}

/** True if a moment is in one of the intervals. */
export const contains = (intervals: Intervals, at: number): boolean => {
  const next = intervals[firstEndingFrom(intervals, at + 1)]
  return next !== undefined && next.from <= at
}

/** A single interval, or none if it is empty. */
export const between = (from: number, to: number): Intervals => (from < to ? [{ from, to }] : [])
