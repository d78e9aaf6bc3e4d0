import { question, reaction, said, vote } from "../model/scene.ts"
import { oldestFirst, type StatisticCase } from "./case.ts"

export const counted: StatisticCase = {
  replies: oldestFirst(
    said("a@c.us", "1", 10, { senderName: "Anna" }),
    said("a@c.us", "P", 20, { ...question("x"), chatId: "h@g.us" }),
    said("b@c.us", "2", 30, reaction("1", "👍")),
    said("c@c.us", "3", 40, { ...vote("P", { x: ["c@c.us"] }), chatId: "h@g.us" }),
    said("b@c.us", "4", 50, reaction("1", ""))
  ),
  rows: [
    ["a@c.us", "Anna", "1970-01-01T00:00:20Z", "1970-01-01T00:00:20Z", null, null, 2],
    ["c@c.us", null, "1970-01-01T00:00:40Z", null, null, "1970-01-01T00:00:40Z", 1],
    ["b@c.us", null, "1970-01-01T00:00:50Z", null, "1970-01-01T00:00:50Z", null, 1]
  ]
}
