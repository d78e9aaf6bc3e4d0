import { question, said, vote } from "../model/scene.ts"
import { oldestFirst, type StatisticCase } from "./case.ts"

/** At second 3 v has not changed their mind yet; a vote of that very second counts. */
export const counted: StatisticCase = {
  replies: oldestFirst(
    said("q@c.us", "P", 1, question("tea", "juice")),
    said("v@c.us", "1", 2, vote("P", { tea: ["v@c.us"] })),
    said("w@c.us", "2", 3, vote("P", { juice: ["w@c.us"] })),
    said("v@c.us", "3", 4, vote("P", { juice: ["v@c.us"] }))
  ),
  parameters: { at: new Date(3000) },
  rows: [
    ["1", "g@g.us", null, "P", "?", 0, "tea", 1, 2, 0.5],
    ["1", "g@g.us", null, "P", "?", 1, "juice", 1, 2, 0.5]
  ]
}
