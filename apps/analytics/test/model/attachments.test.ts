import { expect, test } from "vitest"
import { phoneNumbersOf } from "./attachments.ts"
import { said, sceneOf } from "./scene.ts"

test("every file type is a row of media with its caption", () => {
  const types = ["image", "video", "document", "audio", "sticker"]
  const { media } = sceneOf(
    ...types.map((type, index) =>
      said("p@c.us", type, index, {
        typeMessage: `${type}Message`,
        caption: type,
        downloadUrl: "",
        videoNote: true
      })
    )
  )
  expect(media.map((row) => row.media_type)).toEqual(types)
  expect(media[0]).toMatchObject({
    caption: "image",
    download_url: null,
    is_video_note: true,
    is_animated: null
  })
})

test("an extended text is a link preview only if it shows more than its text", () => {
  const previews = [
    { text: "a", description: "", title: "", previewType: "None", jpegThumbnail: "" },
    { text: "b", previewType: "Video" },
    { text: "c", sourceUrl: "https://fb.me/x" }
  ].map((extendedTextMessage, index) =>
    said("p@c.us", `${index}`, index, { typeMessage: "extendedTextMessage", extendedTextMessage })
  )
  const { link_previews } = sceneOf(...previews)
  expect(link_previews.map((row) => [row.text, row.preview_type, row.source_url])).toEqual([
    ["b", "Video", null],
    ["c", null, "https://fb.me/x"]
  ])
})

test("an extended text that differs from its message is shown beside it", () => {
  const types = ["extendedTextMessage", "quotedMessage"]
  const { link_previews } = sceneOf(
    ...types.map((typeMessage, index) =>
      said("p@c.us", typeMessage, index, {
        typeMessage,
        textMessage: "a",
        extendedTextMessage: { text: "b" }
      })
    )
  )
  expect(link_previews.map((row) => row.text)).toEqual(["b", "b"])
})

test("a quoting text with a title is no link preview", () => {
  const extendedTextMessage = { text: "a", title: "t", stanzaId: "Q" }
  const tables = sceneOf(said("p@c.us", "A", 1, { typeMessage: "quotedMessage", extendedTextMessage }))
  expect(tables.link_previews).toEqual([])
  expect(tables.messages).toMatchObject([{ extra: { extendedTextMessage: { title: "t" } } }])
})

test("a place without a name keeps its coordinates, also zero", () => {
  const { locations } = sceneOf(
    said("p@c.us", "A", 1, {
      typeMessage: "locationMessage",
      location: { nameLocation: "", latitude: 0, longitude: -1.5 }
    })
  )
  expect(locations).toMatchObject([{ name_location: null, latitude: 0, longitude: -1.5 }])
})

test("a contact array is one row per contact", () => {
  const contacts = [{ displayName: "A" }, { displayName: "", vcard: "TEL:1" }]
  const rows = sceneOf(said("p@c.us", "A", 1, { typeMessage: "contactsArrayMessage", contacts })).contacts
  expect(rows.map((row) => [row.contact_index, row.display_name, row.phone_numbers])).toEqual([
    [0, "A", null],
    [1, null, "1"]
  ])
})

test("telephone numbers are digits and +, each once, and waid= only if the number is empty", () => {
  expect(phoneNumbersOf("BEGIN:VCARD\nTEL;type=CELL;waid=1:+7 000 000-00-13\nEND:VCARD")).toBe("+70000000013")
  expect(phoneNumbersOf("item1.TEL;waid=2:8 (900) 1\r\nTEL:89001\r\nTEL:112")).toBe("89001,112")
  expect(phoneNumbersOf("TEL;type=CELL;waid=70000000013:")).toBe("70000000013")
  expect(phoneNumbersOf("NOTE:TEL;waid=1:2")).toBeNull()
})

test("any type may quote, but a reaction quotes nothing", () => {
  const quotedMessage = {
    stanzaId: "Q",
    participant: "q@c.us",
    typeMessage: "pollMessage",
    pollMessageData: { name: "?" }
  }
  const { quotes, messages } = sceneOf(
    said("p@c.us", "A", 1, { typeMessage: "imageMessage", quotedMessage }),
    said("p@c.us", "B", 2, { typeMessage: "reactionMessage", quotedMessage }),
    said("p@c.us", "C", 3, {
      typeMessage: "quotedMessage",
      extendedTextMessage: { stanzaId: "Q", participant: "" }
    })
  )
  expect(quotes).toMatchObject([
    { message_id: "A", quoted_text: "?", quoted_payload: quotedMessage },
    { message_id: "C", quoted_message_id: "Q", quoted_text: null, quoted_payload: null }
  ])
  expect(messages.map((row) => [row.quoted_message_id, row.quoted_participant])).toEqual([
    ["Q", "q@c.us"],
    [null, null],
    ["Q", null]
  ])
})
