import { reaction, said } from "../model/scene.ts"
import { oldestFirst, type StatisticCase } from "./case.ts"

export const counted: StatisticCase = {
  replies: oldestFirst(
    said("a@c.us", "1", 10, { senderName: "Anna" }),
    said("b@c.us", "2", 40),
    said("a@c.us", "3", 70, { senderName: "Anna" }),
    said("b@c.us", "4", 80, reaction("1", "👍")),
    said("b@c.us", "5", 81, reaction("3", "👍")),
    said("a@c.us", "6", 82, { ...reaction("2", "👍"), senderName: "Anna" }),
    said("c@c.us", "7", 83, reaction("2", "👍"))
  ),
  rows: [
    ["1", "b@c.us", null, "a@c.us", "Anna", 2, 1],
    ["1", "a@c.us", "Anna", "b@c.us", null, 1, 2],
    ["1", "c@c.us", null, "b@c.us", null, 1, 0]
  ]
}
