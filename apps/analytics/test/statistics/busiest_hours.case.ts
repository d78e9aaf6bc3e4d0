import { said } from "../model/scene.ts"
import { at, oldestFirst, type StatisticCase } from "./case.ts"

/** Hours of Nepal begin at a quarter to the hour. */
export const counted: StatisticCase = {
  replies: oldestFirst(
    said("a@c.us", "1", at("2024-01-01T18:14:59")),
    said("a@c.us", "2", at("2024-01-01T18:15:00")),
    said("b@c.us", "3", at("2024-01-01T19:14:59"))
  ),
  parameters: { tz: "Asia/Kathmandu" },
  rows: [
    ["2024-01-01T18:15:00Z", 2, 2, 1],
    ["2024-01-01T17:15:00Z", 1, 1, 1]
  ]
}
