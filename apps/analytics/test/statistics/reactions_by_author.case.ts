import { own, reaction, said } from "../model/scene.ts"
import { oldestFirst, type StatisticCase } from "./case.ts"

/** The author of a message that nobody has seen is the participant that the reaction names: p. */
export const counted: StatisticCase = {
  replies: oldestFirst(
    said("a@c.us", "1", 1, { senderName: "Anna" }),
    own("2", 2),
    said("b@c.us", "3", 3, reaction("1", "👍")),
    said("b@c.us", "4", 4, reaction("2", "👍")),
    said("c@c.us", "5", 5, reaction("1", "🔥")),
    said("c@c.us", "6", 6, reaction("gone", "🔥"))
  ),
  rows: [
    ["1", "a@c.us", "Anna", 2, 2],
    ["1", "instance:1", null, 1, 1],
    ["1", "p@c.us", null, 1, 1]
  ]
}
