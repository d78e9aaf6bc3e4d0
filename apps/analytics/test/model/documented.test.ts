import { expect, test } from "vitest"
import type { JsonObject } from "./record.ts"
import { own, said, sceneOf, vote } from "./scene.ts"

const extraOf = (typeMessage: string, fields: JsonObject) =>
  sceneOf(said("p@c.us", "A", 9, { typeMessage, ...fields })).messages[0]?.extra

test("undocumented fields are in extra, also inside a known object", () => {
  expect(
    extraOf("extendedTextMessage", {
      extendedTextMessage: { text: "shown", description: "", previewType: "None", font: "SERIF" },
      somethingNew: { deep: [1, null] },
      nothing: null
    })
  ).toEqual({ extendedTextMessage: { font: "SERIF" }, somethingNew: { deep: [1, null] }, nothing: null })
})

test("fields documented for another type are in extra, and in no table", () => {
  const fields = { location: { latitude: 1 }, caption: "a caption", downloadUrl: "u", chatState: "blocked" }
  const { messages, locations } = sceneOf(said("p@c.us", "A", 9, { textMessage: "a", ...fields }))
  expect(messages[0]).toMatchObject({ text: "a", chat_state: null, extra: fields })
  expect(locations).toEqual([])
})

test("a second place of a value that differs from the one that is shown is in extra", () => {
  const quotedMessage = { stanzaId: "Q", participant: "" }
  const extendedTextMessage = { text: "t", stanzaId: "R", participant: "p", isForwarded: true }
  expect(extraOf("quotedMessage", { quotedMessage, extendedTextMessage, isForwarded: false })).toEqual({
    extendedTextMessage: { stanzaId: "R", isForwarded: true }
  })
  const editedMessageData = { textMessage: "text", caption: "caption", stanzaId: "A" }
  expect(extraOf("editedMessage", { editedMessageData, editedMessageId: "B" })).toEqual({
    editedMessageData: { caption: "caption", stanzaId: "A" }
  })
  expect(extraOf("buttonsMessage", { textMessage: "text", caption: "caption" })).toEqual({
    caption: "caption"
  })
})

test("two places that say the same leave nothing over", () => {
  const quotedMessage = { stanzaId: "Q", participant: "p" }
  expect(
    extraOf("quotedMessage", { quotedMessage, extendedTextMessage: { text: "t", ...quotedMessage } })
  ).toBeNull()
})

test("a list with more in one item than the tables show is completely in extra, and in its table", () => {
  const contacts = [
    { displayName: "A", vcard: "" },
    { displayName: "B", isForwarded: true }
  ]
  const { messages, contacts: rows } = sceneOf(
    said("p@c.us", "A", 1, { typeMessage: "contactsArrayMessage", contacts }),
    said("p@c.us", "B", 2, { typeMessage: "contactsArrayMessage", contacts: contacts.slice(0, 1) })
  )
  expect(messages.map((row) => row.extra)).toEqual([{ contacts }, null])
  expect(rows.map((row) => row.display_name)).toEqual(["A", "B", "A"])
})

test("a vote without its poll is in extra", () => {
  const { pollMessageData } = vote("", { a: ["v@c.us"] })
  expect(extraOf("pollUpdateMessage", { pollMessageData: pollMessageData ?? null })).toEqual({
    pollMessageData
  })
})

test("an invalid direction, and the sender of an own message, are in extra", () => {
  const { messages } = sceneOf(
    said("p@c.us", "A", 1, { type: "status" }),
    own("B", 2, { senderId: "p@c.us" })
  )
  expect(messages).toMatchObject([
    { direction: "incoming", sender_id: "p@c.us", extra: { type: "status" } },
    { direction: "outgoing", sender_id: "instance:1", extra: { senderId: "p@c.us" } }
  ])
})
