import { reaction, said } from "../model/scene.ts"
import { oldestFirst, type StatisticCase } from "./case.ts"

export const counted: StatisticCase = {
  replies: oldestFirst(
    said("a@c.us", "1", 1),
    said("a@c.us", "2", 2),
    said("b@c.us", "3", 3, { ...reaction("1", "👍"), senderName: "Boris" }),
    said("b@c.us", "4", 4, { ...reaction("2", "🔥"), senderName: "Boris" }),
    said("c@c.us", "5", 5, reaction("1", "👍")),
    said("c@c.us", "6", 6, reaction("1", "🔥")),
    said("d@c.us", "7", 7, reaction("1", "👍")),
    said("d@c.us", "8", 8, reaction("1", ""))
  ),
  rows: [
    ["1", "b@c.us", "Boris", 2, "👍, 🔥"],
    ["1", "c@c.us", null, 1, "🔥"]
  ]
}
