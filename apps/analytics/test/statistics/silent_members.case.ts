import { reaction, said, vote } from "../model/scene.ts"
import { oldestFirst, type StatisticCase } from "./case.ts"

/** a wrote before the period; b reacted and c voted alone; d is in no group. */
export const counted: StatisticCase = {
  replies: oldestFirst(
    said("a@c.us", "1", 10, { senderName: "Anna" }),
    said("b@c.us", "2", 20, reaction("1", "👍")),
    said("c@c.us", "3", 30, vote("P", { x: ["c@c.us"] })),
    said("d@c.us", "4", 40, { chatId: "d@c.us" }),
    said("e@c.us", "5", 50)
  ),
  parameters: { from: new Date(15_000) },
  rows: [
    ["g@g.us", null, "a@c.us", "Anna", "1970-01-01T00:00:10Z", "1970-01-01T00:00:10Z"],
    ["g@g.us", null, "b@c.us", null, null, "1970-01-01T00:00:20Z"],
    ["g@g.us", null, "c@c.us", null, null, "1970-01-01T00:00:30Z"]
  ]
}
