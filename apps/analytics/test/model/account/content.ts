// Made-up messages of every type, and what they quote. A quote shows the message as it stands at that
// moment, or nothing of it, or one that never was in the journal. It makes no events about messages: those
// are in timeline.ts and ballots.ts. Gotcha: any type may carry a quote, and a quotedMessage may lack its
// own.

import type { JsonObject } from "../record.ts"
import { bodyOf, type ContentType, contentWeights, someText, thinned } from "./bodies.ts"
import { type Chat, ownNumber, type Person } from "./cast.ts"
import { type Entry, emit, stateAt, type Truth } from "./truth.ts"

const eventTypes = new Set([
  "reactionMessage",
  "pollUpdateMessage",
  "editedMessage",
  "deletedMessage",
  "incomingBlock"
])

/** The records of a chat that are messages, and not events about messages. */
export const contentIn = ({ entries }: Truth, chat: Chat): ReadonlyArray<Entry> =>
  entries.filter((entry) => entry.chat === chat && !eventTypes.has(String(entry.base["typeMessage"])))

const quotedState = (truth: Truth, target: Entry): JsonObject => {
  const { idMessage, timestamp, chatId, type, senderName, senderContactName, ...fields } = stateAt(
    target,
    truth.now
  )
  return fields
}

const quoteOf = (truth: Truth, chat: Chat): JsonObject => {
  const { random } = truth
  const known = contentIn(truth, chat)
  const target = known.length > 0 && random.chance(0.9) ? random.pick(known) : null
  const address = {
    stanzaId: target?.idMessage ?? random.hex(16),
    participant: target?.isOwn === false ? target.senderId : ownNumber(chat.instanceId)
  }
  const shown: JsonObject =
    target === null || random.chance(0.2) ? { type: "", typeMessage: "" } : quotedState(truth, target)
  return { ...thinned(random, address, 0.03), ...shown }
}

/** Adds a message of any type, a tenth of them answers to another one. */
export const addContent = (truth: Truth, chat: Chat, person: Person | null): void => {
  const { random } = truth
  const type: ContentType = random.weighted(contentWeights)
  const body = bodyOf(random, type)
  if (type !== "quotedMessage" && random.chance(0.9)) return void emit(truth, chat, person, type, body)
  const quote = quoteOf(truth, chat)
  if (type !== "quotedMessage") return void emit(truth, chat, person, type, { ...body, quotedMessage: quote })
  const { stanzaId = random.hex(16), participant = "" } = quote
  const title = random.chance(0.15) ? { title: "t", isForwarded: true } : {}
  const extendedTextMessage = { text: someText(random), stanzaId, participant, ...title }
  emit(truth, chat, person, type, thinned(random, { extendedTextMessage, quotedMessage: quote }, 0.05))
}
