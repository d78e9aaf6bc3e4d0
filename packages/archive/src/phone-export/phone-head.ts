// The head of a line that begins a message in an exported chat: date and time, in brackets (iPhone) or before a dash
// (Android).
//
// Phones write marks of direction, narrow spaces and digits of other scripts between and around the numbers. The order
// of day and month is not decided here.

/** `bracket`: `[31.12.2024, 21:41:07] `; `dash`: `31.12.2024, 21:41 - `. */
export type HeadStyle = "bracket" | "dash"

/** A head as written; the three numbers of its date are in their order. */
export interface PhoneHead {
  readonly style: HeadStyle
  readonly separator: "." | "/" | "-"
  readonly date: readonly [number, number, number]
  /** The first number has four digits, and so is the year. */
  readonly isYearFirst: boolean
  /** 0 to 23. */
  readonly hour: number
  /** True if the hours are those of half a day, with AM or PM. */
  readonly hasHalf: boolean
  readonly minute: number
  /** Undefined where the phone writes minutes only. */
  readonly second: number | undefined
  /** The line after the head. */
  readonly rest: string
}

/** Marks of direction and byte-order marks; they are invisible. */
export const MARKS = "\\u200e\\u200f\\u202a-\\u202e\\u2066-\\u2069\\ufeff"
const mark = `[${MARKS}]*`
const blank = `[ \\u00a0\\u2009\\u202f${MARKS}]`
const digit = "[0-9\\u0660-\\u0669\\u06f0-\\u06f9]"
const date = `(${digit}{1,4})${mark}([./-])${blank}{0,2}(${digit}{1,2})${mark}\\2${blank}{0,2}(${digit}{1,4})\\.?`
const time = `(${digit}{1,2})[:.](${digit}{2})(?:[:.](${digit}{2}))?(?:${blank}{0,3}([AaPpДдПп])\\.?${blank}?[MmПп]\\.?)?`
const moment = `${date}${mark}[,\\u060c]?${blank}{1,4}(?:(?:в|at|klo|kl\\.)${blank})?${mark}${time}`
const bracket = new RegExp(`^${mark}\\[${mark}${moment}${mark}\\]${blank}?`, "u")
const dash = new RegExp(`^${mark}${moment}${blank}{1,3}[-–—]${blank}`, "u")
/** Heads are shorter. */
const HEAD_LENGTH = 120

const numberOf = (digits: string): number =>
  Number(
    [...digits]
      .map((character) => {
        const code = character.charCodeAt(0)
        return code < 0x660 ? character : String((code - (code < 0x6f0 ? 0x660 : 0x6f0)) % 10)
      })
      .join("")
  )

const hourOf = (hour: number, half: string | undefined): number | undefined => {
  if (half === undefined) return hour <= 23 ? hour : undefined
  if (hour > 12) return undefined
  return (hour % 12) + (/[pп]/iu.test(half) ? 12 : 0)
}

/** Parses the head of a line; undefined if it has none. */
export const phoneHead = (line: string): PhoneHead | undefined => {
  const start = line.slice(0, HEAD_LENGTH)
  const inBrackets = bracket.exec(start)
  const match = inBrackets ?? dash.exec(start)
  if (match === null) return undefined
  const [head, first = "", separator, second = "", third = "", hours = "", minutes = "", seconds, half] =
    match
  const hour = hourOf(numberOf(hours), half)
  const minute = numberOf(minutes)
  const inSeconds = seconds === undefined ? undefined : numberOf(seconds)
  const isYearFirst = first.length === 4
  const isDate = isYearFirst
    ? third.length <= 2
    : first.length <= 2 && (third.length === 2 || third.length === 4)
  if (!isDate || hour === undefined || minute > 59 || (inSeconds ?? 0) > 59) return undefined
  return {
    style: inBrackets === null ? "dash" : "bracket",
    separator: separator as PhoneHead["separator"],
    date: [numberOf(first), numberOf(second), numberOf(third)],
    isYearFirst,
    hour,
    hasHalf: half !== undefined,
    minute,
    second: inSeconds,
    rest: line.slice(head.length)
  }
}
