import { createHash } from "node:crypto"
import { expect, test } from "vitest"
import { modelTables } from "./reference.ts"
import { own, reply, said, sceneOf, tablesOf } from "./scene.ts"

const only = <Item>(items: ReadonlyArray<Item>): Item => {
  expect(items).toHaveLength(1)
  return items[0] as Item
}

test("a message seen twice shows its latest state and the earliest time of sending", () => {
  const row = only(
    tablesOf(
      reply([own("A", 90, { statusMessage: "read", timestamp: 95 })], { requestedAt: 2_000_000 }),
      reply([own("A", 90)])
    ).messages
  )
  expect(row).toMatchObject({ sent_at: 90_000, status_at: 95_000, status_message: "read", revision_count: 2 })
  expect(row).toMatchObject({ first_seen_at: 1_000_000, last_seen_at: 2_000_000 })
})

test("a guessed time of asking never beats a known one", () => {
  const row = only(
    tablesOf(
      reply([said("p@c.us", "A", 9, { textMessage: "known" })]),
      reply([said("p@c.us", "A", 9, { textMessage: "guess" })], {
        requestedAt: 9e9,
        requestedAtIsGuess: true
      })
    ).messages
  )
  expect(row).toMatchObject({ text: "known", first_seen_at: 9e9, last_seen_at: 1_000_000 })
})

test("a later time of asking wins, whatever the snapshots are called", () => {
  const seen = ["b", "a"].map((snapshotId, index) => ({
    ...reply([said("p@c.us", "A", 9, { textMessage: snapshotId })], { requestedAt: index }),
    snapshotId
  }))
  expect(only(modelTables(seen).messages).text).toBe("a")
})

test("of two replies at one millisecond the snapshot id decides", () => {
  const bodies = ["one", "two"].map((text) => reply([said("p@c.us", "A", 9, { textMessage: text })]))
  const digests = bodies.map(({ body }) => createHash("sha256").update(body).digest("hex"))
  const later = (digests[0] ?? "") > (digests[1] ?? "") ? "one" : "two"
  expect(only(tablesOf(...bodies).messages).text).toBe(later)
})

test("a reply that rises in time is read as oldest first", () => {
  const twice = [
    said("p@c.us", "A", 5, { textMessage: "older" }),
    said("p@c.us", "A", 5, { textMessage: "newer" }),
    said("p@c.us", "B", 6)
  ]
  expect(tablesOf(reply(twice)).messages.find((row) => row.message_id === "A")?.text).toBe("newer")
})

test("a reply within one second is read as newest first", () => {
  const twice = [
    said("p@c.us", "A", 5, { textMessage: "newer" }),
    said("p@c.us", "A", 5, { textMessage: "older" })
  ]
  expect(only(tablesOf(reply(twice)).messages).text).toBe("newer")
})

test("a state that comes back is a third revision, and a new link is not a revision", () => {
  const seen = ["sent", "read", "sent", "sent"].map((statusMessage, index) =>
    reply([own("A", 9, { statusMessage, downloadUrl: `u${index}` })], { requestedAt: 1000 + index })
  )
  const { message_revisions, messages } = tablesOf(...seen)
  expect(message_revisions.map((row) => [row.revision, row.status_message, row.observed_at])).toEqual([
    [1, "sent", 1000],
    [2, "read", 1001],
    [3, "sent", 1002]
  ])
  expect(only(messages).revision_count).toBe(3)
})

test("one id in two chats, or in two instances, is two messages", () => {
  const one = said("p@c.us", "A", 9)
  const { messages } = tablesOf(
    reply([one, said("p@c.us", "A", 9, { chatId: "p@c.us" })]),
    reply([one], { instanceId: "2" })
  )
  expect(messages).toHaveLength(3)
})

test("a record without an id is known by its canonical JSON without link and thumbnail", () => {
  const canonical = '{"chatId":"p@c.us","timestamp":9,"typeMessage":"incomingBlock"}'
  const hash = createHash("sha256").update(canonical).digest("hex").slice(0, 32)
  const block = { typeMessage: "incomingBlock", timestamp: 9, chatId: "p@c.us" }
  const { messages } = tablesOf(
    reply([{ ...block, downloadUrl: "a" }]),
    reply([{ jpegThumbnail: "b", ...block }], { requestedAt: 2_000_000 })
  )
  expect(only(messages)).toMatchObject({ message_id: `hash:${hash}`, is_content: false })
})

test("the direction comes from the record, then the journal, then what only one side has", () => {
  const bare = { chatId: "p@c.us", timestamp: 9, typeMessage: "textMessage" }
  const history = reply(
    [
      { ...bare, idMessage: "4" },
      { ...bare, idMessage: "3", senderId: "p@c.us" },
      { ...bare, idMessage: "2", sendByApi: false },
      { ...bare, idMessage: "1", statusMessage: "read", senderId: "p@c.us" }
    ],
    { journal: "history" }
  )
  const outgoing = reply([{ ...bare, idMessage: "5" }, said("p@c.us", "6", 9)], { journal: "outgoing" })
  const directions = new Map(tablesOf(history, outgoing).messages.map((row) => [row.message_id, row]))
  expect(["1", "2", "3", "4", "5", "6"].map((id) => directions.get(id)?.direction)).toEqual([
    "outgoing",
    "outgoing",
    "incoming",
    null,
    "outgoing",
    "incoming"
  ])
  expect(directions.get("5")?.sender_id).toBe("instance:1")
})

test("the text is the first of its places that is not empty", () => {
  const texts = [
    { typeMessage: "extendedTextMessage", textMessage: "own", extendedTextMessage: { text: "extended" } },
    { typeMessage: "extendedTextMessage", textMessage: "", extendedTextMessage: { text: "extended" } },
    { typeMessage: "imageMessage", caption: "caption" },
    { typeMessage: "editedMessage", editedMessageData: { textMessage: "", caption: "new caption" } },
    { typeMessage: "futureMessage", textMessage: "", caption: "whatever it is" },
    { typeMessage: "textMessage", textMessage: "" }
  ]
  const { messages } = sceneOf(...texts.map((fields, index) => said("p@c.us", `${index}`, index, fields)))
  expect(messages.map((row) => row.text)).toEqual([
    "own",
    "extended",
    "caption",
    "new caption",
    "whatever it is",
    null
  ])
})

test("absent and empty fields are NULL, but the chat of a record without one is ''", () => {
  const row = only(sceneOf({ type: "outgoing", typeMessage: "", statusMessage: "" }).messages)
  expect(row).toMatchObject({ chat_id: "", type_message: null, status_message: null, sent_at: null })
  expect(row).toMatchObject({ chat_type: "other", is_content: true, is_edited: null, extra: null })
})

test("a time that comes as text is a time", () => {
  expect(only(sceneOf(said("p@c.us", "A", 9, { timestamp: "1706522263" })).messages).sent_at).toBe(
    1706522263000
  )
})

test("forwarding is read from the top or from the object that carries it", () => {
  const forwarded = { isForwarded: true, forwardingScore: 4 }
  const carriers = [
    forwarded,
    { typeMessage: "extendedTextMessage", extendedTextMessage: forwarded },
    { typeMessage: "locationMessage", location: forwarded },
    { typeMessage: "contactMessage", contact: forwarded }
  ]
  const { messages } = sceneOf(...carriers.map((fields, index) => said("p@c.us", `${index}`, index, fields)))
  for (const row of messages) expect(row).toMatchObject({ is_forwarded: true, forwarding_score: 4 })
  const both = said("p@c.us", "A", 9, {
    typeMessage: "extendedTextMessage",
    isForwarded: false,
    extendedTextMessage: forwarded
  })
  expect(only(sceneOf(both).messages)).toMatchObject({ is_forwarded: false, forwarding_score: 4 })
})

test("marks of edits and deletions say which message they are about", () => {
  const { messages } = sceneOf(
    said("p@c.us", "A", 1, { isDeleted: true, deletedMessageId: "B", editedMessageId: "C" }),
    said("p@c.us", "B", 2, { typeMessage: "deletedMessage", deletedMessageData: { stanzaId: "A" } }),
    said("p@c.us", "C", 3, { typeMessage: "editedMessage", editedMessageData: { stanzaId: "A" } })
  )
  expect(messages.map((row) => [row.edited_message_id, row.deleted_message_id, row.is_content])).toEqual([
    ["C", "B", true],
    [null, "A", false],
    ["A", null, false]
  ])
})

test("a sender has the latest name that was not empty, and only content counts", () => {
  const { senders, chats } = sceneOf(
    said("p@c.us", "A", 1, { senderName: "Old", senderContactName: "Book" }),
    said("p@c.us", "B", 2, { senderName: "New" }),
    said("p@c.us", "C", 3, { senderName: "", typeMessage: "reactionMessage" })
  )
  expect(only(senders)).toMatchObject({ sender_name: "New", sender_contact_name: "Book", message_count: 2 })
  expect(only(chats)).toMatchObject({ message_count: 2, sender_count: 1, last_message_at: 2000 })
})
