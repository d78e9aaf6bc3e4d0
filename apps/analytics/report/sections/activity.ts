// Activity over time, and by weekday and hour.
import type { MessageCounts } from "../counts/messages.ts"
import { weekdayOf } from "../counts/messages.ts"
import { heat } from "../plots/heat.ts"
import { overTime, type Span } from "../plots/over-time.ts"
import { chart } from "../view/chart.ts"
import { el } from "../view/dom.ts"
import { table } from "../view/table.ts"
import type { Words } from "../view/words.ts"
import { type Context, folded, grid, section, wide } from "./section.ts"

interface Bin {
  readonly first: number
  readonly last: number
  readonly messages: number
}

const HOURS = Array.from({ length: 24 }, (_, hour) => hour)
const WEEKDAYS = Array.from({ length: 7 }, (_, weekday) => weekday)

/** Groups days into bins: days up to 130 days, weeks from Monday up to 1,200 days, months beyond. */
const binsOf = (byDay: Int32Array, from: number, to: number, monday: number, words: Words) => {
  const days = to - from + 1
  const unit: "day" | "week" | "month" = days <= 130 ? "day" : days <= 1200 ? "week" : "month"
  const keyOf = (day: number) =>
    unit === "day"
      ? String(day)
      : unit === "week"
        ? String(Math.floor((day - 1 + monday) / 7))
        : words.iso(day).slice(0, 7)
  const bins: Array<{ key: string; first: number; last: number; messages: number }> = []
  for (let day = from; day <= to; day += 1) {
    const key = keyOf(day)
    const bin = bins.at(-1)
    const messages = byDay[day] ?? 0
    if (bin?.key !== key) bins.push({ key, first: day, last: day, messages })
    else {
      bin.last = day
      bin.messages += messages
    }
  }
  return { unit, bins: bins satisfies ReadonlyArray<Bin> }
}

const periodOf = (byDay: Int32Array, { scope }: Context): readonly [number, number] => {
  const first = byDay.findIndex((count, day) => day > 0 && count > 0)
  const last = byDay.findLastIndex((count, day) => day > 0 && count > 0)
  const from = Math.max(1, scope.filter.fromDay ?? first)
  return [from, Math.max(from, Math.min(byDay.length - 1, scope.filter.toDay ?? last))]
}

const timeCard = (counts: MessageCounts, context: Context): HTMLElement => {
  const { words, data } = context
  const { strings } = words
  const [from, to] = periodOf(counts.byDay, context)
  const { unit, bins } = binsOf(counts.byDay, from, to, weekdayOf(data.texts.firstDay), words)
  const title = {
    day: strings.activityByDay,
    week: strings.activityByWeek,
    month: strings.activityByMonth
  }[unit]
  const nameOf = (bin: Bin): string =>
    unit === "month"
      ? words.dateText(words.date(bin.first), { month: "long", year: "numeric" })
      : unit === "week"
        ? `${strings.week} ${words.day(bin.first)}`
        : words.day(bin.first)
  const spans = bins.map(
    (bin): Span => ({
      from: words.date(bin.first),
      to: words.date(bin.last + 1),
      value: bin.messages,
      title: `${nameOf(bin)}\n${strings.messages}: ${words.number(bin.messages)}`
    })
  )
  const isLong = to - from > 365
  const date = (at: Date) =>
    words.dateText(
      at,
      to - from > 130
        ? { month: "short", ...(isLong ? { year: "2-digit" } : {}) }
        : { day: "numeric", month: "short" }
    )
  const label = `${words.number(counts.messages)} ${strings.messages}, ${words.day(from)} – ${words.day(to)}`
  const days = [...counts.byDay].flatMap((messages, day) =>
    day > 0 && messages > 0 ? [{ day, messages }] : []
  )
  return wide(
    chart("activity", title, label, overTime(spans, date, words.short)),
    folded(
      strings.asTable,
      table(
        "activity_by_day",
        strings.activityByDay,
        [
          {
            key: "day",
            label: strings.day,
            value: (row) => words.iso(row.day),
            text: (row) => words.day(row.day)
          },
          { key: "messages", label: strings.messages, value: (row) => row.messages }
        ],
        days,
        words
      )
    )
  )
}

const hourCard = (counts: MessageCounts, { words }: Context): HTMLElement => {
  const { strings } = words
  const xs = HOURS.map(String)
  const ys = WEEKDAYS.map(words.weekday)
  const rows = WEEKDAYS.flatMap((weekday) =>
    HOURS.map((hour) => ({ weekday, hour, messages: counts.byHour[weekday * 24 + hour] ?? 0 }))
  )
  const cells = rows.map(({ weekday, hour, messages }) => ({
    x: String(hour),
    y: words.weekday(weekday),
    value: messages,
    title: `${words.weekday(weekday)} ${hour}:00\n${strings.messages}: ${words.number(messages)}`
  }))
  const [busiest] = rows.toSorted((a, b) => b.messages - a.messages)
  const label =
    busiest === undefined ? "" : `${words.weekday(busiest.weekday)} ${busiest.hour}:00: ${busiest.messages}`
  const draw = (width: number, ...rest: [Parameters<ReturnType<typeof heat>>[1]]) =>
    heat(cells, xs, ys, { marginLeft: 36, rowHeight: 26, tickEvery: width < 560 ? 4 : 2 })(width, ...rest)
  return wide(
    chart("hours", strings.activityByHour, label, draw),
    folded(
      strings.asTable,
      table(
        "activity_by_hour",
        strings.activityByHour,
        [
          {
            key: "weekday",
            label: strings.weekday,
            value: (row) => row.weekday,
            text: (row) => words.weekday(row.weekday)
          },
          { key: "hour", label: strings.hour, value: (row) => row.hour },
          { key: "messages", label: strings.messages, value: (row) => row.messages }
        ],
        rows.filter(({ messages }) => messages > 0),
        words
      )
    )
  )
}

export const activitySection = (counts: MessageCounts, context: Context): HTMLElement => {
  const { strings } = context.words
  if (counts.messages === 0)
    return section("activity", strings.activity, wide(el("p", { class: "empty" }, strings.nothing)))
  return section("activity", strings.activity, grid(timeCard(counts, context), hourCard(counts, context)))
}
