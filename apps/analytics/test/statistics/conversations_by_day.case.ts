import { own, reaction, said } from "../model/scene.ts"
import { at, oldestFirst, type StatisticCase } from "./case.ts"

export const counted: StatisticCase = {
  replies: oldestFirst(
    said("a@c.us", "1", at("2024-03-01T20:59:59")),
    said("b@c.us", "2", at("2024-03-01T21:00:00")),
    said("p@c.us", "3", at("2024-03-02T08:00:00"), { chatId: "p@c.us", senderName: "Petra" }),
    own("4", at("2024-03-02T09:00:00"), { chatId: "p@c.us" }),
    said("c@c.us", "5", at("2024-03-02T09:01:00"), reaction("1", "👍"))
  ),
  parameters: { tz: "Europe/Moscow" },
  rows: [
    ["2024-03-01", "1", "g@g.us", null, 1, 1, 0, 1, "2024-03-01T20:59:59Z", "2024-03-01T20:59:59Z"],
    ["2024-03-02", "1", "g@g.us", null, 1, 1, 0, 1, "2024-03-01T21:00:00Z", "2024-03-01T21:00:00Z"],
    ["2024-03-02", "1", "p@c.us", "Petra", 2, 1, 1, 2, "2024-03-02T08:00:00Z", "2024-03-02T09:00:00Z"]
  ]
}
