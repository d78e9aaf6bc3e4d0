import { reaction, said } from "../model/scene.ts"
import { oldestFirst, type StatisticCase } from "./case.ts"

export const counted: StatisticCase = {
  replies: oldestFirst(
    said("a@c.us", "1", 1),
    said("b@c.us", "2", 2, { chatId: "b@c.us" }),
    said("b@c.us", "3", 3, reaction("1", "👍"))
  ),
  rows: [
    ["textMessage", 2, 2, 2, "1970-01-01T00:00:01Z", "1970-01-01T00:00:02Z"],
    ["reactionMessage", 1, 1, 1, "1970-01-01T00:00:03Z", "1970-01-01T00:00:03Z"]
  ]
}
