import { question, said, vote } from "../model/scene.ts"
import { oldestFirst, type StatisticCase } from "./case.ts"

export const counted: StatisticCase = {
  replies: oldestFirst(
    said("q@c.us", "P", 1, question("tea", "juice")),
    said("v@c.us", "1", 2, { ...vote("P", { juice: ["v@c.us"], tea: ["v@c.us"] }), senderName: "Vera" }),
    said("v@c.us", "2", 3, { ...vote("P", { tea: [] }), senderName: "Vera" }),
    said("v@c.us", "3", 4, { ...vote("P", { juice: ["v@c.us"] }), senderName: "Vera" })
  ),
  rows: [
    ["1", "g@g.us", null, "P", "?", "v@c.us", "Vera", "1970-01-01T00:00:02Z", ["tea", "juice"], null],
    ["1", "g@g.us", null, "P", "?", "v@c.us", "Vera", "1970-01-01T00:00:03Z", [], ["tea", "juice"]],
    ["1", "g@g.us", null, "P", "?", "v@c.us", "Vera", "1970-01-01T00:00:04Z", ["juice"], []]
  ]
}
