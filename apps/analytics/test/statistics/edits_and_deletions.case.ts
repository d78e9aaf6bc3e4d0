import { said } from "../model/scene.ts"
import { oldestFirst, type StatisticCase } from "./case.ts"

const edited = (stanzaId: string) => ({
  typeMessage: "editedMessage",
  editedMessageData: { stanzaId, textMessage: "x" }
})
const deleted = (stanzaId: string) => ({ typeMessage: "deletedMessage", deletedMessageData: { stanzaId } })

/** By the message's own mark or by an event about it, and once. */
export const counted: StatisticCase = {
  replies: oldestFirst(
    said("a@c.us", "1", 10, { isEdited: true }),
    said("a@c.us", "E", 40, edited("1")),
    said("a@c.us", "2", 50),
    said("a@c.us", "F", 60, edited("2")),
    said("a@c.us", "D", 70, deleted("2")),
    said("b@c.us", "3", 80),
    said("b@c.us", "G", 90, deleted("none"))
  ),
  rows: [["1", "g@g.us", null, "a@c.us", null, 2, 2, 1, 20, 20]]
}
