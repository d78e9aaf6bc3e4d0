import { question, said, vote } from "../model/scene.ts"
import { oldestFirst, type StatisticCase } from "./case.ts"

/** v changes their mind, w votes the same again, x withdraws; nobody votes in the second poll. */
export const counted: StatisticCase = {
  replies: oldestFirst(
    said("q@c.us", "P", 1, question("tea", "juice")),
    said("v@c.us", "1", 2, vote("P", { tea: ["v@c.us"] })),
    said("w@c.us", "2", 3, vote("P", { juice: ["w@c.us"] })),
    said("x@c.us", "3", 4, vote("P", { tea: ["x@c.us"] })),
    said("v@c.us", "4", 5, vote("P", { tea: ["v@c.us"], juice: ["v@c.us"] })),
    said("w@c.us", "5", 6, vote("P", { juice: ["w@c.us"] })),
    said("x@c.us", "6", 7, vote("P", { tea: [] })),
    said("q@c.us", "Q", 8, question("yes", "no"))
  ),
  rows: [
    ["1", "g@g.us", null, "P", "?", 2, 1, 2, "1970-01-01T00:00:02Z", "1970-01-01T00:00:07Z", "juice"],
    ["1", "g@g.us", null, "Q", "?", 0, 0, 0, null, null, null]
  ]
}
