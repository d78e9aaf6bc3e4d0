import { question, said, vote } from "../model/scene.ts"
import { oldestFirst, type StatisticCase } from "./case.ts"

/** Who has withdrawn has a row for every option, too. */
export const counted: StatisticCase = {
  replies: oldestFirst(
    said("q@c.us", "P", 1, question("tea", "juice")),
    said("v@c.us", "1", 2, vote("P", { tea: ["v@c.us"] })),
    said("w@c.us", "2", 3, vote("P", { tea: ["w@c.us"] })),
    said("v@c.us", "3", 4, vote("P", { juice: ["v@c.us"] })),
    said("w@c.us", "4", 5, vote("P", { tea: [] }))
  ),
  rows: [
    ["1", "g@g.us", null, "P", "?", "v@c.us", null, "1970-01-01T00:00:04Z", 0, "tea", false],
    ["1", "g@g.us", null, "P", "?", "v@c.us", null, "1970-01-01T00:00:04Z", 1, "juice", true],
    ["1", "g@g.us", null, "P", "?", "w@c.us", null, "1970-01-01T00:00:05Z", 0, "tea", false],
    ["1", "g@g.us", null, "P", "?", "w@c.us", null, "1970-01-01T00:00:05Z", 1, "juice", false]
  ]
}
