// A histogram with a label below each border of its bars.
import { axisX, axisY, gridY, plot, pointer, rectY, ruleY, tip } from "@observablehq/plot"
import type { Palette } from "../view/palette.ts"
import { base, tipOptions } from "./chart.ts"

export interface Bar {
  readonly place: number
  readonly value: number
  readonly title: string
}

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
