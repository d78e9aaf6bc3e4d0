// Messages: the latest state of every key that was observed, and the revisions it went through. `sent_at`
// is the earliest timestamp ever seen of a message, `order_in_second` is told by seconds.ts, and marks.ts changes what edits and deletions name; all other columns come from its
// latest observation, contents from the latest that has some. It joins nothing: reactions, votes and quotes are other nouns. Gotcha: "latest" is the order of
// observations, so a reply with a guessed time of asking never wins.

import { withMarks } from "./marks.ts"
import type { Observation } from "./observations.ts"
import { pairsOf } from "./pairs.ts"
import {
  compareText,
  compareTime,
  flagAt,
  groupBy,
  type JsonObject,
  listAt,
  numberAt,
  objectAt,
  textAt,
  typeOf
} from "./record.ts"
import { isVendorMark, keptText, type RevisionRow, revisionsOf } from "./revisions.ts"
import { ordersInSecond } from "./seconds.ts"

/** A row of `messages`; times in epoch milliseconds, `extra` parsed. */
export type MessageRow = {
  readonly instance_id: string
  readonly chat_id: string
  readonly message_id: string
  readonly direction: "incoming" | "outgoing" | null
  readonly type_message: string | null
  readonly kind: "message" | "event" | "call" | "story" | "block"
  readonly is_content: boolean
  readonly chat_type: "private" | "group" | "lid" | "channel" | "bot" | "other"
  readonly messenger: "whatsapp" | "max" | "telegram"
  readonly sent_at: number | null
  readonly order_in_second: number
  readonly status_at: number | null
  readonly sender_id: string | null
  readonly sender_name: string | null
  readonly sender_contact_name: string | null
  readonly sender_type: string | null
  readonly sender_phone_number: string | null
  readonly text: string | null
  readonly is_forwarded: boolean | null
  readonly forwarding_score: number | null
  readonly quoted_message_id: string | null
  readonly quoted_participant: string | null
  readonly status_message: string | null
  readonly send_by_api: boolean | null
  readonly is_read: boolean | null
  readonly read_at: number | null
  readonly chat_state: string | null
  readonly is_edited: boolean | null
  readonly is_deleted: boolean | null
  readonly edited_message_id: string | null
  readonly deleted_message_id: string | null
  readonly first_seen_at: number
  readonly last_seen_at: number
  readonly revision_count: number
  readonly extra: JsonObject | null
}

/** A message: its row, the documented parts of its latest record and of the latest with its contents, and its revisions. */
export type Message = {
  readonly row: MessageRow
  readonly record: JsonObject
  readonly contents: JsonObject
  readonly revisions: ReadonlyArray<RevisionRow>
}

const forwardedObjects =
  `extendedTextMessage location contact buttonsMessage templateMessage listMessage interactiveButtons
  interactiveButtonsReply`.split(/\s+/)
const quotingObjects =
  `quotedMessage extendedTextMessage buttonsResponseMessage templateButtonReplyMessage listResponseMessage
  interactiveButtonsReply interactiveButtonsResponse`.split(/\s+/)

const eventTypes: ReadonlySet<string | null> = new Set([
  "reactionMessage",
  "pollUpdateMessage",
  "editedMessage",
  "deletedMessage"
])

const kindOf = ({ chatId, extra, record }: Observation): MessageRow["kind"] => {
  const type = typeOf(record)
  if (type === "incomingBlock") return "block"
  if (type === "incomingCall" || type === "outgoingCall") return "call"
  const text = type === "extendedTextMessage" ? objectAt(extra ?? {}, "extendedTextMessage") : null
  const hasStyle = (text?.["backgroundColor"] ?? "") !== "" || (text?.["font"] ?? "") !== ""
  const hasAudience =
    /^(image|video|audio)Message$/.test(type ?? "") && Array.isArray(extra?.["participants"])
  if (chatId === "status@broadcast" || hasStyle || hasAudience) return "story"
  return eventTypes.has(type) ? "event" : "message"
}

/** True for what happens in a chat: messages, and events about them. */
export const isOfChat = ({ row }: Message): boolean => row.kind === "message" || row.kind === "event"

const chatTypeOf = (chatId: string, told: string | null): MessageRow["chat_type"] => {
  if (told === "user") return "private"
  if (told === "group" || told === "supergroup") return "group"
  if (told === "channel" || told === "bot") return told
  if (/^\d+$/.test(chatId)) return "private"
  if (/^-\d+$/.test(chatId)) return "group"
  if (chatId.endsWith("@newsletter")) return "channel"
  if (chatId === "10000000000@c.us") return "other"
  if (chatId.endsWith("@c.us")) return "private"
  if (chatId.endsWith("@g.us")) return "group"
  return chatId.endsWith("@lid") ? "lid" : "other"
}

const directionOf = ({ record, reply }: Observation): MessageRow["direction"] => {
  const type = textAt(record, "type")
  if (type === "incoming" || type === "outgoing") return type
  if (reply.journal !== "history") return reply.journal
  if (textAt(record, "statusMessage") !== null || flagAt(record, "sendByApi") !== null) return "outgoing"
  return textAt(record, "senderId") === null ? null : "incoming"
}

/** Whether a record has a file, a place, contacts, a quote or a poll, or is no message. */
const hasContents = (observation: Observation): boolean => {
  const { record } = observation
  const type = typeOf(record)
  if (kindOf(observation) !== "message") return true
  if (/^(image|video|document|audio|sticker)Message$/.test(type ?? ""))
    return ["downloadUrl", "fileName", "mimeType"].some((field) => textAt(record, field) !== null)
  if (type === "pollMessage") return listAt(objectAt(record, "pollMessageData"), "options").length > 0
  return (
    ["location", "contact", "quotedMessage"].some((field) => objectAt(record, field) !== null) ||
    listAt(record, "contacts").length > 0 ||
    quoteIn(record, "stanzaId") !== null
  )
}

const hasLink = (observation: Observation): boolean =>
  kindOf(observation) !== "message" || /^https?:\/\//.test(textAt(observation.record, "downloadUrl") ?? "")

/** The id or the author of what a record quotes, or of what it reacts to. */
export const quoteIn = (record: JsonObject, field: "stanzaId" | "participant"): string | null =>
  firstOf(quotingObjects, (name) => textAt(objectAt(record, name), field))

const earliest = (observations: ReadonlyArray<Observation>): number | null =>
  observations.reduce<number | null>(
    (least, { timestamp }) =>
      timestamp === null || (least !== null && least <= timestamp) ? least : timestamp,
    null
  )

const messageOf = (observations: ReadonlyArray<Observation>): Message => {
  const first = observations[0]
  const last = observations.at(-1)
  if (first === undefined || last === undefined) throw new Error("a message has at least one observation")
  const { record, chatId, messageId, reply } = last
  const type = typeOf(record)
  const direction = directionOf(last)
  const isAlone = /^\d+$|@lid$|@c\.us$/.test(chatId) && !/^(0|10000000000)@c\.us$/.test(chatId)
  const isToldOfChat = kindOf(last) === "message" || kindOf(last) === "event"
  const otherSide = direction === "incoming" && isAlone && isToldOfChat ? chatId : null
  const told = textAt(record, "senderId")
  const isOfAnother =
    textAt(record, "type") === "incoming" &&
    kindOf(last) === "message" &&
    told !== null &&
    told !== chatId &&
    ["@c.us", "@lid"].some((ending) => chatId.endsWith(ending) && told.endsWith(ending)) &&
    [chatId, told].every((id) => !/^(0|10000000000|null|undefined)@c\.us$/.test(id))
  const senderId = isOfAnother ? chatId : (told ?? otherSide)
  const nameAt = (field: string) => {
    const name = isOfAnother ? null : textAt(record, field)
    const isNumber = name !== null && /^[+(]?\d[\d()\s.-]*$/.test(name)
    if (isNumber && name.replace(/\D/g, "") === /^\d+/.exec(told ?? chatId)?.[0]) return null
    return name === null || isVendorMark(name) ? null : name
  }
  const full = observations.findLast(hasLink) ?? observations.findLast(hasContents) ?? last
  const body = kindOf(last) === "message" && kindOf(full) === "message" ? full : last
  const carriers = [body.record, ...forwardedObjects.map((name) => objectAt(body.record, name))]
  const quoteAt = (field: "stanzaId" | "participant") =>
    type === "reactionMessage" ? null : quoteIn(body.record, field)
  const revisions = revisionsOf(observations)
  const known = revisions.findLast(({ status_message: status }) => status !== null)
  const row: MessageRow = {
    instance_id: reply.instanceId,
    chat_id: chatId,
    message_id: messageId,
    direction,
    type_message: typeOf(body.record),
    kind: kindOf(last),
    is_content: kindOf(last) === "message",
    chat_type: chatTypeOf(chatId, textAt(record, "chatType")),
    messenger: /^-?\d+$/.test(chatId) ? "max" : "whatsapp",
    sent_at: earliest(observations),
    order_in_second: 0,
    status_at:
      known === undefined || textAt(record, "statusMessage") !== null ? last.timestamp : known.timestamp_at,
    sender_id: direction === "outgoing" ? `instance:${reply.instanceId}` : senderId,
    sender_name: nameAt("senderName"),
    sender_contact_name: nameAt("senderContactName"),
    sender_type: textAt(record, "senderType"),
    sender_phone_number: textAt(record, "senderPhoneNumber"),
    text: keptText(revisions),
    is_forwarded: firstOf(carriers, (carrier) => flagAt(carrier, "isForwarded")),
    forwarding_score: firstOf(carriers, (carrier) => numberAt(carrier, "forwardingScore")),
    quoted_message_id: quoteAt("stanzaId"),
    quoted_participant: quoteAt("participant"),
    status_message: known?.status_message ?? null,
    send_by_api: flagAt(record, "sendByApi"),
    is_read: flagAt(record, "isRead"),
    read_at: (numberAt(record, "isReadTimestamp") ?? 0) * 1000 || null,
    chat_state: textAt(record, "chatState"),
    is_edited: flagAt(record, "isEdited"),
    is_deleted: flagAt(record, "isDeleted"),
    edited_message_id:
      textAt(record, "editedMessageId") ?? textAt(objectAt(record, "editedMessageData"), "stanzaId"),
    deleted_message_id:
      textAt(record, "deletedMessageId") ?? textAt(objectAt(record, "deletedMessageData"), "stanzaId"),
    first_seen_at: first.reply.requestedAt,
    last_seen_at: reply.requestedAt,
    revision_count: revisions.length,
    extra:
      told === null || !(direction === "outgoing" || isOfAnother)
        ? last.extra
        : { ...last.extra, senderId: told }
  }
  return { row, record, contents: full.record, revisions }
}

const firstOf = <Item, Value>(items: ReadonlyArray<Item>, read: (item: Item) => Value | null): Value | null =>
  items.reduce<Value | null>((found, item) => found ?? read(item), null)

/** Orders messages by when they were sent, then by their place in the second; one without a time comes first. */
export const compareMessages = ({ row: a }: Message, { row: b }: Message): number =>
  compareTime(a.sent_at, b.sent_at) ||
  compareText(a.instance_id, b.instance_id) ||
  a.order_in_second - b.order_in_second

/** The messages of the observations, in the order of sending. */
export const messagesOf = (observations: ReadonlyArray<Observation>): ReadonlyArray<Message> => {
  const groups = groupBy(observations, ({ key }) => key)
  const unordered = [...groups].map(([key, group]) => ({ key, group, message: messageOf(group) }))
  const orders = ordersInSecond(
    unordered.map(({ key, group, message: { row } }) => ({
      key,
      instanceId: row.instance_id,
      sentAt: row.sent_at,
      direction: row.direction,
      observations: group
    }))
  )
  const ordered = unordered
    .map(({ key, message }) => ({
      ...message,
      row: { ...message.row, order_in_second: orders.get(key) ?? 0 }
    }))
    .sort(compareMessages)
  return withMarks(ordered, pairsOf(ordered))
}
