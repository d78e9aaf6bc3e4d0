import { reaction, said } from "../model/scene.ts"
import { oldestFirst, type StatisticCase } from "./case.ts"

/** At second 5 c has not removed theirs yet. */
export const counted: StatisticCase = {
  replies: oldestFirst(
    said("a@c.us", "1", 1),
    said("a@c.us", "2", 2),
    said("b@c.us", "3", 3, reaction("1", "👍🏿")),
    said("b@c.us", "4", 4, reaction("2", "👍")),
    said("c@c.us", "5", 5, reaction("1", "🔥")),
    said("c@c.us", "6", 6, reaction("1", ""))
  ),
  parameters: { as_of: new Date(5000) },
  rows: [
    ["👍", 2, 1, 2],
    ["🔥", 1, 1, 1]
  ]
}
