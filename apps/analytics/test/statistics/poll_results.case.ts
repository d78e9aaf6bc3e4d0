import { question, said, vote } from "../model/scene.ts"
import { oldestFirst, type StatisticCase } from "./case.ts"

/** v changes their mind, w chooses both, x withdraws. */
export const counted: StatisticCase = {
  replies: oldestFirst(
    said("q@c.us", "P", 1, question("tea", "juice", "milk")),
    said("v@c.us", "1", 2, vote("P", { tea: ["v@c.us"] })),
    said("w@c.us", "2", 3, vote("P", { tea: ["w@c.us"], juice: ["w@c.us"] })),
    said("x@c.us", "3", 4, vote("P", { tea: ["x@c.us"] })),
    said("v@c.us", "4", 5, vote("P", { juice: ["v@c.us"] })),
    said("x@c.us", "5", 6, vote("P", { tea: [] }))
  ),
  rows: [
    ["1", "g@g.us", null, "P", "?", 0, "tea", 1, 2, 0.5],
    ["1", "g@g.us", null, "P", "?", 1, "juice", 2, 2, 1],
    ["1", "g@g.us", null, "P", "?", 2, "milk", 0, 2, 0]
  ]
}
