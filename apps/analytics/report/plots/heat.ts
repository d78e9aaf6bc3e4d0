// A heat map over two axes: weekday and hour, or reactor and author.
import { axisX, axisY, cell, plot, pointer, text, tip } from "@observablehq/plot"
import type { Palette } from "../view/palette.ts"
import { base, tipOptions } from "./chart.ts"

export interface Cell {
  readonly x: string
  readonly y: string
  readonly value: number
  readonly title: string
}

/** A heat map over two axes. Larger values are darker in the light theme and lighter in the dark theme. */
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
