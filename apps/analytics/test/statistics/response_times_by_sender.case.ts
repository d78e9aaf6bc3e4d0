import { own, reaction, said } from "../model/scene.ts"
import { oldestFirst, type StatisticCase } from "./case.ts"

/** In the group b answers after 10 s and c after 30 s, in the private chat the account after 40 s and then p after 100 s. */
export const counted: StatisticCase = {
  replies: oldestFirst(
    said("a@c.us", "1", 0),
    said("p@c.us", "2", 1, { chatId: "p@c.us", senderName: "Petra" }),
    said("b@c.us", "3", 10),
    said("b@c.us", "4", 15),
    said("a@c.us", "5", 20, reaction("3", "👍")),
    own("6", 41, { chatId: "p@c.us" }),
    said("c@c.us", "7", 45),
    said("p@c.us", "8", 141, { chatId: "p@c.us", senderName: "Petra" }),
    said("b@c.us", "9", 65)
  ),
  rows: [
    ["1", "b@c.us", null, 2, 1, 15, 19],
    ["1", "c@c.us", null, 1, 1, 30, 30],
    ["1", "instance:1", null, 1, 1, 40, 40],
    ["1", "p@c.us", "Petra", 1, 1, 100, 100]
  ]
}
