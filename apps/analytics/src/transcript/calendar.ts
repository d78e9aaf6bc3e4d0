// Days and months in words. Days are counted in wall-clock time, so UTC represents any zone.
import type { Locale } from "../workbook/wording.ts"

/** Language tags for `Intl`. */
export const tags: Readonly<Record<Locale, string>> = { en: "en-GB", ru: "ru-RU" }

const DAY_MILLIS = 86_400_000

const format = (locale: Locale, options: Intl.DateTimeFormatOptions) =>
  new Intl.DateTimeFormat(tags[locale], { ...options, calendar: "gregory", timeZone: "UTC" })

/** Formats days and months in a language. */
export const calendarOf = (locale: Locale) => {
  const said = (words: Intl.DateTimeFormat, day: string) => {
    const date = new Date(`${day}T00:00:00Z`)
    return Number.isNaN(date.getTime()) ? day : words.format(date)
  }
  const whole = format(locale, { weekday: "long", day: "numeric", month: "long", year: "numeric" })
  const short = format(locale, { day: "numeric", month: "long", year: "numeric" })
  const month = format(locale, { month: "long", year: "numeric" })
  const days = new Map<number, string>()
  const isoDays = new Map<number, string>()
  return {
    /** A day as a number since 1970, as `2026-01-15`. */
    iso: (day: number): string => {
      const known = isoDays.get(day) ?? new Date(day * DAY_MILLIS).toISOString().slice(0, 10)
      isoDays.set(day, known)
      return known
    },
    /** A day as a number since 1970, in words: Thursday 15 January 2026. */
    day: (day: number): string => {
      const known = days.get(day) ?? whole.format(new Date(day * DAY_MILLIS))
      days.set(day, known)
      return known
    },
    /** A day given as `2026-01-15`, in words. */
    date: (day: string) => said(short, day),
    /** A month given as `2026-01`, in words. */
    month: (name: string) => said(month, `${name}-01`)
  }
}

export type Calendar = ReturnType<typeof calendarOf>
