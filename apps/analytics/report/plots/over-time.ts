// Bars over time.
import { axisX, axisY, gridY, plot, pointer, rectY, ruleY, tip } from "@observablehq/plot"
import type { Palette } from "../view/palette.ts"
import { base, dayTicks, tipOptions } from "./chart.ts"

export interface Span {
  readonly from: Date
  readonly to: Date
  readonly value: number
  readonly title: string
}

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
