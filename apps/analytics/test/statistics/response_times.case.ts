import { own, reaction, said } from "../model/scene.ts"
import { oldestFirst, type StatisticCase } from "./case.ts"

/** In a group every sender is a side: b answers after 10 s, c after 30 s. In a private chat the account answers after 40 s. */
export const counted: StatisticCase = {
  replies: oldestFirst(
    said("a@c.us", "1", 0),
    said("p@c.us", "2", 1, { chatId: "p@c.us", senderName: "Petra" }),
    said("b@c.us", "3", 10),
    said("b@c.us", "4", 15),
    said("a@c.us", "5", 20, reaction("3", "👍")),
    own("6", 41, { chatId: "p@c.us" }),
    said("c@c.us", "7", 45)
  ),
  rows: [
    ["1", "g@g.us", null, 2, 20, 28],
    ["1", "p@c.us", "Petra", 1, 40, 40]
  ]
}
