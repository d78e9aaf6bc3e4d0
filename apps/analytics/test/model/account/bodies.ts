// What made-up records of content say: one body for every typeMessage that is not an event about a message.
// Shapes are those of journal.md and of the samples; where the vendor shows no shape, unknown fields stand
// in. Optional fields come and go, and "" means none. It knows no ids, senders or times. Gotcha:
// textMessage and extendedTextMessage.text differ in some bodies, as the vendor's do.

import type { Random } from "@chatledger/sample-account"
import type { JsonObject } from "../record.ts"

const texts = [
  "Привет",
  "okay",
  "",
  "=SUM(A1:A9)",
  'a;b,c "кавычки"',
  "строка\nновая\tтаб",
  "مرحبا שלום",
  "👨‍👩‍👧‍👦 𝔘𝔫𝔦",
  "{{SWE001}}",
  "https://example.org/x?y=1&z=2 или https://example.org",
  "см. HTTPS://WWW.Пример.рф/путь, (www.example.org) и http://u:p@shop.example:8080.",
  "007",
  "null",
  " \u2028 ",
  "e\u0301",
  "мои\u0306 МОЙ наме\u00adк намек don\u2019t don't שָׁלוֹם ארה\"ב नमस्ते می\u200cخواهم",
  "https://archive.example/web/http://old.example/ Www.example.org, info@www.example.org https://xn--e1afmkfd.xn--p1ai",
  "🙂\u200d↔\ufe0f ❤\ufe0e 1\ufe0f\u20e3 🏴\u200d☠\ufe0f"
]

/** Some text, rarely an empty one. */
export const someText = (random: Random): string => random.pick(texts)

/** The object without some of its fields, each left out in this share of draws. */
export const thinned = (random: Random, object: JsonObject, share = 0.06): JsonObject =>
  Object.fromEntries(Object.entries(object).filter(() => !random.chance(share)))

const thumbnail = (random: Random) => (random.chance(0.5) ? "" : `/9j/${random.hex(8)}=`)

const forwarding = (random: Random): JsonObject =>
  thinned(random, { forwardingScore: random.pick([0, 0, 1, 5]), isForwarded: random.chance(0.2) }, 0.15)

const extendedText = (random: Random): JsonObject => {
  const text = someText(random)
  const preview = random.weighted({ plain: 4, link: 3, advertising: 2 })
  const shown: JsonObject =
    preview === "plain"
      ? { description: "", title: "", previewType: random.pick(["None", ""]), jpegThumbnail: "" }
      : { description: someText(random), title: "t", previewType: random.pick(["None", "Video", ""]) }
  const advertising: JsonObject =
    preview === "advertising"
      ? thinned(
          random,
          {
            mediaType: "IMAGE",
            sourceId: "120",
            sourceType: "ad",
            sourceUrl: "https://fb.me/x",
            thumbnailUrl: "https://x/t"
          },
          0.3
        )
      : {}
  const other: JsonObject = random.chance(0.1) ? { backgroundColor: "#228B22", participants: ["1@c.us"] } : {}
  return thinned(random, {
    textMessage: random.chance(0.7) ? text : someText(random),
    extendedTextMessage: thinned(random, { text, ...shown, ...advertising, ...forwarding(random), ...other }),
    ...(random.chance(0.1) ? forwarding(random) : {})
  })
}

const file = (random: Random): JsonObject => ({
  ...thinned(random, {
    downloadUrl: random.chance(0.1) ? "" : `https://media.example/${random.hex(6)}`,
    caption: someText(random),
    fileName: random.pick(["", "f.bin", "отчёт.pdf"]),
    jpegThumbnail: thumbnail(random),
    mimeType: random.pick(["image/jpeg", "application/octet-stream", ""]),
    isAnimated: random.chance(0.2)
  }),
  ...forwarding(random),
  ...(random.chance(0.4) ? { videoNote: random.chance(0.5) } : {})
})

const location = (random: Random): JsonObject => ({
  location: thinned(random, {
    nameLocation: random.pick(["", "Cafe"]),
    address: random.pick(["", "Астана"]),
    latitude: random.pick([51.128, 0, -33.5, 12]),
    longitude: random.pick([71.430762, -0.000001, 180]),
    jpegThumbnail: thumbnail(random),
    ...forwarding(random)
  })
})

const telephones = [
  "TEL;type=CELL;type=VOICE;waid=70000000013:+7 000 000-00-13",
  "item1.TEL;waid=79001234569:+7 900 123-45-69\r\nitem1.X-ABLabel:Мобильный",
  "TEL:8 (900) 1\nTEL;type=HOME:8 (900) 1\nTEL;type=WORK:112",
  "TEL;waid=70000000013:",
  "TEL;type=CELL;waid=553188880001:+55 31 98888-\r\n 0001\nTEL:+7 (495) 000-00-12 доб. 345",
  "TEL:8 (901) 000-00-01;ext=5\nTEL;type=WORK:+74950000012,345",
  "NOTE:TEL;waid=1:2",
  ""
]

const contact = (random: Random): JsonObject =>
  thinned(random, {
    displayName: random.pick(["Виктор", "", "Велосипед"]),
    vcard: `BEGIN:VCARD\nVERSION:3.0\nFN:Виктор\n${random.pick(telephones)}\nEND:VCARD`,
    ...forwarding(random)
  })

const unknown = (random: Random): JsonObject => ({
  somethingNew: { deep: [1, { x: someText(random) }, null], empty: {} },
  newScalar: random.pick([9007199254740991, 0.1, -1, true, "", null])
})

/** The pollMessageData of a new poll; rarely an option stands there twice. */
export const someOptions = (random: Random): ReadonlyArray<string> => {
  const options = random.sample(["Пляж", "Горы", "Дома", "a, b", "𝔘", "0"]).slice(0, random.between(1, 5))
  return random.chance(0.05) ? [...options, ...options.slice(0, 1)] : options
}

/** What stands beside the text of a business: not in every record. */
const shown = (random: Random): JsonObject =>
  thinned(
    random,
    { titleText: "T", footer: someText(random), buttons: [{ buttonId: "1", buttonText: "Да" }] },
    0.5
  )

const sentByBusiness = (random: Random): JsonObject => ({
  ...thinned(random, { contentText: someText(random), ...forwarding(random) }),
  ...shown(random)
})

const chosen = (random: Random, field: string): JsonObject =>
  thinned(
    random,
    { [field]: someText(random), stanzaId: random.pick(["", random.hex(6)]), selectedId: "1" },
    0.1
  )

/** The body of a business, at times with a text of its own beside it, with nothing, or with another shape. */
const businessBody = (random: Random, name: string, body: JsonObject): JsonObject => ({
  ...(random.chance(0.8) ? { [name]: body } : unknown(random)),
  ...(random.chance(0.2) ? { textMessage: someText(random) } : {}),
  ...(random.chance(0.1) ? { caption: someText(random), ...forwarding(random) } : {})
})

/** The content types, by the weight of their share; the bodies are made by `bodyOf`. */
export const contentWeights = {
  textMessage: 10,
  extendedTextMessage: 5,
  quotedMessage: 3,
  imageMessage: 2,
  videoMessage: 1,
  documentMessage: 1,
  audioMessage: 1,
  stickerMessage: 1,
  locationMessage: 2,
  contactMessage: 2,
  contactsArrayMessage: 1.5,
  buttonsMessage: 0.4,
  templateMessage: 0.4,
  listMessage: 0.4,
  buttonsResponseMessage: 0.4,
  templateButtonsReplyMessage: 0.4,
  listResponseMessage: 0.4,
  interactiveButtons: 0.5,
  interactiveButtonsReply: 0.4,
  groupInviteMessage: 0.5,
  incomingCall: 0.5,
  outgoingCall: 0.4,
  "": 0.5,
  futureMessage: 0.5
} as const

/** A content type of journal.md, or one that nobody has documented. */
export type ContentType = keyof typeof contentWeights

/** What a record of a content type says besides ids, sender and times. */
export const bodyOf = (random: Random, type: ContentType): JsonObject => {
  switch (type) {
    case "textMessage":
      return thinned(random, { textMessage: someText(random) }, 0.03)
    case "extendedTextMessage":
      return extendedText(random)
    case "imageMessage":
    case "videoMessage":
    case "documentMessage":
    case "audioMessage":
    case "stickerMessage":
      return file(random)
    case "locationMessage":
      return location(random)
    case "contactMessage":
      return { contact: contact(random) }
    case "contactsArrayMessage":
      return { contacts: Array.from({ length: random.between(0, 3) }, () => contact(random)) }
    case "buttonsMessage":
    case "templateMessage":
    case "listMessage":
    case "interactiveButtons":
      return businessBody(random, type, sentByBusiness(random))
    case "interactiveButtonsReply": {
      const { stanzaId = "" } = chosen(random, "contentText")
      return businessBody(random, type, { ...sentByBusiness(random), stanzaId })
    }
    case "buttonsResponseMessage":
      return businessBody(random, type, chosen(random, "selectedButtonText"))
    case "templateButtonsReplyMessage":
      return businessBody(random, "templateButtonReplyMessage", chosen(random, "selectedDisplayText"))
    case "listResponseMessage":
      return businessBody(random, type, chosen(random, "title"))
    default:
      return random.chance(0.8) ? unknown(random) : {}
  }
}
