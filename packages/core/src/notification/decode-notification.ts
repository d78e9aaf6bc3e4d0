// Decodes notifications by `typeWebhook`; messages are decoded as journal records. Total, like `decodeRecord`.
import { decodeRecord } from "../decode.ts"
import { isFields } from "../directory/entries.ts"
import { shownValue } from "../issue.ts"
import { parsedJson } from "../json-text.ts"
import { plainId } from "../plain-ids.ts"
import { flatRecord } from "./flat-record.ts"
import type { DecodedNotification, NotificationFacts } from "./notification.ts"

type Fields = Readonly<Record<string, unknown>>

const text = (value: unknown): string | undefined => (typeof value === "string" ? value : undefined)
const flag = (value: unknown): boolean | undefined => (typeof value === "boolean" ? value : undefined)
const number = (value: unknown): number | undefined => {
  const read = typeof value === "string" && /^\d{1,15}$/.test(value) ? Number(value) : value
  return typeof read === "number" && Number.isFinite(read) ? read : undefined
}
/** An id, which may be sent as a number. */
const id = (value: unknown): string | undefined =>
  text(plainId(typeof value === "number" ? String(value) : value))

const kinds: Readonly<Record<string, (facts: NotificationFacts, sent: Fields) => DecodedNotification>> = {
  incomingMessageReceived: (facts, sent) => ({
    ...facts,
    kind: "message",
    direction: "incoming",
    ...decodeRecord(flatRecord(sent))
  }),
  outgoingMessageReceived: (facts, sent) => ({
    ...facts,
    kind: "message",
    direction: "outgoing",
    ...decodeRecord(flatRecord(sent))
  }),
  outgoingAPIMessageReceived: (facts, sent) => ({
    ...facts,
    kind: "message",
    direction: "outgoing",
    ...decodeRecord(flatRecord(sent))
  }),
  outgoingMessageStatus: (facts, sent) => ({
    ...facts,
    kind: "status",
    chatId: id(sent["chatId"]),
    idMessage: id(sent["idMessage"]),
    status: text(sent["status"]),
    sendByApi: flag(sent["sendByApi"]),
    description: text(sent["description"])
  }),
  stateInstanceChanged: (facts, sent) => ({
    ...facts,
    kind: "state",
    stateInstance: text(sent["stateInstance"])
  }),
  quotaExceeded: (facts, sent) => {
    const quota = isFields(sent["quotaData"]) ? sent["quotaData"] : {}
    return {
      ...facts,
      kind: "quota",
      method: text(quota["method"]),
      used: number(quota["used"]),
      total: number(quota["total"]),
      status: text(quota["status"]),
      description: text(quota["description"])
    }
  },
  incomingCall: (facts, sent) => callOf(facts, sent, "incoming"),
  outgoingCall: (facts, sent) => callOf(facts, sent, "outgoing"),
  incomingBlock: (facts, sent) => ({
    ...facts,
    kind: "block",
    chatId: id(sent["chatId"]),
    chatState: text(sent["chatState"])
  })
}

const callOf = (
  facts: NotificationFacts,
  sent: Fields,
  direction: "incoming" | "outgoing"
): DecodedNotification => ({
  ...facts,
  kind: "call",
  direction,
  from: id(sent["from"]),
  idMessage: id(sent["idMessage"]),
  status: text(sent["status"]),
  ...decodeRecord(flatRecord(sent))
})

/** The notification itself, also from a reply of receiveNotification. */
export const notificationBody = (
  value: Fields
): { readonly sent: Fields; readonly receiptId: number | undefined } =>
  isFields(value["body"]) && value["typeWebhook"] === undefined
    ? { sent: value["body"], receiptId: number(value["receiptId"]) }
    : { sent: value, receiptId: undefined }

/** True for a parsed notification, alone or in a reply of receiveNotification. */
export const isNotification = (value: unknown): value is Fields =>
  isFields(value) && typeof notificationBody(value).sent["typeWebhook"] === "string"

/**
 * Decodes the body of a webhook or a reply of receiveNotification: JSON text, or the parsed value.
 *
 * Never throws. A message is flat as in the journal: `sender` becomes `senderId`, the body is beside `idMessage`; what did
 * not fit is in `issues`. Anything that is not a notification has the kind `none`. The queue is not touched.
 *
 * @example
 * ```ts
 * import { decodeNotification } from "@chatledger/core"
 *
 * const told = decodeNotification({
 *   typeWebhook: "incomingMessageReceived",
 *   idMessage: "A1",
 *   senderData: { chatId: "79001234567@c.us", sender: "79001234567@c.us", chatName: "Anna" },
 *   messageData: { typeMessage: "textMessage", textMessageData: { textMessage: "hello" } }
 * })
 * if (told.kind === "message") console.log(told.message?.senderId, told.message?.["textMessage"])
 * // 79001234567@c.us hello
 * ```
 */
export const decodeNotification = (json: unknown): DecodedNotification => {
  const parsed = parsedJson(json)
  if (parsed.issue !== undefined) return { kind: "none", issues: [parsed.issue] }
  const { value } = parsed
  if (!isNotification(value)) {
    const detail = isFields(value)
      ? "there is no `typeWebhook`: this is no notification"
      : "this is no object"
    return { kind: "none", issues: [{ code: "not_an_object", detail, raw: shownValue(value) }] }
  }
  const { sent, receiptId } = notificationBody(value)
  const instance = isFields(sent["instanceData"]) ? sent["instanceData"] : {}
  const typeWebhook = String(sent["typeWebhook"])
  const facts: NotificationFacts = {
    typeWebhook,
    idInstance: id(instance["idInstance"]),
    wid: text(instance["wid"]),
    typeInstance: text(instance["typeInstance"]),
    timestamp: number(sent["timestamp"]),
    receiptId,
    notification: sent
  }
  return Object.hasOwn(kinds, typeWebhook)
    ? (kinds[typeWebhook]?.(facts, sent) ?? { ...facts, kind: "other" })
    : { ...facts, kind: "other" }
}
