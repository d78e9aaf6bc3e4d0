import { reply, said } from "../model/scene.ts"
import { exported } from "../phone-exports.ts"
import { at, type StatisticCase } from "./case.ts"

const chat = "g@g.us"

/** One of three messages is in the journal; the event is counted apart. */
export const counted: StatisticCase = {
  replies: [
    exported(
      chat,
      [
        ["01.03.2025, 12:59", "Вера добавила Павла"],
        ["01.03.2025, 13:00", "Вера: чай?"],
        ["01.03.2025, 13:01", "Павел: да"],
        ["01.03.2025, 13:02", "Вера: <Без медиафайлов>"]
      ],
      at("2025-03-01T11:00:00")
    ),
    reply([said("p@c.us", "A", at("2025-03-01T10:01:30"), { chatId: chat, textMessage: "да" })], {
      requestedAt: at("2025-03-01T12:00:00") * 1000
    })
  ],
  rows: [["1", chat, 3, 1, 2, 1, "2025-03-01T10:00:00Z", "2025-03-01T10:02:00Z"]]
}
