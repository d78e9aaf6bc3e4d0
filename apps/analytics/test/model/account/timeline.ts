// The timeline of a made-up account: event after event, many within one second, sometimes hours apart.
// Events are content of every type, quotes, reactions, polls and votes, edits, deletions, blocks and broken
// records. It says what happened; what a reply shows of it is the business of windows.ts. Gotcha: a
// reaction, quote or vote may be about something that never was in the journal.

import type { Random } from "@chatledger/sample-account"
import type { JsonObject } from "../record.ts"
import { askPoll, castVote, type MadeUpPoll } from "./ballots.ts"
import { someText, thinned } from "./bodies.ts"
import { type Cast, type Chat, ownNumber, type Person } from "./cast.ts"
import { addContent, contentIn } from "./content.ts"
import { amend, type Entry, emit, type Truth } from "./truth.ts"

const emojis = [
  "👍",
  "👍🏽",
  "👍🏿",
  "❤",
  "❤️",
  "❤\ufe0e",
  "🙏",
  "😂",
  "🇰🇿",
  "👨‍👩‍👧‍👦",
  "👩🏽‍🚒",
  "☝️",
  "☝🏻",
  "！",
  "",
  ""
]

const react = (truth: Truth, chat: Chat, person: Person | null): void => {
  const { random } = truth
  const recent = contentIn(truth, chat).slice(-4)
  const target = recent.length > 0 && random.chance(0.93) ? random.pick(recent) : null
  const quotedMessage = {
    stanzaId: target?.idMessage ?? random.pick(["AAAA", "BBBB"]),
    participant: target?.isOwn === false ? target.senderId : ownNumber(chat.instanceId)
  }
  for (let times = random.pick([1, 1, 2, 3]); times > 0; times--) {
    const extendedTextMessageData = thinned(random, { text: random.pick(emojis) }, 0.02)
    const lost = random.chance(0.01)
    emit(truth, chat, person, "reactionMessage", {
      extendedTextMessageData,
      ...(lost ? {} : { quotedMessage: thinned(random, quotedMessage, 0.01) })
    })
    truth.now += random.pick([0, 0, 1, 60])
  }
}

const textFields = (entry: Entry, text: string): JsonObject => {
  const { textMessage, extendedTextMessage, caption } = entry.base
  if (typeof extendedTextMessage === "object" && extendedTextMessage !== null) {
    const extended = { ...extendedTextMessage, text }
    return textMessage === undefined
      ? { extendedTextMessage: extended }
      : { textMessage: text, extendedTextMessage: extended }
  }
  if (textMessage !== undefined) return { textMessage: text }
  return caption === undefined ? {} : { caption: text }
}

const edit = (truth: Truth, chat: Chat): void => {
  const { random } = truth
  const texts = contentIn(truth, chat).filter(
    (entry) => "textMessage" in entry.base || "caption" in entry.base
  )
  if (texts.length === 0) return
  const target = random.pick(texts)
  const author = target.isOwn ? null : (chat.people.find(({ id }) => id === target.senderId) ?? null)
  const text = random.chance(0.2) ? someText(random) : `${someText(random)} (изм.)`
  const field = "caption" in target.base ? "caption" : "textMessage"
  const mark = emit(truth, chat, author, "editedMessage", {
    editedMessageData: { [field]: text, stanzaId: target.idMessage }
  })
  if (random.chance(0.1)) return
  amend(target, truth.now, { ...textFields(target, text), isEdited: true, editedMessageId: mark.idMessage })
  if (random.chance(0.2)) amend(target, truth.now + 1800, textFields(target, someText(random)))
}

const remove = (truth: Truth, chat: Chat): void => {
  const { random } = truth
  const known = contentIn(truth, chat)
  if (known.length === 0) return
  const target = random.pick(known)
  const author = target.isOwn ? null : (chat.people.find(({ id }) => id === target.senderId) ?? null)
  const mark = emit(truth, chat, author, "deletedMessage", {
    deletedMessageData: { stanzaId: target.idMessage }
  })
  if (random.chance(0.9)) amend(target, truth.now, { isDeleted: true, deletedMessageId: mark.idMessage })
}

const block = ({ random, entries, now }: Truth, chat: Chat): void => {
  const chatId = random.pick([chat.chatId, "10000000000@c.us"])
  const isBroken = random.chance(0.3)
  const base: JsonObject = isBroken
    ? { type: random.pick(["outgoing", "incoming"]), typeMessage: "" }
    : {
        type: "incoming",
        typeMessage: "incomingBlock",
        timestamp: now,
        chatId,
        senderId: chatId,
        chatState: random.pick(["blocked", ""])
      }
  const place = { chat, isOwn: base["type"] === "outgoing", idMessage: "", senderId: chatId }
  entries.push({ ...place, sentAt: now, arrivesAt: now, number: entries.length, base, patches: [] })
}

// The same message as another instance in the same group sees it.
const mirror = (truth: Truth, cast: Cast): void => {
  const { random, entries } = truth
  const last = entries.at(-1)
  const others = cast.chats.filter(
    ({ chatId, instanceId }) => chatId === last?.chat.chatId && instanceId !== last.chat.instanceId
  )
  if (last === undefined || last.idMessage === "" || others.length === 0) return
  const chat = random.pick(others)
  const own = { id: ownNumber(last.chat.instanceId), lid: "", name: "Мы", contactName: "" }
  const person = last.isOwn ? own : (last.chat.people.find(({ id }) => id === last.senderId) ?? own)
  const { type, idMessage, timestamp, chatId, statusMessage, sendByApi, senderId, typeMessage, ...body } =
    last.base
  emit(truth, chat, person, String(typeMessage ?? ""), body, last.idMessage)
}

const happen = (truth: Truth, cast: Cast, polls: Array<MadeUpPoll>): void => {
  const { random } = truth
  const chat = random.pick(cast.chats)
  const person = random.chance(0.25) ? null : random.pick(chat.people)
  const own = polls.filter((poll) => poll.chat === chat)
  const kind = random.weighted({
    content: 14,
    react: 4,
    poll: 1.5,
    vote: 5,
    edit: 2,
    remove: 1.5,
    block: 0.7,
    mirror: 1.5
  })
  if (kind === "content") addContent(truth, chat, person)
  if (kind === "react") react(truth, chat, person)
  if (kind === "poll" || (kind === "vote" && polls.length === 0)) polls.push(askPoll(truth, chat, person))
  if (kind === "vote" && polls.length > 0) {
    const poll = random.pick(own.length > 0 ? own : polls)
    const voter = random.chance(0.12) ? null : random.pick(poll.chat.people)
    for (let times = random.pick([1, 1, 1, 2]); times > 0; times--) castVote(truth, poll, voter)
  }
  if (kind === "edit") edit(truth, chat)
  if (kind === "remove") remove(truth, chat)
  if (kind === "block") block(truth, chat)
  if (kind === "mirror") mirror(truth, cast)
}

/** The records of so many events among a cast, from a second on. */
export const timelineOf = (
  random: Random,
  cast: Cast,
  start: number,
  events: number
): ReadonlyArray<Entry> => {
  const truth: Truth = { random, entries: [], now: start }
  const polls: Array<MadeUpPoll> = []
  for (let event = 0; event < events; event++) {
    happen(truth, cast, polls)
    truth.now += random.pick([0, 0, 0, 0, 0, 1, 2, 45, 300, 2000, random.between(1, 20_000)])
  }
  return truth.entries
}
