// What the methods answer that ask for chats, messages and people.
//
// Their parameters are a JSON object; ids are texts, and of MAX and Telegram numbers do too. What is wrong with them is told in
// the vendor's shape of a 400.
import { limitsOf } from "@chatledger/archive"
import { messengerOf, parseExactly } from "@chatledger/core"
import * as Effect from "effect/Effect"
import type { Call } from "./call.ts"
import { chatsOf, contactsOf, groupDataOf } from "./directory.ts"
import type { Chats, JournalUnreadable } from "./journal.ts"
import { arrayReply, errorReply, json, jsonText, notValid, type WholeReply } from "./reply.ts"

const DEFAULT_COUNT = 100

type Answer = Effect.Effect<WholeReply, JournalUnreadable>

/** The limits of an instance are those of its messenger, as its settings tell it or its number. */
export const mostRecordsOf = ({ instance: { idInstance, settings } }: Pick<Call, "instance">): number =>
  limitsOf({ idInstance, typeInstance: settings.saved["typeInstance"] }).mostRecords

type Given = Readonly<Record<string, unknown>>

const parsed = (text: string): Given | undefined => {
  try {
    const value = parseExactly(text)
    return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Given) : undefined
  } catch {
    return undefined
  }
}

/** An id as text; undefined if it is neither a text nor a whole number, however long. */
const idOf = (value: unknown): string | undefined => {
  if (typeof value === "string" && value !== "") return value
  if (typeof value !== "number" && typeof value !== "function") return undefined
  const digits = JSON.stringify(value)
  return /^-?\d+$/.test(digits) ? digits : undefined
}

const countOf = (value: unknown): number | undefined => {
  const count = typeof value === "string" && /^\d{1,15}$/.test(value) ? Number(value) : value
  return typeof count === "number" && Number.isSafeInteger(count) && count > 0 ? count : undefined
}

const withBody = Effect.fnUntraced(function* (call: Call, use: (given: Given) => Answer) {
  const text = yield* call.body
  if (text === undefined) return errorReply(413)
  const given = parsed(text)
  return given === undefined ? notValid(call.at, "the body must be a JSON object") : yield* use(given)
})

const history = (call: Call, chats: Chats) =>
  withBody(call, ({ chatId: given, count = DEFAULT_COUNT }) => {
    const { at, instance } = call
    const chatId = idOf(given)
    const wanted = countOf(count)
    if (chatId === undefined) return Effect.succeed(notValid(at, '"chatId" is required'))
    if (wanted === undefined) return Effect.succeed(notValid(at, '"count" must be a positive number'))
    const limit = Math.min(wanted, mostRecordsOf(call))
    return Effect.map(chats.historyAt({ instanceId: instance.idInstance, chatId, at, limit }), arrayReply)
  })

const message = (call: Call, chats: Chats) =>
  withBody(call, (given) => {
    const { at, instance } = call
    const [chatId, idMessage] = [idOf(given["chatId"]), idOf(given["idMessage"])]
    if (chatId === undefined) return Effect.succeed(notValid(at, '"chatId" is required'))
    if (idMessage === undefined) return Effect.succeed(notValid(at, '"idMessage" is required'))
    return Effect.map(
      chats.messageAt({ instanceId: instance.idInstance, chatId, idMessage, at }),
      (record) => (record === undefined ? notValid(at, "message not found") : jsonText(record))
    )
  })

const seen = (call: Call, chats: Chats) => {
  const { idInstance, settings } = call.instance
  return Effect.map(chats.seenAt({ instanceId: idInstance, at: call.at }), (all) => {
    const known = { idInstance, typeInstance: settings.saved["typeInstance"], hasBareIds: all.hasBareIds }
    return { all, messenger: messengerOf(known).messenger }
  })
}

const list = (call: Call, chats: Chats, made: typeof contactsOf | typeof chatsOf) => {
  const text = call.address.query.get("count")
  const count = text === null ? Number.POSITIVE_INFINITY : countOf(text)
  return count === undefined
    ? Effect.succeed(notValid(call.at, '"count" must be a positive number'))
    : Effect.map(seen(call, chats), ({ all, messenger }) => json(made(all, messenger).slice(0, count)))
}

const group = (call: Call, chats: Chats) =>
  withBody(call, (given) => {
    const groupId = idOf(given["groupId"] ?? given["chatId"])
    if (groupId === undefined) return Effect.succeed(notValid(call.at, '"groupId" is required'))
    return Effect.map(seen(call, chats), ({ all, messenger }) => {
      const data = groupDataOf(all, groupId, messenger)
      return data === undefined ? notValid(call.at, "group not found") : json(data)
    })
  })

/** The reply to a call that asks for chats, messages or people; 404 where the journal knows none. */
export const answerOfChats = (call: Call, chats: Chats | undefined): Answer => {
  if (chats === undefined) return Effect.succeed(errorReply(404))
  switch (call.method) {
    case "getChatHistory":
      return history(call, chats)
    case "getMessage":
      return message(call, chats)
    case "getContacts":
      return list(call, chats, contactsOf)
    case "getChats":
      return list(call, chats, chatsOf)
    case "getGroupData":
      return group(call, chats)
    default:
      return Effect.succeed(errorReply(404))
  }
}
