// Replies of the methods about chats, messages and people.
//
// Their parameters are a JSON object; ids are strings, and for MAX and Telegram also numbers. Invalid parameters give a 400
// in the vendor's format.
import { limitsOf } from "@chatledger/archive/internal"
import { messengerOf } from "@chatledger/core"
import { parseExactly } from "@chatledger/core/internal"
import * as Effect from "effect/Effect"
import type { Call } from "./call.ts"
import { chatsOf, contactsOf, groupDataOf } from "./directory.ts"
import type { Chats, DirectoryQuery, JournalUnreadable } from "./journal.ts"
import { arrayReply, errorReply, json, jsonText, notValid, type WholeReply } from "./reply.ts"

const DEFAULT_COUNT = 100

type Answer = Effect.Effect<WholeReply, JournalUnreadable>

/** The record limit of an instance's messenger, determined by its settings or its number. */
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

/** An id as text; undefined if it is neither a string nor an integer of any length. */
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

/** The reply of downloadFile. */
export const link = (
  call: Call,
  linkTo: (instanceId: string, chatId: string, idMessage: string, at: Date) => string | undefined
) =>
  withBody(call, (given) => {
    const { at, instance } = call
    const [chatId, idMessage] = [idOf(given["chatId"]), idOf(given["idMessage"])]
    if (chatId === undefined) return Effect.succeed(notValid(at, '"chatId" is required'))
    if (idMessage === undefined) return Effect.succeed(notValid(at, '"idMessage" is required'))
    const downloadUrl = linkTo(instance.idInstance, chatId, idMessage, at)
    return Effect.succeed(downloadUrl === undefined ? notValid(at, "file not found") : json({ downloadUrl }))
  })

const seen = (call: Call, chats: Chats) => {
  const { idInstance, settings } = call.instance
  return Effect.map(chats.seenAt({ instanceId: idInstance, at: call.at }), (all) => {
    const known = { idInstance, typeInstance: settings.saved["typeInstance"], hasBareIds: all.hasBareIds }
    return { all, messenger: messengerOf(known).messenger }
  })
}

/** The vendor's own reply of the directory. */
const directoryOf = (
  { at, instance }: Call,
  chats: Chats,
  query: Pick<DirectoryQuery, "journal" | "groupId">
): Effect.Effect<Uint8Array | undefined, JournalUnreadable> =>
  chats.directoryAt?.({ instanceId: instance.idInstance, at, ...query }) ?? Effect.succeed(undefined)

/** The first entries of a list; undefined if it is not a JSON list. */
const firstOf = (body: Uint8Array, count: number): ReadonlyArray<unknown> | undefined => {
  try {
    const value: unknown = parseExactly(new TextDecoder().decode(body))
    return Array.isArray(value) ? value.slice(0, count) : undefined
  } catch {
    return undefined
  }
}

const made = { contacts: contactsOf, chats: chatsOf } as const

const list = Effect.fnUntraced(function* (call: Call, chats: Chats, journal: keyof typeof made) {
  const text = call.address.query.get("count")
  const count = text === null ? undefined : countOf(text)
  if (text !== null && count === undefined) return notValid(call.at, '"count" must be a positive number')
  const body = yield* directoryOf(call, chats, { journal })
  if (body !== undefined) {
    const first = count === undefined ? undefined : firstOf(body, count)
    return first === undefined ? jsonText(body) : json(first)
  }
  const { all, messenger } = yield* seen(call, chats)
  return json(made[journal](all, messenger).slice(0, count))
})

const group = (call: Call, chats: Chats) =>
  withBody(
    call,
    Effect.fnUntraced(function* (given) {
      const groupId = idOf(given["groupId"] ?? given["chatId"])
      if (groupId === undefined) return notValid(call.at, '"groupId" is required')
      const body = yield* directoryOf(call, chats, { journal: "group", groupId })
      if (body !== undefined) return jsonText(body)
      const { all, messenger } = yield* seen(call, chats)
      const data = groupDataOf(all, groupId, messenger)
      return data === undefined ? notValid(call.at, "group not found") : json(data)
    })
  )

/** The reply to a call about chats, messages or people; 404 if the journal has none. */
export const answerOfChats = (call: Call, chats: Chats | undefined): Answer => {
  if (chats === undefined) return Effect.succeed(errorReply(404))
  switch (call.method) {
    case "getChatHistory":
      return history(call, chats)
    case "getMessage":
      return message(call, chats)
    case "getContacts":
      return list(call, chats, "contacts")
    case "getChats":
      return list(call, chats, "chats")
    case "getGroupData":
      return group(call, chats)
    default:
      return Effect.succeed(errorReply(404))
  }
}
