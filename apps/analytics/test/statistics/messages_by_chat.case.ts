import { own, reaction, said } from "../model/scene.ts"
import { oldestFirst, type StatisticCase } from "./case.ts"

export const counted: StatisticCase = {
  replies: oldestFirst(
    said("a@c.us", "1", 1, { senderName: "Anna" }),
    own("2", 2),
    said("b@c.us", "3", 3, reaction("1", "👍")),
    said("a@c.us", "4", 4, { chatId: "a@c.us" })
  ),
  rows: [
    ["1", "g@g.us", null, "group", 2, 2, "1970-01-01T00:00:01Z", "1970-01-01T00:00:02Z"],
    ["1", "a@c.us", "Anna", "private", 1, 1, "1970-01-01T00:00:04Z", "1970-01-01T00:00:04Z"]
  ]
}
