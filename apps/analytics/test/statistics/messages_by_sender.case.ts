import { own, reaction, said } from "../model/scene.ts"
import { oldestFirst, type StatisticCase } from "./case.ts"

export const counted: StatisticCase = {
  replies: oldestFirst(
    said("a@c.us", "1", 1, { senderName: "Anna" }),
    said("a@c.us", "2", 2, { chatId: "a@c.us", senderName: "Anna K" }),
    own("3", 3),
    said("b@c.us", "4", 4, reaction("1", "👍"))
  ),
  rows: [
    ["1", "a@c.us", "Anna K", 2, 2, "1970-01-01T00:00:01Z", "1970-01-01T00:00:02Z"],
    ["1", "instance:1", null, 1, 1, "1970-01-01T00:00:03Z", "1970-01-01T00:00:03Z"]
  ]
}
