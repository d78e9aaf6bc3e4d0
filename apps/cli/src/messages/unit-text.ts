// Durations and sizes for people. Imports no database: progress is shown by commands that need none.
import type { Locale } from "@chatledger/analytics"
import { languages } from "./languages.ts"

const MINUTE = 60
const HOUR = 3600
const DAY = 86_400

/** Formats seconds with at most two units: `45 s`, `2 min 5 s`, `5 h 12 min`, `3 d 4 h`. */
export const durationText = (seconds: number, locale: Locale): string => {
  const { units } = languages[locale].table
  const whole = Math.round(seconds)
  const pair = (big: number, bigUnit: string, small: number, smallUnit: string) =>
    small === 0 ? `${big} ${bigUnit}` : `${big} ${bigUnit} ${small} ${smallUnit}`
  if (whole < MINUTE) return `${whole} ${units.second}`
  if (whole < 10 * MINUTE) return pair(Math.floor(whole / MINUTE), units.minute, whole % MINUTE, units.second)
  const minutes = Math.round(whole / MINUTE)
  if (minutes < 60) return `${minutes} ${units.minute}`
  if (minutes < DAY / MINUTE) return pair(Math.floor(minutes / 60), units.hour, minutes % 60, units.minute)
  const hours = Math.round(whole / HOUR)
  return pair(Math.floor(hours / 24), units.day, hours % 24, units.hour)
}

/** The same as a message's own `size`, in a language that is chosen later. */
export const sizeText = (bytes: number, locale: Locale): string => languages[locale].table.size(bytes)
