import { question, said, vote } from "../model/scene.ts"
import { oldestFirst, type StatisticCase } from "./case.ts"

const after = (second: number, option: string, votes: number, voters: number, share: number) =>
  [
    "1",
    "g@g.us",
    null,
    "P",
    "?",
    `1970-01-01T00:00:0${second}Z`,
    option === "a" ? 0 : 1,
    option,
    votes,
    voters,
    share
  ] as const

/** Votes of one second are one step. */
export const counted: StatisticCase = {
  replies: oldestFirst(
    said("q@c.us", "P", 1, question("a", "b")),
    said("v@c.us", "1", 2, vote("P", { a: ["v@c.us"], b: [] })),
    said("w@c.us", "2", 2, vote("P", { a: ["w@c.us"], b: ["w@c.us"] })),
    said("v@c.us", "3", 3, vote("P", { a: [], b: ["v@c.us"] })),
    said("w@c.us", "4", 4, vote("P", { a: [], b: [] }))
  ),
  rows: [
    after(2, "a", 2, 2, 1),
    after(2, "b", 1, 2, 0.5),
    after(3, "a", 1, 2, 0.5),
    after(3, "b", 2, 2, 1),
    after(4, "a", 0, 1, 0),
    after(4, "b", 1, 1, 1)
  ]
}
