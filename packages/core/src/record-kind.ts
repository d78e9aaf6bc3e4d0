// The kind of a record: only messages are counted as messages.
//
// Calls and stories have journals of their own, but their records look like messages. The chat of a story is its
// author's or `status@broadcast`. In the author's chat its fields identify it: a text has a colour and a font, a
// file has the people who may see it. Source: https://green-api.com/en/docs/api/statuses/GetOutgoingStatuses/
import * as Predicate from "effect/Predicate"
import { idKind } from "./id-kind.ts"
import type { Message } from "./message.ts"

/** `event`: about a message (a reaction, a vote, a mark); `block`: the account was blocked, by an unknown person. */
export type RecordKind = "message" | "event" | "call" | "story" | "block"

const ofType: ReadonlyMap<string, RecordKind> = new Map([
  ["incomingBlock", "block"],
  ["incomingCall", "call"],
  ["outgoingCall", "call"],
  ["reactionMessage", "event"],
  ["pollUpdateMessage", "event"],
  ["editedMessage", "event"],
  ["deletedMessage", "event"]
])

/** The kind of a type of message, unless the record is a story. */
export const kindOfType = (type: string): RecordKind => ofType.get(type) ?? "message"

const storyFiles = new Set(["imageMessage", "videoMessage", "audioMessage"])

const isFilled = (value: unknown): boolean => value !== undefined && value !== null && value !== ""

const isStory = (message: Message): boolean => {
  const { typeMessage: type } = message
  const chatId = message["chatId"]
  if (typeof chatId === "string" && idKind(chatId) === "story") return true
  if (storyFiles.has(type)) return Array.isArray(message["participants"])
  const body: unknown = type === "extendedTextMessage" ? message["extendedTextMessage"] : undefined
  if (!Predicate.isObject(body)) return false
  return ["backgroundColor", "font"].some(
    (name) => Object.hasOwn(body, name) && isFilled(Reflect.get(body, name))
  )
}

/**
 * The kind of a decoded record.
 *
 * @example
 * ```ts
 * import { recordKind } from "@chatledger/core"
 *
 * recordKind({ typeMessage: "incomingCall", status: "missed" }) // "call"
 * recordKind({ typeMessage: "textMessage", chatId: "status@broadcast" }) // "story"
 * ```
 */
export const recordKind = (message: Message): RecordKind => {
  const kind = kindOfType(message.typeMessage)
  return (kind === "message" || kind === "event") && isStory(message) ? "story" : kind
}
