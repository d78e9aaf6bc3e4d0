import { said } from "../model/scene.ts"
import { oldestFirst, type StatisticCase, text } from "./case.ts"

const forwarded = (chatId: string, forwardingScore: number) => ({
  chatId,
  typeMessage: "extendedTextMessage",
  extendedTextMessage: { text: "pass it on", isForwarded: true, forwardingScore }
})

/** The first message was written, not forwarded, and the last is the only one of its text. */
export const counted: StatisticCase = {
  replies: oldestFirst(
    said("a@c.us", "0", 1, text("pass it on")),
    said("a@c.us", "1", 2, forwarded("b@g.us", 1)),
    said("b@c.us", "2", 3, forwarded("a@g.us", 7)),
    said("b@c.us", "3", 4, forwarded("b@g.us", 2)),
    said("b@c.us", "4", 5, { ...text("once"), isForwarded: true })
  ),
  rows: [
    ["1", "pass it on", 3, 2, 2, "1970-01-01T00:00:02Z", "1970-01-01T00:00:04Z", 7, ["b@g.us", "a@g.us"]]
  ]
}
