import { reaction, said } from "../model/scene.ts"
import { oldestFirst, type StatisticCase } from "./case.ts"

export const counted: StatisticCase = {
  replies: oldestFirst(
    said("a@c.us", "1", 10, { senderName: "Anna" }),
    said("b@c.us", "2", 40),
    said("b@c.us", "3", 50),
    said("a@c.us", "4", 70),
    said("b@c.us", "5", 80),
    said("c@c.us", "6", 90, reaction("4", "👍"))
  ),
  rows: [
    ["1", "b@c.us", null, "a@c.us", "Anna", 2, 20],
    ["1", "a@c.us", "Anna", "b@c.us", null, 1, 20]
  ]
}
