// Bars with their numbers, in the given order.
import { axisY, barX, plot, ruleX, text } from "@observablehq/plot"
import type { Palette } from "../view/palette.ts"
import { base } from "./chart.ts"
import { fitted, labelWidth } from "./labels.ts"

export interface Rank {
  readonly label: string
  readonly value: number
}

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
