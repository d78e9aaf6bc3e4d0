// The chats and people in the records of one instance, and the chat of each message.
//
// One number per message; text per chat and person. A later record without a name keeps the earlier name. Times are
// those of the replies, in milliseconds: a query for a moment excludes everyone who was seen later.
import { idKind, type Message } from "@chatledger/core"
import { hasBareForm } from "@chatledger/core/internal"
import { Column } from "./column.ts"

/** The chat and sender fields of a record. */
export interface ChatFields {
  readonly chatId: string
  readonly chatType: string
  readonly senderId: string
  readonly senderName: string
  readonly senderContactName: string
}

/** The names of an id; empty if unknown. */
export interface SeenId {
  readonly id: string
  readonly type: "user" | "group" | "supergroup" | "channel" | "bot"
  readonly name: string
  readonly contactName: string
}

/** A chat; for a group with those who wrote in it. */
export interface SeenChat extends SeenId {
  readonly senderIds: ReadonlyArray<string>
}

/** What was seen of an instance by a moment, in the order of first appearance. */
export interface Seen {
  readonly chats: ReadonlyArray<SeenChat>
  /** Everyone: partners in private chats, and senders. */
  readonly people: ReadonlyArray<SeenId>
  /** True if chat ids are digits only; null if unknown. */
  readonly hasBareIds: boolean | null
}

const types = ["user", "group", "supergroup", "channel", "bot"] as const

const textOf = (value: unknown): string => (typeof value === "string" ? value.toWellFormed() : "")

export const chatFieldsOf = (message: Message): ChatFields => ({
  chatId: textOf(message["chatId"]),
  chatType: textOf(message["chatType"]),
  senderId: textOf(message["senderId"]),
  senderName: textOf(message["senderName"]),
  senderContactName: textOf(message["senderContactName"])
})

const typeOf = (id: string, fields: string): SeenId["type"] | undefined => {
  const named = types.find((type) => type === fields)
  if (named !== undefined) return named
  const kind = idKind(id)
  if (kind === "person" || kind === "lid") return "user"
  return kind === "group" || kind === "channel" ? kind : undefined
}

interface Chat {
  readonly id: string
  readonly from: number
  type: SeenId["type"] | undefined
  readonly senders: Map<string, number>
}

interface Person {
  readonly from: number
  name: string
  contactName: string
}

/** Grows with every record. */
export class SeenChats {
  readonly #chats: Array<Chat> = []
  readonly #numbers = new Map<string, number>()
  readonly #people = new Map<string, Person>()
  /** The number of the chat of each message. */
  readonly #chatOf = Column.of32()
  #hasBareIds: boolean | null = null

  /** Adds a record of a message, the latest so far; `message` is its number. */
  add(message: number, fields: ChatFields, at: number, isIncoming: boolean): void {
    const number = this.#numberOf(fields, at)
    if (message === this.#chatOf.length) this.#chatOf.push(number)
    const chat = this.#chats[number] as Chat
    chat.type = typeOf(chat.id, fields.chatType) ?? chat.type
    const isPrivate = chat.type === "user" || chat.type === "bot"
    if (isPrivate && !this.#people.has(chat.id))
      this.#people.set(chat.id, { from: at, name: "", contactName: "" })
    const sender = fields.senderId === "" && isPrivate ? chat.id : fields.senderId
    if (!isIncoming || sender === "" || typeOf(sender, "") !== "user") return
    const known = this.#people.get(sender)
    if (known === undefined)
      this.#people.set(sender, { from: at, name: fields.senderName, contactName: fields.senderContactName })
    else {
      known.name = fields.senderName || known.name
      known.contactName = fields.senderContactName || known.contactName
    }
    if (!isPrivate && !chat.senders.has(sender)) chat.senders.set(sender, at)
  }

  /** A test whether a message belongs to a chat; undefined if no record has the chat. */
  membersOf(chatId: string): ((message: number) => boolean) | undefined {
    const number = this.#numbers.get(chatId)
    return number === undefined ? undefined : (message) => this.#chatOf.at(message) === number
  }

  /** What was seen by a moment. */
  at(moment: Date): Seen {
    const now = moment.getTime()
    const nameOf = (id: string) => {
      const { name = "", contactName = "" } = this.#people.get(id) ?? {}
      return { id, name, contactName }
    }
    const chats = this.#chats.flatMap(({ id, from, type, senders }): ReadonlyArray<SeenChat> => {
      if (type === undefined || from > now) return []
      const senderIds = [...senders].flatMap(([sender, seen]) => (seen > now ? [] : [sender]))
      return [{ ...nameOf(id), type, senderIds }]
    })
    const kinds = new Map(chats.map(({ id, type }) => [id, type]))
    const people = [...this.#people].flatMap(
      ([id, { from }]): ReadonlyArray<SeenId> =>
        from > now ? [] : [{ ...nameOf(id), type: kinds.get(id) ?? "user" }]
    )
    return { chats, people, hasBareIds: this.#hasBareIds }
  }

  #numberOf({ chatId, chatType }: ChatFields, at: number): number {
    const known = this.#numbers.get(chatId)
    if (known !== undefined) return known
    this.#hasBareIds ??= hasBareForm(chatId) ?? null
    this.#chats.push({ id: chatId, from: at, type: typeOf(chatId, chatType), senders: new Map() })
    this.#numbers.set(chatId, this.#chats.length - 1)
    return this.#chats.length - 1
  }
}
