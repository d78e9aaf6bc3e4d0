// The truth behind made-up replies: every record that the account ever made, and how it changed with time.
// A record changes by patches that hold from a second on; its state at a second is the base with the
// patches until then. Some records arrive late, some lose optional fields or their ids for good. Times are
// in seconds here. Gotcha: two entries can have one key, since ids are sometimes used twice; then a reply
// shows both.

import type { Random } from "@chatledger/sample-account"
import type { JsonObject } from "../record.ts"
import type { Chat, Person } from "./cast.ts"
import { madeOdd } from "./oddities.ts"

/** One record with its history; `arrivesAt` is the second from which replies show it. */
export type Entry = {
  readonly chat: Chat
  readonly isOwn: boolean
  readonly idMessage: string
  readonly senderId: string
  readonly sentAt: number
  readonly arrivesAt: number
  readonly number: number
  readonly base: JsonObject
  readonly patches: Array<{ readonly since: number; readonly fields: JsonObject }>
}

/** What an event needs to make records: the draws, the entries so far, the second it is. */
export type Truth = {
  readonly random: Random
  readonly entries: Array<Entry>
  now: number
}

/** The record as it stands at a second. */
export const stateAt = (entry: Entry, second: number): JsonObject => {
  const passed = entry.patches.filter(({ since }) => since <= second)
  return Object.assign({}, entry.base, ...passed.map(({ fields }) => fields))
}

/** Makes the record say something else from a second on. */
export const amend = (entry: Entry, since: number, fields: JsonObject): void => {
  entry.patches.push({ since, fields })
  entry.patches.sort((a, b) => a.since - b.since)
}

const optional = [
  "senderId",
  "senderName",
  "senderContactName",
  "statusMessage",
  "sendByApi",
  "timestamp",
  "chatId"
]

// Fields that come and go; those that identify a record go seldom.
const losses: Readonly<Record<string, number>> = {
  senderId: 0.03,
  senderName: 0.08,
  senderContactName: 0.08,
  statusMessage: 0.04,
  sendByApi: 0.1,
  timestamp: 0.01,
  chatId: 0.01
}

const withLosses = (random: Random, record: JsonObject): JsonObject => {
  const lost = new Set(optional.filter((name) => random.chance(losses[name] ?? 0)))
  return Object.fromEntries(Object.entries(record).filter(([name]) => !lost.has(name)))
}

const idFor = ({ random, entries }: Truth, chat: Chat): string => {
  const known = entries.filter((entry) => entry.chat.instanceId === chat.instanceId)
  return known.length > 0 && random.chance(0.03)
    ? random.pick(known).idMessage
    : random.hex(random.pick([16, 20, 32]))
}

const marksOf = (random: Random): JsonObject => {
  if (random.chance(0.5)) return {}
  return {
    isEdited: false,
    isDeleted: false,
    ...(random.chance(0.8) ? { editedMessageId: "", deletedMessageId: "" } : {})
  }
}

const later = ["sent", "delivered", "read"] as const

// What the vendor does to an outgoing record: new statuses, most of them with a new timestamp, some going back.
const addStatuses = ({ random }: Truth, entry: Entry): void => {
  let second = entry.sentAt
  for (const status of later.slice(0, random.between(0, 3))) {
    second += random.pick([0, 1, 30, 4000])
    amend(entry, second, { statusMessage: status, ...(random.chance(0.7) ? { timestamp: second } : {}) })
  }
  if (random.chance(0.1))
    amend(entry, second + 500, { statusMessage: entry.base["statusMessage"] ?? "", timestamp: entry.sentAt })
}

/** Adds a record that a person, or with null the account itself, made in a chat now. */
export const emit = (
  truth: Truth,
  chat: Chat,
  person: Person | null,
  typeMessage: string,
  body: JsonObject,
  idMessage: string = idFor(truth, chat)
): Entry => {
  const { random, entries, now } = truth
  const noId = random.chance(0.01)
  const sides: JsonObject =
    person === null
      ? {
          statusMessage: random.pick(["pending", "sent", "read", "noAccount", ""]),
          sendByApi: random.chance(0.5)
        }
      : { senderId: person.id, senderName: person.name, senderContactName: person.contactName }
  const record: JsonObject = {
    type: person === null ? "outgoing" : "incoming",
    ...(noId ? (random.chance(0.5) ? { idMessage: "" } : {}) : { idMessage }),
    timestamp: now,
    ...(chat.chatId === "" ? {} : { chatId: chat.chatId }),
    ...sides,
    ...marksOf(random),
    typeMessage,
    ...body
  }
  const entry: Entry = {
    chat,
    isOwn: person === null,
    idMessage,
    senderId: person?.id ?? "",
    sentAt: now,
    arrivesAt: now + (random.chance(0.1) ? random.between(60, 40_000) : random.between(0, 120)),
    number: entries.length,
    base: madeOdd(random, withLosses(random, record)),
    patches: []
  }
  if (person === null && random.chance(0.8)) addStatuses(truth, entry)
  if (person !== null && random.chance(0.05)) amend(entry, now + 900, { senderName: `${person.name} (2)` })
  entries.push(entry)
  return entry
}
