import { own, reaction, said } from "../model/scene.ts"
import { at, oldestFirst, type StatisticCase } from "./case.ts"

export const counted: StatisticCase = {
  replies: oldestFirst(
    said("a@c.us", "1", at("2024-03-01T20:59:59")),
    said("b@c.us", "2", at("2024-03-01T21:00:00")),
    own("3", at("2024-03-02T09:00:00"), { chatId: "a@c.us" }),
    said("c@c.us", "4", at("2024-03-02T09:01:00"), reaction("1", "👍"))
  ),
  parameters: { tz: "Europe/Moscow" },
  rows: [
    ["2024-03-01", 1, 1, 1],
    ["2024-03-02", 2, 2, 2]
  ]
}
