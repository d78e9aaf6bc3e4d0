// Rare events: a slow delivery, a number without WhatsApp, one id in two chats, a block,
// an empty record, and messages that appear nine hours late.
//
// Gotcha: records of blocks have no id, and the empty one has only its type.
import { plainText } from "./bodies.ts"
import { hour, minute, secondsAt } from "./calendar.ts"
import { customerAt } from "./customers.ts"
import { member, neighbours, person, privateChat, shop } from "./people.ts"
import type { Timeline } from "./timeline.ts"

/* A phone that was off for a day and a half: each status appears in another reply. */
const playSlowDelivery = (timeline: Timeline): void => {
  const at = secondsAt("01-13 07:50")
  timeline.post({
    chat: privateChat(shop, customerAt(17)),
    author: "api",
    at,
    body: plainText("Your order 000497 is ready for pick-up"),
    statuses: [
      { at: at + 20 * minute, statusMessage: "sent" },
      { at: at + 30 * hour, statusMessage: "delivered" },
      { at: at + 42 * hour, statusMessage: "read" }
    ]
  })
}

const playWrongNumber = (timeline: Timeline): void => {
  const at = secondsAt("01-19 12:00")
  timeline.post({
    chat: privateChat(shop, person(80, "ru", "", "")),
    author: "api",
    at,
    body: plainText("Здравствуйте! Заказ № 000533 собран"),
    statuses: [{ at: at + 3, statusMessage: "noAccount" }]
  })
}

const playTwins = (timeline: Timeline): void => {
  const at = secondsAt("01-22 10:00")
  const body = plainText("Магазин закрыт 23 января, учёт")
  for (const chat of [11, 15].map((index) => privateChat(shop, customerAt(index))))
    timeline.post({ idMessage: "BAE5D0D0CAFE0001", chat, author: "api", at, body })
}

const playBlock = (timeline: Timeline): void => {
  const { id } = customerAt(16)
  const states = [
    ["01-17 21:30", "blocked"],
    ["01-19 08:05", "unblocked"]
  ] as const
  for (const [moment, chatState] of states) {
    const timestamp = secondsAt(moment)
    const record = {
      type: "incoming",
      typeMessage: "incomingBlock",
      timestamp,
      chatId: id,
      senderId: id,
      chatState
    }
    timeline.postWithoutId(shop, timestamp, record)
  }
}

const playEmptyRecord = (timeline: Timeline): void => {
  timeline.postWithoutId(shop, secondsAt("01-23 09:00"), { type: "outgoing", typeMessage: "" })
}

const playLateMessages = (timeline: Timeline): void => {
  const late = [
    [member("rustam"), "01-24 03:10", "Кто-нибудь слышал сирену? Всё в порядке?"],
    [member("viktor"), "01-24 03:14", "Это у школы, сигнализация"]
  ] as const
  for (const [author, moment, text] of late) {
    const message = { chat: neighbours, author, at: secondsAt(moment), body: plainText(text) }
    timeline.post({ ...message, delay: 9 * hour })
  }
}

/** Adds the rare events to the timeline. */
export const playRarities = (timeline: Timeline): void => {
  playSlowDelivery(timeline)
  playWrongNumber(timeline)
  playTwins(timeline)
  playBlock(timeline)
  playEmptyRecord(timeline)
  playLateMessages(timeline)
}
