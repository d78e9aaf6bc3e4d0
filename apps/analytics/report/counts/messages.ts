// Counts messages by day, hour of the week, chat, person, type and site, in one pass.
import type { Data } from "../data.ts"
import type { Scope } from "../filter.ts"

/** First and last day are 0 if no message has a time. */
interface Span {
  readonly messages: number
  readonly firstDay: number
  readonly lastDay: number
}

export interface ChatCount extends Span {
  readonly chat: number
  readonly senders: number
}

export interface SenderCount extends Span {
  readonly sender: number
  readonly chats: number
}

/** Counts for a type of message or a site. */
export interface GroupCount {
  readonly name: string
  readonly messages: number
  readonly senders: number
  readonly chats: number
}

export interface MessageCounts {
  readonly messages: number
  readonly senders: number
  readonly chats: number
  /** By day; index 0 counts the messages without a time. */
  readonly byDay: Int32Array
  /** By weekday from Monday and hour: 7 × 24. */
  readonly byHour: Int32Array
  readonly byChat: ReadonlyArray<ChatCount>
  readonly bySender: ReadonlyArray<SenderCount>
  readonly byType: ReadonlyArray<GroupCount>
  readonly byDomain: ReadonlyArray<GroupCount>
}

/** 0 for Monday to 6 for Sunday. */
export const weekdayOf = (firstDay: string): number => (new Date(`${firstDay}T00:00:00Z`).getUTCDay() + 6) % 7

class Groups {
  readonly #messages: Map<string, number> = new Map()
  readonly #senders: Set<string> = new Set()
  readonly #chats: Set<string> = new Set()
  readonly #counts: Map<string, { senders: number; chats: number }> = new Map()

  add(name: string, messages: number, sender: number, chat: number): void {
    this.#messages.set(name, (this.#messages.get(name) ?? 0) + messages)
    const count = this.#counts.get(name) ?? { senders: 0, chats: 0 }
    this.#counts.set(name, count)
    if (sender >= 0 && !this.#senders.has(`${sender} ${name}`)) {
      this.#senders.add(`${sender} ${name}`)
      count.senders += 1
    }
    if (!this.#chats.has(`${chat} ${name}`)) {
      this.#chats.add(`${chat} ${name}`)
      count.chats += 1
    }
  }

  rows(): ReadonlyArray<GroupCount> {
    return [...this.#messages]
      .map(([name, messages]) => ({
        name,
        messages,
        ...(this.#counts.get(name) ?? { senders: 0, chats: 0 })
      }))
      .sort((a, b) => b.messages - a.messages || (a.name < b.name ? -1 : 1))
  }
}

const spans = (places: number) => {
  const messages = new Int32Array(places)
  const firstDay = new Int32Array(places)
  const lastDay = new Int32Array(places)
  const others = new Int32Array(places)
  const add = (place: number, count: number, first: number, last: number) => {
    messages[place] = (messages[place] ?? 0) + count
    others[place] = (others[place] ?? 0) + 1
    if (first > 0 && (firstDay[place] === 0 || first < (firstDay[place] ?? 0))) firstDay[place] = first
    if (last > (lastDay[place] ?? 0)) lastDay[place] = last
  }
  const at = (place: number) => ({
    messages: messages[place] ?? 0,
    firstDay: firstDay[place] ?? 0,
    lastDay: lastDay[place] ?? 0
  })
  return { messages, others, add, at }
}

export const countMessages = ({ texts, columns }: Data, scope: Scope): MessageCounts => {
  const { member, hour, kind, messages } = columns.messages
  const byDay = new Int32Array(texts.lastDay + 1)
  const byHour = new Int32Array(7 * 24)
  const memberSpans = spans(columns.members.chat.length)
  const types = new Groups()
  const domains = new Groups()
  // Messages are ordered by member: each member's messages are counted by kind before the next member's.
  const ofKind = new Int32Array(texts.kinds.length)
  const touched: Array<number> = []
  let counted = 0
  const take = (next: number) => {
    const chat = columns.members.chat[counted] ?? 0
    const sender = columns.members.sender[counted] ?? 0
    const named = texts.senders[sender]?.id === "" ? -1 : sender
    for (const what of touched) {
      const found = texts.kinds[what]
      const count = ofKind[what] ?? 0
      types.add(found?.type ?? "", count, named, chat)
      for (const domain of found?.domains ?? []) domains.add(domain, count, named, chat)
      ofKind[what] = 0
    }
    touched.length = 0
    counted = next
  }
  const monday = weekdayOf(texts.firstDay)
  let total = 0
  for (let row = 0; row < member.length; row += 1) {
    const who = member[row] ?? 0
    if (scope.hasMember[who] !== 1) continue
    const at = hour[row] ?? 0
    const day = Math.floor(at / 24)
    if (!scope.hasDay(day)) continue
    const count = messages[row] ?? 0
    total += count
    byDay[day] = (byDay[day] ?? 0) + count
    if (day > 0) {
      const place = ((monday + day - 1) % 7) * 24 + (at % 24)
      byHour[place] = (byHour[place] ?? 0) + count
    }
    memberSpans.add(who, count, day, day)
    const what = kind[row] ?? 0
    if (who !== counted) take(who)
    if (ofKind[what] === 0) touched.push(what)
    ofKind[what] = (ofKind[what] ?? 0) + count
  }
  const chats = spans(texts.chats.length)
  const senders = spans(texts.senders.length)
  const namedSenders = new Int32Array(texts.chats.length)
  memberSpans.messages.forEach((count, who) => {
    if (count === 0) return
    const chat = columns.members.chat[who] ?? 0
    const sender = columns.members.sender[who] ?? 0
    const span = memberSpans.at(who)
    chats.add(chat, count, span.firstDay, span.lastDay)
    senders.add(sender, count, span.firstDay, span.lastDay)
    if (texts.senders[sender]?.id !== "") namedSenders[chat] = (namedSenders[chat] ?? 0) + 1
  })
  take(0)
  const byChat = texts.chats
    .map((_, chat) => ({ chat, senders: namedSenders[chat] ?? 0, ...chats.at(chat) }))
    .filter((row) => row.messages > 0)
    .sort((a, b) => b.messages - a.messages || a.chat - b.chat)
  const bySender = texts.senders
    .map((_, sender) => ({ sender, chats: senders.others[sender] ?? 0, ...senders.at(sender) }))
    .filter((row) => row.messages > 0)
    .sort((a, b) => b.messages - a.messages || a.sender - b.sender)
  return {
    messages: total,
    senders: bySender.filter(({ sender }) => texts.senders[sender]?.id !== "").length,
    chats: byChat.length,
    byDay,
    byHour,
    byChat,
    bySender,
    byType: types.rows(),
    byDomain: domains.rows()
  }
}
