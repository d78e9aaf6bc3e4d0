// `extra`: what a record says and no column of any table holds. Null if nothing is left. A known field is
// left out because a column holds it or because it is empty; every unknown field is kept as sent, and an
// unknown field inside a known object is kept inside an object of that name. Gotcha: a second text
// (textMessage beside another extended text without a preview) is held by no column, so it stays; so does a
// second quoted id, and `contacts` as a whole if one of them has more than a name and a vCard.
import { mediaTypeOf, previewFields, previewOf } from "./attachments.ts"
import { isObject, type JsonObject, type JsonValue, objectAt, textAt, typeOf } from "./record.ts"

const heldByMessages: ReadonlySet<string> = new Set([
  "type",
  "idMessage",
  "timestamp",
  "typeMessage",
  "chatId",
  "senderId",
  "senderName",
  "senderContactName",
  "statusMessage",
  "sendByApi",
  "chatState",
  "isEdited",
  "isDeleted",
  "editedMessageId",
  "deletedMessageId",
  "isForwarded",
  "forwardingScore"
])

const mediaFields: ReadonlySet<string> = new Set([
  "downloadUrl",
  "caption",
  "fileName",
  "mimeType",
  "isAnimated",
  "videoNote",
  "jpegThumbnail"
])

const previewNames: ReadonlySet<string> = new Set(previewFields)
const forwarding = ["isForwarded", "forwardingScore"]
const contactFields = ["displayName", "vcard"]
const locationFields = ["nameLocation", "address", "latitude", "longitude", "jpegThumbnail"]

const isEmpty = (value: JsonValue | undefined): boolean => value === "" || value === null

// An object without the named members, or undefined if none is left.
const without = (value: JsonValue, held: ReadonlyArray<string>): JsonValue | undefined => {
  if (!isObject(value)) return isEmpty(value) ? undefined : value
  const left = Object.entries(value).filter(([name]) => !held.includes(name))
  return left.length === 0 ? undefined : Object.fromEntries(left)
}

// An extended text without what `messages` and `link_previews` hold of it.
const extendedLeft = (record: JsonObject, value: JsonValue, text: string | null): JsonValue | undefined => {
  if (!isObject(value)) return value
  const hasPreview = previewOf(record) !== null
  const quoted = objectAt(record, "quotedMessage")
  const held = Object.keys(value).filter((name) => {
    if (forwarding.includes(name)) return true
    if (name === "text") return hasPreview || isEmpty(value[name]) || value[name] === text
    if (name === "previewType" && value[name] === "None") return true
    if (previewNames.has(name)) return hasPreview || isEmpty(value[name])
    if (name !== "stanzaId" && name !== "participant") return false
    return isEmpty(value[name]) || value[name] === (textAt(quoted, name) ?? value[name])
  })
  return without(value, held)
}

const editLeft = (value: JsonValue, text: string | null): JsonValue | undefined => {
  if (!isObject(value)) return value
  const texts = ["textMessage", "caption"].filter((name) => isEmpty(value[name]) || value[name] === text)
  return without(value, ["stanzaId", ...texts])
}

const contactsLeft = (value: JsonValue): JsonValue | undefined => {
  if (!Array.isArray(value)) return value
  return value.every((contact) => without(contact, contactFields) === undefined) ? undefined : value
}

const left = (
  record: JsonObject,
  name: string,
  value: JsonValue,
  text: string | null
): JsonValue | undefined => {
  const type = typeOf(record)
  if (heldByMessages.has(name)) return undefined
  if (mediaFields.has(name) && (mediaTypeOf(record) !== null || isEmpty(value))) return undefined
  switch (name) {
    case "textMessage":
    case "caption":
      return isEmpty(value) || value === text ? undefined : value
    case "extendedTextMessage":
      return extendedLeft(record, value, text)
    case "extendedTextMessageData":
      return type === "reactionMessage" ? without(value, ["text"]) : value
    case "quotedMessage":
      if (!isObject(value)) return value
      return type === "reactionMessage" ? without(value, ["stanzaId", "participant"]) : undefined
    case "location":
      return without(value, [...locationFields, ...forwarding])
    case "contact":
      return without(value, [...contactFields, ...forwarding])
    case "contacts":
      return contactsLeft(value)
    case "pollMessageData":
      if (type === "pollMessage") return without(value, ["name", "options", "multipleAnswers"])
      return type === "pollUpdateMessage"
        ? without(value, ["stanzaId", "name", "votes", "multipleAnswers"])
        : value
    case "deletedMessageData":
      return without(value, ["stanzaId"])
    case "editedMessageData":
      return editLeft(value, text)
    default:
      return value
  }
}

/** The fields of a record that no column holds, given the text that its `text` column shows. */
export const extraOf = (record: JsonObject, text: string | null): JsonObject | null => {
  const extra = Object.entries(record).flatMap(([name, value]) => {
    const rest = left(record, name, value, text)
    return rest === undefined ? [] : [[name, rest] as const]
  })
  return extra.length === 0 ? null : Object.fromEntries(extra)
}
