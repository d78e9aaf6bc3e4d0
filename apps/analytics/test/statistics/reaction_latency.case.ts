import { reaction, said } from "../model/scene.ts"
import { oldestFirst, type StatisticCase } from "./case.ts"

/** b waits 10 s and then 30 s, of which the last counts; a message that nobody has seen has no time. */
export const counted: StatisticCase = {
  replies: oldestFirst(
    said("a@c.us", "1", 10),
    said("b@c.us", "2", 20, reaction("1", "👍")),
    said("c@c.us", "3", 30, reaction("1", "👍")),
    said("b@c.us", "4", 40, reaction("1", "👍🏿")),
    said("c@c.us", "5", 50, reaction("gone", "👍")),
    said("d@c.us", "6", 60, reaction("1", "🔥"))
  ),
  rows: [
    ["👍", 2, 25, 29],
    ["🔥", 1, 50, 50]
  ]
}
