import { reaction, said } from "../model/scene.ts"
import { oldestFirst, type StatisticCase, text } from "./case.ts"

export const counted: StatisticCase = {
  replies: oldestFirst(
    said("a@c.us", "1", 1, text("👍👍🏿 🇰🇿🇷🇺 5 ™ #")),
    said("b@c.us", "2", 2, { ...text("👍 ok"), chatId: "b@c.us" }),
    said("b@c.us", "3", 3, reaction("1", "🔥"))
  ),
  rows: [
    ["👍", 3, 2, 2, 2],
    ["🇰🇿", 1, 1, 1, 1],
    ["🇷🇺", 1, 1, 1, 1]
  ]
}
