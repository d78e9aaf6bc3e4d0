// Messages of types without a documented format: buttons, lists, calls, invitations, and a future type.
//
// The fields are plausible; the types are the vendor's, except
// `eventMessage`, which represents any future type. Two own messages have the vendor's error marks.
import { file, plainText } from "./bodies.ts"
import { secondsAt } from "./calendar.ts"
import { customerAt } from "./customers.ts"
import { privateChat, shop } from "./people.ts"
import { randomFrom } from "./random.ts"
import type { Author, Body } from "./record.ts"
import type { Timeline } from "./timeline.ts"

type Sent = {
  /** Local date and time. */
  readonly moment: string
  /** The customer's index in the list of customers. */
  readonly customer: number
  readonly body: Body
}

const fromCustomers: ReadonlyArray<Sent> = [
  {
    moment: "01-08 12:04",
    customer: 4,
    body: { typeMessage: "buttonsResponseMessage", selectedButtonId: "1", selectedButtonText: "Да" }
  },
  {
    moment: "01-12 15:09",
    customer: 1,
    body: { typeMessage: "templateButtonsReplyMessage", selectedId: "1", selectedDisplayText: "Great" }
  },
  {
    moment: "01-14 18:20",
    customer: 0,
    body: {
      typeMessage: "groupInviteMessage",
      groupInviteData: {
        groupName: "Керамисты города",
        inviteCode: "DEMO000INVITE",
        caption: "Присоединяйтесь!"
      }
    }
  },
  {
    moment: "01-15 11:02",
    customer: 2,
    body: { typeMessage: "listResponseMessage", title: "Чай", singleSelectReply: "02" }
  },
  {
    moment: "01-16 10:31",
    customer: 8,
    body: { typeMessage: "incomingCall", callData: { status: "missed", isVideo: false, durationSeconds: 0 } }
  },
  {
    moment: "01-20 13:41",
    customer: 6,
    body: { typeMessage: "interactiveButtonsReply", selectedId: "yes", selectedDisplayText: "I will come" }
  },
  {
    moment: "01-21 09:15",
    customer: 3,
    body: {
      typeMessage: "eventMessage",
      eventData: {
        name: "Выставка керамики",
        startTime: 1770022800,
        location: { name: "Манеж", latitude: 55.7533, longitude: 37.6125 },
        isCanceled: false
      }
    }
  },
  { moment: "01-11 16:10", customer: 9, body: plainText("{{SWE001}}") },
  {
    moment: "01-18 14:00",
    customer: 10,
    body: {
      ...file("video", "", shop, randomFrom("too large")),
      downloadUrl: "{{SWE002}}",
      jpegThumbnail: ""
    }
  },
  { moment: "01-25 12:12", customer: 13, body: plainText("0000519") },
  {
    moment: "01-26 12:12",
    customer: 5,
    body: plainText('-10% остаётся?\n\tили уже нет;\nи можно чек "на двоих", 2 шт?')
  }
]

const fromApi: ReadonlyArray<Sent> = [
  {
    moment: "01-08 12:00",
    customer: 4,
    body: {
      typeMessage: "buttonsMessage",
      contentText: "Доставить завтра?",
      buttons: ["Да", "Позже"].map((buttonText, index) => ({ buttonId: String(index + 1), buttonText }))
    }
  },
  {
    moment: "01-12 15:00",
    customer: 1,
    body: {
      typeMessage: "templateMessage",
      contentText: "Rate your order",
      footer: "Clay & Tea",
      templateButtons: [{ index: 1, quickReplyButton: { displayText: "Great" } }]
    }
  },
  {
    moment: "01-15 11:00",
    customer: 2,
    body: {
      typeMessage: "listMessage",
      contentText: "Что вас интересует?",
      buttonText: "Выбрать",
      sections: [
        { title: "Каталог", rows: ["Кружки", "Чай"].map((title, row) => ({ rowId: `0${row + 1}`, title })) }
      ]
    }
  },
  {
    moment: "01-20 13:30",
    customer: 6,
    body: {
      typeMessage: "interactiveButtons",
      interactiveButtons: {
        titleText: "Workshop",
        contentText: "Saturday, 12:30",
        footerText: "Clay & Tea",
        buttons: [{ type: "reply", buttonId: "yes", buttonText: "I will come" }]
      }
    }
  }
]

const fromPhone: ReadonlyArray<Sent> = [
  {
    moment: "01-16 10:40",
    customer: 8,
    body: { typeMessage: "outgoingCall", callData: { status: "ended", isVideo: false, durationSeconds: 184 } }
  }
]

/** Adds the messages of undocumented types to the timeline. */
export const playUndocumented = (timeline: Timeline): void => {
  const play = (sent: ReadonlyArray<Sent>, own?: Author): void => {
    for (const { moment, customer, body } of sent) {
      const other = customerAt(customer)
      const chat = privateChat(shop, other)
      timeline.post({ chat, author: own ?? other, at: secondsAt(moment), body })
    }
  }
  play(fromCustomers)
  play(fromApi, "api")
  play(fromPhone, "phone")
}
