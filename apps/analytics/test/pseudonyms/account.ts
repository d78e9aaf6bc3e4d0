// An account in which everything tells who is meant: the same person by id, in a vCard, in texts, as a voter and
// as a quoted author; numbers and addresses in every spelling.
import type { SavedReply } from "../loaded.ts"
import { own, question, reaction, reply, said, vote } from "../model/scene.ts"

export const vera = "79161234567"
export const oleg = "79269876543"
export const club = "120363150000000007@g.us"
export const instance = "7103000042"

export const texts = {
  plain: "Пришлите договор к вечеру 👍🏽",
  spelled: "мой номер +7 (916) 123-45-67, или 8 916 123 45 67, или 79161234567",
  address:
    "Пишите: vera.pavlova@example.org, https://wa.me/79161234567?text=secret или shop.example.com/веранда",
  mention: `@${vera} и @\u2068Вера Павлова\u2069, спросите @vera_pavlova`,
  id: `чат ${club}, ответ на 3EB0C767D26A1B2C3D4E, заказ 48151623`,
  digits: "٧٩١٦١٢٣٤٥٦٧ ７９１６１２３４５６７"
} as const

const vcard = `BEGIN:VCARD\nVERSION:3.0\nN:Павлова;Вера;;;\nFN:Вера Павлова\nTEL;type=CELL;waid=${vera}:+7 916 123-45-67\nADR:;;Тверская 7;Москва\nEND:VCARD`

const person = (digits: string) => `${digits}@c.us`
const by = (digits: string, id: string, at: number, fields = {}) =>
  said(person(digits), id, at, {
    chatId: club,
    senderName: digits === vera ? "Вера Павлова" : "Олег Кузнецов",
    senderContactName: digits === vera ? "Верочка работа" : "",
    ...fields
  })

const named = [...Object.values(texts)].map((textMessage, index) =>
  by(vera, `3EB0C767D26A1B2C3D4${index}`, 100 + index, { textMessage })
)

const records = [
  ...named,
  by(vera, "POLL79161234567", 200, question("Едем к Вере", "Остаёмся дома")),
  by(oleg, "VOTE0001", 210, vote("POLL79161234567", { "Едем к Вере": [person(oleg)] })),
  by(vera, "VOTE0002", 220, vote("POLL79161234567", { "Остаёмся дома": [person(vera)] })),
  by(vera, "VOTE0003", 230, vote("POLL79161234567", {})),
  by(oleg, "REACT0001", 240, {
    ...reaction("3EB0C767D26A1B2C3D40", "❤️"),
    quotedMessage: { stanzaId: "3EB0C767D26A1B2C3D40", participant: person(vera) }
  }),
  by(oleg, "REACT0002", 250, {
    ...reaction("3EB0C767D26A1B2C3D40", "люблю Веру"),
    quotedMessage: { stanzaId: "3EB0C767D26A1B2C3D40", participant: person(vera) }
  }),
  by(oleg, "CARD0001", 260, {
    typeMessage: "contactMessage",
    contact: { displayName: "Вера Павлова", vcard }
  }),
  by(oleg, "PLACE0001", 270, {
    typeMessage: "locationMessage",
    location: {
      nameLocation: "Дом Веры",
      address: "Тверская 7, Москва",
      latitude: 55.7577123,
      longitude: 37.6157456,
      jpegThumbnail: "/9j/4AAQSkZJRgABAQAAAQABAAD"
    }
  }),
  by(vera, "FILE0001", 280, {
    typeMessage: "documentMessage",
    downloadUrl: "https://media.example/79161234567/passport.pdf",
    fileName: "Паспорт Веры.pdf",
    caption: "паспорт 4509123456",
    mimeType: "application/pdf; name=Vera",
    jpegThumbnail: "/9j/4AAQSkZJRgABAQAAAQABBBB"
  }),
  by(oleg, "QUOTE0001", 290, {
    typeMessage: "quotedMessage",
    extendedTextMessage: { text: "согласен с Верой", stanzaId: "FILE0001", participant: person(vera) },
    quotedMessage: {
      stanzaId: "FILE0001",
      participant: person(vera),
      typeMessage: "documentMessage",
      fileName: "Паспорт Веры.pdf",
      caption: "паспорт 4509123456",
      downloadUrl: "https://media.example/79161234567/passport.pdf"
    },
    strangeField: "никто не описал Веру"
  }),
  said(person(vera), "PRIVATE0001", 300, {
    chatId: person(vera),
    senderName: "Вера Павлова",
    textMessage: "лично от Веры"
  }),
  own("OWN0001", 310, { chatId: person(vera), textMessage: "ответ Вере" }),
  said("Вера@c.us", "ODD'; drop table messages; --", 320, {
    chatId: 'Вера "дома"@g.us',
    textMessage: "=cmd|Вера"
  })
]

/** The account as one reply. */
export const account: ReadonlyArray<SavedReply & { readonly body: string }> = [
  { ...reply([...records].reverse()), instanceId: instance }
]
