import { reaction, said } from "../model/scene.ts"
import { oldestFirst, type StatisticCase, text } from "./case.ts"

/** Runs of letters and digits of any script, in lower case; a keycap, what the vendor could not read and addresses are none. An edit is no message. */
export const counted: StatisticCase = {
  replies: oldestFirst(
    said("a@c.us", "1", 1, text("Да-да, ДА! 18:00 l'été")),
    said("b@c.us", "2", 2, text("да 東京 l’été_été {{SWE003}} 1\ufe0f\u20e3")),
    said("b@c.us", "3", 3, reaction("1", "да")),
    said("b@c.us", "4", 4, text("{{SWE001}}")),
    said("a@c.us", "6", 6, text("да:https://shop.example/да?x=1 (WWW.example.com)\u00a0awww.да")),
    said("b@c.us", "5", 5, {
      typeMessage: "editedMessage",
      editedMessageData: { stanzaId: "0", textMessage: "да 東京" }
    })
  ),
  rows: [
    ["да", 6, 3, 2],
    ["l'été", 2, 2, 2],
    ["00", 1, 1, 1],
    ["18", 1, 1, 1],
    ["awww", 1, 1, 1],
    ["été", 1, 1, 1],
    ["東京", 1, 1, 1]
  ]
}
