// Odd records: fields that belong to another type, that say in two places different things, or that nobody has
// documented, put into a record that is otherwise right. One oddity a record at most; the values keep the types
// that are documented for their names. It does not know where the tables keep such things. Gotcha: an oddity
// that needs an object which the record lacks leaves the record as it is.

import type { Random } from "@chatledger/sample-account"
import { isObject, type JsonObject, type JsonValue, listAt, objectAt } from "../record.ts"

const strangers: ReadonlyArray<JsonObject> = [
  { location: { nameLocation: "elsewhere", latitude: 1 } },
  { contact: { displayName: "Somebody", vcard: "TEL:1" } },
  { contacts: [{ displayName: "Somebody" }] },
  { caption: "a caption" },
  { textMessage: "a text" },
  { chatState: "blocked" },
  { downloadUrl: "https://media.example/other", fileName: "other.bin" },
  { extendedTextMessageData: { text: "👍" } },
  { pollMessageData: { stanzaId: "P", name: "?", options: [{ optionName: "a" }] } },
  { deletedMessageData: { stanzaId: "D" } },
  { editedMessageData: { textMessage: "e", stanzaId: "E" } },
  { extendedTextMessage: { text: "extended", title: "title", stanzaId: "Q" } },
  { quotedMessage: { stanzaId: "Q", typeMessage: "textMessage", textMessage: "quoted" } },
  { isForwarded: true, forwardingScore: 3 },
  { editedMessageId: "EEEE", deletedMessageId: "DDDD" },
  { senderId: "79990000000@c.us" },
  { type: "status" },
  { senderName: null, quotedMessage: null, textMessage: null, location: null }
]

// Puts fields into the object that a record has under a name.
const inside = (record: JsonObject, name: string, fields: JsonObject): JsonObject => {
  const object = objectAt(record, name)
  return object === null ? {} : { [name]: { ...object, ...fields } }
}

const insideItems = (
  record: JsonObject,
  name: string,
  list: string,
  change: (item: JsonObject) => JsonValue
) => {
  const items = listAt(objectAt(record, name), list)
  return inside(record, name, { [list]: items.map((item) => (isObject(item) ? change(item) : item)) })
}

const twiceTold = (record: JsonObject): JsonObject => ({
  ...inside(record, "location", { isForwarded: true, forwardingScore: 9 }),
  ...inside(record, "contact", { isForwarded: true, forwardingScore: 9 }),
  ...inside(record, "extendedTextMessage", { isForwarded: true, stanzaId: "OTHER", participant: "o@c.us" }),
  ...inside(record, "editedMessageData", { textMessage: "text", caption: "caption" }),
  textMessage: "a text",
  caption: "a caption",
  isForwarded: false,
  editedMessageId: "EEEE",
  deletedMessageId: "DDDD"
})

const objects = [
  "location",
  "contact",
  "extendedTextMessage",
  "extendedTextMessageData",
  "pollMessageData",
  "quotedMessage",
  "editedMessageData",
  "deletedMessageData"
]

const novelties = (record: JsonObject): JsonObject =>
  Object.assign({}, ...objects.map((name) => inside(record, name, { novelty: { deep: [1] } })))

/** What makes a story of a text or a file. */
const toldAsStory = (random: Random, record: JsonObject): JsonObject => {
  const style = random.pick<JsonObject>([
    { backgroundColor: "#228B22", font: "SERIF", participants: [] },
    { font: "SERIF" },
    { backgroundColor: "", font: null }
  ])
  return { ...inside(record, "extendedTextMessage", style), participants: [] }
}

const oddPoll = (random: Random, record: JsonObject): JsonObject => {
  const voters = (item: JsonObject): JsonObject => ({
    ...item,
    optionVoters: listAt(item, "optionVoters").map((voter) =>
      typeof voter === "string" ? { voterWid: voter, votedAt: 1 } : voter
    )
  })
  return random.pick<() => JsonObject>([
    () => insideItems(record, "pollMessageData", "votes", voters),
    () => insideItems(record, "pollMessageData", "votes", (item) => ({ ...item, color: "red" })),
    () => insideItems(record, "pollMessageData", "options", (item) => ({ ...item, color: "red" })),
    () => insideItems(record, "pollMessageData", "votes", (item) => ({ ...item, optionName: "" })),
    () => inside(record, "pollMessageData", { stanzaId: "" })
  ])()
}

/** The record, a few times in a hundred made odd. */
export const madeOdd = (random: Random, record: JsonObject): JsonObject => {
  if (!random.chance(0.06)) return record
  const kind = random.weighted({ stranger: 4, twice: 2, novelty: 1, poll: 2, story: 1 })
  if (kind === "stranger") return { ...record, ...random.pick(strangers) }
  if (kind === "twice") return { ...record, ...twiceTold(record) }
  if (kind === "story") return { ...record, ...toldAsStory(random, record) }
  if (kind === "novelty") return { ...record, ...novelties(record) }
  return { ...record, ...oddPoll(random, record) }
}
