import { reaction, said } from "../model/scene.ts"
import { oldestFirst, type StatisticCase, text } from "./case.ts"

/** Of a person only the last reaction to a message counts, and none that was removed. */
export const counted: StatisticCase = {
  replies: oldestFirst(
    said("a@c.us", "1", 1, text("hello")),
    said("b@c.us", "2", 2, reaction("1", "👍")),
    said("b@c.us", "3", 3, reaction("1", "🔥")),
    said("c@c.us", "4", 4, reaction("1", "🔥🏿")),
    said("d@c.us", "5", 5, reaction("1", "👍")),
    said("d@c.us", "6", 6, reaction("gone", "👍")),
    said("e@c.us", "7", 7, reaction("1", "👍")),
    said("e@c.us", "8", 8, reaction("1", ""))
  ),
  rows: [
    ["1", "g@g.us", null, "1", "hello", 3, 3, "🔥, 👍"],
    ["1", "g@g.us", null, "gone", null, 1, 1, "👍"]
  ]
}
