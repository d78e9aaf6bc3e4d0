// A ranking as a chart; its label gives the first three to screen readers.

import { type Rank, ranking } from "../plots/ranking.ts"
import { chart } from "../view/chart.ts"
import type { Words } from "../view/words.ts"

const TOLD = 3

export const rankChart = (
  name: string,
  title: string,
  ranks: ReadonlyArray<Rank>,
  words: Words,
  colour: "accent" | "second" = "accent"
): HTMLElement => {
  if (ranks.length === 0) return chart(name, title, words.strings.nothing, undefined)
  const told = ranks.slice(0, TOLD).map(({ label, value }) => `${label}: ${words.number(value)}`)
  return chart(name, title, told.join(", "), ranking(ranks, words.short, colour))
}
