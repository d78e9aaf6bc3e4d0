// What the charts of the page share: margins, ticks of days, the box of a tip.
import type { PlotOptions } from "@observablehq/plot"
import type { Palette } from "../view/palette.ts"

/** Options of all charts. */
export const base = (width: number, palette: Palette): PlotOptions => ({
  width,
  className: "plot",
  style: { color: palette.ink, fontSize: "12px", background: "transparent", overflow: "visible" },
  marginTop: 12,
  marginRight: 24
})

const DAY_MILLIS = 86_400_000

/** Ticks of an axis of days: every midnight if there are at most `count`, otherwise the number of ticks. */
export const dayTicks = (from: number, to: number, count: number): number | ReadonlyArray<Date> => {
  const first = Math.ceil(from / DAY_MILLIS)
  const days = Math.floor(to / DAY_MILLIS) - first + 1
  return days > count
    ? count
    : Array.from({ length: Math.max(0, days) }, (_, day) => new Date((first + day) * DAY_MILLIS))
}

export const tipOptions = (palette: Palette) => ({
  fill: palette.ground,
  stroke: palette.muted,
  fontSize: 12
})
