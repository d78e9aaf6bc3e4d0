// Intervals in rows: which times are covered.
import { axisX, axisY, plot, pointer, rect, tip } from "@observablehq/plot"
import type { Palette } from "../view/palette.ts"
import { base, dayTicks, tipOptions } from "./chart.ts"
import { fitted, labelWidth } from "./labels.ts"

export interface Interval {
  readonly row: string
  readonly from: Date
  readonly to: Date
  readonly state: string
  readonly title: string
}

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
