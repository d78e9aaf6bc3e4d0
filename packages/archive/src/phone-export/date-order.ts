// The order of day and month in an exported chat, decided by the file.
//
// Dots and hyphens stand between day, month and year in this order everywhere; only a slash can stand after a month.
// Then the order counts in which every date exists, and in which time does not go back by more than a day:
// phones write messages in order. If both orders fit, the user decides. People paste lines of other phones: the order counts in which
// fewer dates do not exist.
import type { PhoneHead } from "./phone-head.ts"

/** Orders of a date: day, month, year, or month, day, year. */
export const dateOrders = ["dmy", "mdy"] as const
/** Order of a date: day, month, year, or month, day, year. */
export type DateOrder = (typeof dateOrders)[number]

/** Also of a short file. */
const MOST_PASTED = 3
const DAY_MILLIS = 24 * 60 * 60 * 1000
const two = (number: number): string => String(number).padStart(2, "0")

/** The wall-clock time of a head, as `2024-12-31T21:41:07`; undefined if there is no such day in this order. */
export const wallOf = (head: PhoneHead, order: DateOrder): string | undefined => {
  const [first, second, third] = head.date
  const [year, month, day] = head.isYearFirst
    ? head.date
    : order === "dmy"
      ? [third, second, first]
      : [third, first, second]
  const date = `${String(year < 100 ? 2000 + year : year).padStart(4, "0")}-${two(month)}-${two(day)}`
  const wall = `${date}T${two(head.hour)}:${two(head.minute)}:${two(head.second ?? 0)}`
  const at = new Date(`${wall}Z`)
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(date) ? wall : undefined
}

/** True for a number that lines pasted from another phone may have in a file. */
export const isFew = (count: number, all: number): boolean =>
  count * 10 <= all || (count <= MOST_PASTED && count * 2 < all)

/** How many dates do not exist in an order, and whether time goes back in it by more than a day. */
const fitOf = (heads: ReadonlyArray<PhoneHead>, order: DateOrder) => {
  let latest = Number.NEGATIVE_INFINITY
  let isBackwards = false
  let impossible = 0
  for (const head of heads) {
    const wall = wallOf(head, order)
    if (wall === undefined) {
      impossible += 1
      continue
    }
    const at = Date.parse(`${wall}Z`)
    if (at < latest - DAY_MILLIS) isBackwards = true
    latest = Math.max(latest, at)
  }
  return { impossible, isBackwards }
}

/** The order of the dates of a file; undefined if both orders fit. */
export const dateOrderOf = (heads: ReadonlyArray<PhoneHead>): DateOrder | undefined => {
  if (heads.every(({ isYearFirst, separator }) => isYearFirst || separator !== "/")) return "dmy"
  const [dmy, mdy] = [fitOf(heads, "dmy"), fitOf(heads, "mdy")]
  if (dmy.impossible !== mdy.impossible) {
    const [order, better, other] =
      dmy.impossible < mdy.impossible ? (["dmy", dmy, mdy] as const) : (["mdy", mdy, dmy] as const)
    const isOpen = better.isBackwards && !other.isBackwards && isFew(other.impossible, heads.length)
    return isOpen ? undefined : order
  }
  if (dmy.isBackwards === mdy.isBackwards) return undefined
  return dmy.isBackwards ? "mdy" : "dmy"
}
