// The kinds of chart on the page: time, heat map, ranking, histogram, matrix and timeline.
import {
  axisX,
  axisY,
  barX,
  cell,
  gridY,
  type PlotOptions,
  plot,
  pointer,
  rect,
  rectY,
  ruleX,
  ruleY,
  text,
  tip
} from "@observablehq/plot"
import type { Palette } from "./palette.ts"

const base = (width: number, palette: Palette): PlotOptions => ({
  width,
  className: "plot",
  style: { color: palette.ink, fontSize: "12px", background: "transparent", overflow: "visible" },
  marginTop: 12,
  marginRight: 24
})

const DAY_MILLIS = 86_400_000

/** Ticks of an axis of days: every midnight where they are few, and so many as fit otherwise. */
const dayTicks = (from: number, to: number, count: number): number | ReadonlyArray<Date> => {
  const first = Math.ceil(from / DAY_MILLIS)
  const days = Math.floor(to / DAY_MILLIS) - first + 1
  return days > count
    ? count
    : Array.from({ length: Math.max(0, days) }, (_, day) => new Date((first + day) * DAY_MILLIS))
}

const tipOptions = (palette: Palette) => ({ fill: palette.ground, stroke: palette.muted, fontSize: 12 })

const FONT =
  "12px system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', 'Apple Color Emoji', 'Segoe UI Emoji', 'Noto Color Emoji', sans-serif"
const pen = document.createElement("canvas").getContext("2d")

const widthOf = (label: string): number => {
  if (pen === null) return label.length * 8
  pen.font = FONT
  return pen.measureText(label).width
}

/** Cuts a text to what fits into so many pixels. */
export const fitted = (label: string, pixels: number): string => {
  if (widthOf(label) <= pixels) return label
  const letters = [...label]
  let length = letters.length
  while (length > 1 && widthOf(`${letters.slice(0, length).join("")}…`) > pixels) length -= 1
  return `${letters.slice(0, length).join("")}…`
}

/** The pixels that labels need, up to a share of the width. */
const labelWidth = (labels: ReadonlyArray<string>, width: number, share: number): number =>
  Math.min(Math.floor(width * share), Math.ceil(Math.max(24, ...labels.map(widthOf))))

export interface Span {
  readonly from: Date
  readonly to: Date
  readonly value: number
  readonly title: string
}

/** Bars over time. */
export const overTime =
  (spans: ReadonlyArray<Span>, date: (at: Date) => string, number: (value: number) => string) =>
  (width: number, palette: Palette): Element =>
    plot({
      ...base(width, palette),
      height: 240,
      marginLeft: 48,
      marginBottom: 28,
      x: { type: "utc", label: null },
      y: { label: null, zero: true },
      marks: [
        gridY({ ticks: 4, stroke: palette.muted, strokeOpacity: 0.25 }),
        axisY({ ticks: 4, tickFormat: number, tickSize: 0, color: palette.muted }),
        axisX({
          ticks: dayTicks(
            spans[0]?.from.getTime() ?? 0,
            spans.at(-1)?.to.getTime() ?? 0,
            Math.max(2, Math.floor(width / 90))
          ),
          tickFormat: date,
          tickSize: 4,
          color: palette.muted
        }),
        rectY(spans, {
          x1: "from",
          x2: "to",
          y: "value",
          fill: palette.accent,
          inset: width > 600 && spans.length < 120 ? 0.5 : 0
        }),
        ruleY([0], { stroke: palette.muted }),
        tip(
          spans,
          pointer({
            px: "from",
            x: (span: Span) => new Date((span.from.getTime() + span.to.getTime()) / 2),
            y: "value",
            title: "title",
            maxRadius: 60,
            ...tipOptions(palette)
          })
        )
      ]
    })

export interface Cell {
  readonly x: string
  readonly y: string
  readonly value: number
  readonly title: string
}

/** A map of cells by two orders; darker, or in the dark lighter, is more. */
export const heat =
  (
    cells: ReadonlyArray<Cell>,
    xs: ReadonlyArray<string>,
    ys: ReadonlyArray<string>,
    options: {
      readonly marginLeft: number
      readonly marginBottom?: number
      readonly rowHeight: number
      readonly tickEvery?: number
      readonly rotate?: boolean
      readonly number?: (value: number) => string
    }
  ) =>
  (width: number, palette: Palette): Element => {
    const most = Math.max(1, ...cells.map(({ value }) => value))
    const bottom = options.marginBottom ?? 28
    const every = options.tickEvery ?? 1
    return plot({
      ...base(width, palette),
      height: ys.length * options.rowHeight + bottom + 12,
      marginLeft: options.marginLeft,
      marginBottom: bottom,
      x: { domain: xs, label: null, padding: 0.06 },
      y: { domain: ys, label: null, padding: 0.06 },
      color: { type: "sqrt", domain: [0, most], range: [...palette.scale], interpolate: "rgb" },
      marks: [
        axisX(
          xs.filter((_, place) => place % every === 0),
          {
            tickSize: 0,
            color: palette.muted,
            ...(options.rotate ? { tickRotate: width < 560 ? -90 : -40, textAnchor: "end" } : {})
          }
        ),
        axisY({ tickSize: 0, color: palette.muted }),
        cell(cells, { x: "x", y: "y", fill: "value", rx: 2 }),
        options.number === undefined
          ? null
          : text(
              cells.filter(({ value }) => value > 0),
              {
                x: "x",
                y: "y",
                text: (each: Cell) => options.number?.(each.value),
                fill: (each: Cell) => (Math.sqrt(each.value / most) > 0.6 ? palette.ground : palette.ink),
                fontSize: 11
              }
            ),
        tip(cells, pointer({ x: "x", y: "y", title: "title", ...tipOptions(palette) }))
      ]
    })
  }

export interface Rank {
  readonly label: string
  readonly value: number
}

/** Bars from the longest, with their numbers. */
export const ranking =
  (ranks: ReadonlyArray<Rank>, number: (value: number) => string, colour: "accent" | "second" = "accent") =>
  (width: number, palette: Palette): Element => {
    const room = labelWidth(
      ranks.map(({ label }) => label),
      width,
      0.4
    )
    const places = ranks.map((_, place) => String(place))
    return plot({
      ...base(width, palette),
      height: ranks.length * 26 + 16,
      marginTop: 4,
      marginBottom: 4,
      marginLeft: room + 10,
      marginRight: 56,
      x: { axis: null, zero: true },
      y: { domain: places, label: null, padding: 0.28 },
      marks: [
        axisY({
          tickSize: 0,
          color: palette.ink,
          tickFormat: (place: string) => fitted(ranks[Number(place)]?.label ?? "", room)
        }),
        barX(ranks, {
          x: "value",
          y: (_: Rank, place: number) => String(place),
          fill: palette[colour],
          rx: 2
        }),
        text(ranks, {
          x: "value",
          y: (_: Rank, place: number) => String(place),
          text: (rank: Rank) => number(rank.value),
          textAnchor: "start",
          dx: 6,
          fill: palette.muted
        }),
        ruleX([0], { stroke: palette.muted })
      ]
    })
  }

export interface Bar {
  readonly place: number
  readonly value: number
  readonly title: string
}

/** A histogram whose bars have names below their borders. */
export const histogram =
  (bars: ReadonlyArray<Bar>, border: (place: number) => string, number: (value: number) => string) =>
  (width: number, palette: Palette): Element =>
    plot({
      ...base(width, palette),
      height: 220,
      marginLeft: 48,
      marginBottom: 28,
      x: { domain: [0, bars.length], label: null },
      y: { label: null, zero: true },
      marks: [
        gridY({ ticks: 4, stroke: palette.muted, strokeOpacity: 0.25 }),
        axisY({ ticks: 4, tickFormat: number, tickSize: 0, color: palette.muted }),
        axisX(
          bars.map(({ place }) => place).filter((place) => place > 0 && (width > 520 || place % 2 === 0)),
          { tickFormat: border, tickSize: 4, color: palette.muted }
        ),
        rectY(bars, {
          x1: "place",
          x2: (bar: Bar) => bar.place + 1,
          y: "value",
          fill: palette.accent,
          inset: 1
        }),
        ruleY([0], { stroke: palette.muted }),
        tip(
          bars,
          pointer({ x: (bar: Bar) => bar.place + 0.5, y: "value", title: "title", ...tipOptions(palette) })
        )
      ]
    })

export interface Interval {
  readonly row: string
  readonly from: Date
  readonly to: Date
  readonly state: string
  readonly title: string
}

/** Intervals in rows. */
export const timeline =
  (intervals: ReadonlyArray<Interval>, rows: ReadonlyArray<string>, date: (at: Date) => string) =>
  (width: number, palette: Palette): Element => {
    const room = labelWidth(rows, width, 0.4)
    return plot({
      ...base(width, palette),
      height: rows.length * 34 + 44,
      marginLeft: room + 10,
      marginBottom: 28,
      x: { type: "utc", label: null },
      y: { domain: rows, label: null, padding: 0.3 },
      marks: [
        axisY({
          tickSize: 0,
          color: palette.ink,
          tickFormat: (row: string) => fitted(row, room)
        }),
        axisX({
          ticks: dayTicks(
            Math.min(...intervals.map(({ from }) => from.getTime())),
            Math.max(...intervals.map(({ to }) => to.getTime())),
            Math.max(2, Math.floor(width / 110))
          ),
          tickFormat: date,
          tickSize: 4,
          color: palette.muted
        }),
        rect(intervals, {
          x1: "from",
          x2: "to",
          y: "row",
          fill: (each: Interval) => palette.states[each.state] ?? palette.muted
        }),
        tip(
          intervals,
          pointer({
            x: (each: Interval) => new Date((each.from.getTime() + each.to.getTime()) / 2),
            y: "row",
            title: "title",
            ...tipOptions(palette)
          })
        )
      ]
    })
  }
