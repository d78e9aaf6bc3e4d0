// Made-up chats and people: 400 chats, of which few hold most messages, and 5,000 people in them.
//
// A third of the chats are groups, the busiest among them. Every chat remembers its latest messages, polls
// and reactions, so that what answers them is about something. Numbers are 7 900 000 xx xx: no one's.
import type { Random } from "../packages/sample-account/dist/index.js"
import { inJson, type PollText } from "./message-texts.ts"

export type Person = {
  readonly id: string
  /** The fields of a record that tell of its sender. */
  readonly fields: string
}

/** A message that can be answered; `text` is undefined for a file. */
export type Recent = { readonly id: string; readonly author: string; readonly text: string | undefined }

export type RecentPoll = PollText & { readonly id: string }

/** Who reacted to what; the account itself is no one. */
export type RecentReaction = { readonly target: Recent; readonly person: Person | undefined }

/** A list that keeps the latest items and forgets the others. */
export class Latest<Item> {
  readonly #items: Array<Item> = []
  readonly #size: number
  #next = 0

  constructor(size: number) {
    this.#size = size
  }

  add(item: Item): void {
    this.#items[this.#next] = item
    this.#next = (this.#next + 1) % this.#size
  }

  pick(random: Random): Item | undefined {
    return this.#items[random.between(0, this.#items.length - 1)]
  }
}

export type Chat = {
  readonly id: string
  readonly members: ReadonlyArray<Person>
  readonly messages: Latest<Recent>
  readonly polls: Latest<RecentPoll>
  readonly reactions: Latest<RecentReaction>
}

const firstNames =
  "Анна|Олег|Мария|Иван|Айгүл|Ерлан|Emma|James|Priya|Zeynep|Mehmet|Ольга|Максим|Дарья|Tom|Лейла".split("|")
const lastNames =
  "Петрова|Ким|Сейтов|Smith|Yılmaz|Орлова|Белый|O'Hara|Нур|Лебедь|Carter|Громов|Іле|Diaz".split("|")

const peopleOf = (count: number, random: Random): ReadonlyArray<Person> =>
  Array.from({ length: count }, (_, index) => {
    const id = `7900000${String(index).padStart(4, "0")}@c.us`
    const name = `${random.pick(firstNames)} ${random.pick(lastNames)}${random.chance(0.1) ? " 🌸" : ""}`
    const contact = random.chance(0.6) ? `${name}, ${index % 90}` : ""
    const fields = `"senderId":"${id}","senderName":"${inJson(name)}","senderContactName":"${inJson(contact)}"`
    return { id, fields }
  })

/* The busiest chats are groups more often than the others. */
const isGroup = (rank: number): boolean => rank % 3 === 0 || rank < 20

const chatAt = (rank: number, people: ReadonlyArray<Person>, random: Random): Chat => {
  const size = isGroup(rank) ? random.between(5, 200) : 1
  const members = isGroup(rank)
    ? Array.from({ length: size }, () => random.pick(people))
    : people.slice(rank * 10, rank * 10 + 1)
  const [only] = members
  const id = size > 1 || only === undefined ? `1203632000000${String(rank).padStart(5, "0")}@g.us` : only.id
  return { id, members, messages: new Latest(40), polls: new Latest(3), reactions: new Latest(20) }
}

/** Chats by rank, and how to choose one: the chance of rank r is proportional to 1 / r (Zipf). */
export const chatsOf = (random: Random): (() => Chat) => {
  const people = peopleOf(5000, random)
  const chats = Array.from({ length: 400 }, (_, rank) => chatAt(rank, people, random))
  const total = chats.reduce((sum, _, rank) => sum + 1 / (rank + 1), 0)
  const slots = chats.flatMap((chat, rank) =>
    Array.from({ length: Math.round(65_536 / (rank + 1) / total) }, () => chat)
  )
  return () => random.pick(slots)
}
