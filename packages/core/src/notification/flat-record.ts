// Converts the message or call of a notification to the flat record that the journal has, under the journal's names.
//
// A notification nests the sender under `senderData`, and the body under `messageData` and the name of its type.
// Fields that a journal lacks keep their names, so nothing is lost. Reactions keep `extendedTextMessageData`, as in the
// journal. Source: https://green-api.com/en/docs/api/receiving/notifications-format/incoming-message/
import { isFields } from "../directory/entries.ts"

type Fields = Readonly<Record<string, unknown>>

const fieldsOf = (value: unknown): Fields => (isFields(value) ? value : {})

/** Bodies whose fields a journal has beside `idMessage`. */
const spread = new Set(["textMessageData", "fileMessageData", "messageData", "contactsArrayMessageData"])

/** Bodies that a journal has under another name. */
const renamed: ReadonlyMap<string, string> = new Map([
  ["locationMessageData", "location"],
  ["contactMessageData", "contact"],
  ["extendedTextMessageData", "extendedTextMessage"]
])

/** A body as in the journal. A quoted message is also one, but not a message quoted inside it. */
const flatBody = (body: Fields, isQuoted = false): Fields => {
  const isReaction = body["typeMessage"] === "reactionMessage"
  // Not assigned one by one: a field may be named `__proto__`.
  const flat: Fields = Object.fromEntries(
    Object.entries(body).flatMap(([name, value]) => {
      if (spread.has(name) && isFields(value)) return Object.entries(value)
      if (name === "quotedMessage" && isFields(value) && !isQuoted) return [[name, flatBody(value, true)]]
      return [[isReaction ? name : (renamed.get(name) ?? name), value]]
    })
  )
  const { text } = fieldsOf(flat["extendedTextMessage"])
  return flat["textMessage"] === undefined && typeof text === "string" ? { ...flat, textMessage: text } : flat
}

const envelope = new Set(["typeWebhook", "instanceData", "senderData", "messageData"])

/** A call as in its journal: the caller or callee is the chat. */
const callRecord = (notification: Fields, type: "incoming" | "outgoing"): Fields => {
  const { from, ...others } = notification
  return {
    ...Object.fromEntries(Object.entries(others).filter(([name]) => !envelope.has(name))),
    ...(from === undefined ? {} : { chatId: from, ...(type === "incoming" ? { senderId: from } : {}) }),
    type,
    typeMessage: type === "incoming" ? "incomingCall" : "outgoingCall"
  }
}

const messageRecord = (
  notification: Fields,
  type: "incoming" | "outgoing",
  sendByApi: boolean | undefined
): Fields => {
  const { sender, ...senderData } = fieldsOf(notification["senderData"])
  const others = Object.entries(notification).filter(([name]) => !envelope.has(name))
  return {
    ...flatBody(fieldsOf(notification["messageData"])),
    ...senderData,
    ...(sender === undefined ? {} : { senderId: sender }),
    ...Object.fromEntries(others),
    type,
    ...(sendByApi === undefined ? {} : { sendByApi })
  }
}

type ToRecord = (notification: Fields) => Fields

const records: ReadonlyMap<unknown, ToRecord> = new Map<unknown, ToRecord>([
  ["incomingMessageReceived", (sent) => messageRecord(sent, "incoming", undefined)],
  ["outgoingMessageReceived", (sent) => messageRecord(sent, "outgoing", false)],
  ["outgoingAPIMessageReceived", (sent) => messageRecord(sent, "outgoing", true)],
  ["incomingCall", (sent) => callRecord(sent, "incoming")],
  ["outgoingCall", (sent) => callRecord(sent, "outgoing")]
])

/** The journal record of a notification about a message or a call; undefined for others. */
export const flatRecord = (notification: Fields): Fields | undefined =>
  records.get(notification["typeWebhook"])?.(notification)
