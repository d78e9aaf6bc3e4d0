import { reaction, said } from "../model/scene.ts"
import { at, oldestFirst, type StatisticCase } from "./case.ts"

export const counted: StatisticCase = {
  replies: oldestFirst(
    said("a@c.us", "1", at("2024-03-01T20:59:59")),
    said("b@c.us", "2", at("2024-03-01T21:00:00")),
    said("b@c.us", "3", at("2024-03-08T21:30:00"), { chatId: "b@c.us" }),
    said("b@c.us", "4", at("2024-03-08T21:40:00"), reaction("1", "👍"))
  ),
  parameters: { tz: "Europe/Moscow" },
  rows: [
    [5, 23, 1, 1, 1],
    [6, 0, 2, 1, 2]
  ]
}
