// Formats numbers, days and durations for a language, and names chats and people.

import type { Locale } from "../../src/workbook/wording.ts"
import type { Data } from "../data.ts"
import type { Strings } from "../strings/en.ts"
import { stringsOf } from "../strings.ts"

const DAY_MILLIS = 86_400_000

export interface Words {
  readonly locale: Locale
  readonly strings: Strings
  readonly number: (value: number) => string
  readonly short: (value: number) => string
  readonly share: (value: number) => string
  /** A day by its number; empty for 0. */
  readonly day: (day: number) => string
  /** Midnight of a day, as a date whose UTC clock shows the time of the zone. */
  readonly date: (day: number) => Date
  readonly iso: (day: number) => string
  readonly dayOf: (iso: string) => number | undefined
  readonly dateText: (date: Date, options: Intl.DateTimeFormatOptions) => string
  readonly seconds: (seconds: number) => string
  readonly bytes: (bytes: number) => string
  readonly weekday: (weekday: number) => string
  /** The name of a chat; with its instance if there are several. */
  readonly chat: (chat: number) => string
  readonly chatName: (chat: number) => string
  /** What the name does not include: the id, and the instance if there are several. */
  readonly chatId: (chat: number) => string
  readonly sender: (sender: number) => string
}

/** Characters that change the direction of text or are invisible, and could disguise one name as another. */
const hidden = /[\p{Cc}\p{Bidi_Control}\u2028\u2029]/gu

export const shown = (text: string): string => text.replace(hidden, " ").trim()

const byteUnits = ["byte", "kilobyte", "megabyte", "gigabyte"] as const

const bytesIn = (tag: string) => {
  const formats = byteUnits.map(
    (unit, place) =>
      new Intl.NumberFormat(tag, { style: "unit", unit, maximumFractionDigits: place === 0 ? 0 : 1 })
  )
  return (bytes: number): string => {
    const place = bytes < 1000 ? 0 : Math.min(formats.length - 1, Math.floor(Math.log10(bytes) / 3))
    return formats[place]?.format(bytes / 1000 ** place) ?? String(bytes)
  }
}

const tags: Readonly<Record<Locale, string>> = { en: "en-GB", ru: "ru-RU" }

export const wordsOf = ({ texts }: Data, locale: Locale): Words => {
  const strings = stringsOf(locale)
  const tag = tags[locale]
  const whole = new Intl.NumberFormat(tag, { maximumFractionDigits: 0 })
  const one = new Intl.NumberFormat(tag, { maximumFractionDigits: 1 })
  const compact = new Intl.NumberFormat(tag, { notation: "compact", maximumFractionDigits: 1 })
  const percent = new Intl.NumberFormat(tag, { style: "percent", maximumFractionDigits: 1 })
  const start = Date.parse(`${texts.firstDay}T00:00:00Z`)
  const date = (day: number) => new Date(start + (day - 1) * DAY_MILLIS)
  const dateText = (at: Date, options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(tag, { ...options, timeZone: "UTC" }).format(at)
  const dayFormat = new Intl.DateTimeFormat(tag, { dateStyle: "medium", timeZone: "UTC" })
  const several = new Set(texts.chats.map(({ instance }) => instance)).size > 1
  const chatName = (chat: number) => {
    const found = texts.chats[chat]
    const name = found === undefined ? "" : (found.name ?? found.id)
    return shown(name) || strings.unknown
  }
  const withInstance = (label: string, chat: number) =>
    several ? `${label} · ${shown(texts.chats[chat]?.instance ?? "")}` : label
  return {
    locale,
    strings,
    number: (value) => whole.format(value),
    short: (value) => (Math.abs(value) < 10_000 ? whole : compact).format(value),
    share: (value) => (Number.isFinite(value) ? percent.format(value) : "–"),
    day: (day) => (day > 0 ? dayFormat.format(date(day)) : "–"),
    date,
    iso: (day) => date(day).toISOString().slice(0, 10),
    dayOf: (iso) => {
      const millis = Date.parse(`${iso}T00:00:00Z`)
      return Number.isNaN(millis) ? undefined : Math.round((millis - start) / DAY_MILLIS) + 1
    },
    dateText,
    seconds: (seconds) => {
      if (!Number.isFinite(seconds)) return "–"
      if (seconds < 60) return `${whole.format(seconds)} ${strings.seconds}`
      if (seconds < 3600) return `${one.format(seconds / 60)} ${strings.minutes}`
      if (seconds < 172_800) return `${one.format(seconds / 3600)} ${strings.hours}`
      return `${one.format(seconds / 86_400)} ${strings.days}`
    },
    bytes: bytesIn(tag),
    weekday: (weekday) => dateText(new Date(Date.UTC(2024, 0, weekday + 1)), { weekday: "short" }),
    chat: (chat) => withInstance(chatName(chat), chat),
    chatName,
    chatId: (chat) => {
      const { id = "", instance = "" } = texts.chats[chat] ?? {}
      const parts = [chatName(chat) === shown(id) ? "" : shown(id), several ? shown(instance) : ""]
      return parts.filter((part) => part !== "").join(" · ") || shown(id)
    },
    sender: (sender) => {
      const found = texts.senders[sender]
      if (found === undefined || found.id === "") return strings.unknown
      if (found.id.startsWith("instance:") && found.name === null)
        return several ? `${strings.accountOf} ${found.id.slice("instance:".length)}` : strings.account
      return shown(found.name ?? found.id) || found.id
    }
  }
}
