// One generated message as a line of JSON, joined from texts that are escaped already.
//
// Shares: 60 % text, 12 % files, 12 % reactions, 2 % polls, 6 % votes, 5 % quotations, 3 % everything else;
// 15 % are outgoing. What answers something is about a recent message of the same chat.
// Gotcha: an edited or deleted message is written in its last state, and the record of the change follows later.

import { type Random, randomFrom } from "../packages/sample-account/dist/index.js"
import { contactBody, fileOf, fresh, hex32, locationBody, marks, quotedContent } from "./message-bodies.ts"
import { type Chat, chatsOf, type Person } from "./message-chats.ts"
import { emojis, pollTextOf, textOf, thumbnailsOf } from "./message-texts.ts"

const ownId = "79000009999@c.us"
const statuses = ["read", "read", "read", "read", "delivered", "delivered", "sent", "pending", "noAccount"]
const own = statuses.flatMap((status) =>
  [true, false].map((byApi) => `"statusMessage":"${status}","sendByApi":${byApi}`)
)

/* A change that was promised by the original and is still to be written. */
type Promised = {
  readonly chat: Chat
  readonly author: Person | undefined
  readonly id: string
  readonly data: string
}

/** Makes the lines of one seed, one after another. */
export class MessageLines {
  readonly #random: Random
  readonly #chat: () => Chat
  readonly #thumbnail: () => string
  readonly #edits: Array<Promised> = []
  readonly #deletions: Array<Promised> = []
  #made = 0

  constructor(seed: number) {
    this.#random = randomFrom(seed)
    this.#chat = chatsOf(this.#random)
    this.#thumbnail = thumbnailsOf(this.#random)
  }

  /** The next message, written at a time in UNIX seconds. */
  next(at: number): string {
    const random = this.#random
    const chat = this.#chat()
    const author = random.chance(0.15) ? undefined : random.pick(chat.members)
    const share = random.next()
    if (share < 0.6) return this.#text(chat, author, at)
    if (share < 0.72) return this.#file(chat, author, at)
    if (share < 0.84) return this.#reaction(chat, author, at)
    if (share < 0.86) return this.#poll(chat, author, at)
    if (share < 0.92) return this.#vote(chat, author, at)
    if (share < 0.97) return this.#quotation(chat, author, at)
    return this.#rest(chat, author, at)
  }

  /* The first half of an id is a number that no other id has: a multiplication by an odd number is one to one. */
  #id(author: Person | undefined): string {
    const unique = hex32(Math.imul(++this.#made, 0x9e3779b1) >>> 0)
    if (author === undefined) return `3EB0${unique}${hex32(this.#random.bits())}`
    const bits = this.#random.bits()
    return bits % 5 < 2
      ? `3A${unique}${hex32(bits)}`
      : `${unique}${hex32(bits)}${hex32(this.#random.bits())}${hex32(~bits >>> 0)}`
  }

  #record(
    chat: Chat,
    author: Person | undefined,
    at: number,
    id: string,
    type: string,
    body: string,
    tail = marks
  ): string {
    const around = author === undefined ? this.#random.pick(own) : author.fields
    const direction = author === undefined ? "outgoing" : "incoming"
    return `{"type":"${direction}","idMessage":"${id}","timestamp":${at},"typeMessage":"${type}","chatId":"${chat.id}",${body},${around},${tail}}`
  }

  #remember(chat: Chat, author: Person | undefined, id: string, text: string | undefined): void {
    chat.messages.add({ id, author: author?.id ?? ownId, text })
  }

  #text(chat: Chat, author: Person | undefined, at: number): string {
    const random = this.#random
    const id = this.#id(author)
    const text = textOf(random)
    this.#remember(chat, author, id, text)
    const tail = random.chance(0.02) ? this.#changed(chat, author, id, text) : marks
    const share = random.next()
    if (share < 0.65)
      return this.#record(chat, author, at, id, "textMessage", `"textMessage":"${text}"`, tail)
    const isLink = share < 0.75
    const full = isLink ? `${text} https://news.example/${hex32(random.bits())}` : text
    const preview = isLink
      ? `"description":"${textOf(random)}","title":"${textOf(random)}","previewType":"None","jpegThumbnail":""`
      : `"description":"","title":"","previewType":"None","jpegThumbnail":""`
    const forwarding = share > 0.96 ? `"forwardingScore":${random.between(1, 5)},"isForwarded":true` : fresh
    const body = `"textMessage":"${full}","extendedTextMessage":{"text":"${full}",${preview},${forwarding}}`
    return this.#record(chat, author, at, id, "extendedTextMessage", body, tail)
  }

  #changed(chat: Chat, author: Person | undefined, stanza: string, text: string): string {
    const id = this.#id(author)
    if (this.#random.chance(0.5)) {
      this.#edits.push({
        chat,
        author,
        id,
        data: `"editedMessageData":{"textMessage":"${text}","stanzaId":"${stanza}"}`
      })
      return `"deletedMessageId":"","editedMessageId":"${id}","isEdited":true,"isDeleted":false`
    }
    this.#deletions.push({ chat, author, id, data: `"deletedMessageData":{"stanzaId":"${stanza}"}` })
    return `"deletedMessageId":"${id}","editedMessageId":"","isEdited":false,"isDeleted":true`
  }

  #file(chat: Chat, author: Person | undefined, at: number): string {
    const { type, body } = fileOf(this.#random, this.#thumbnail)
    const id = this.#id(author)
    this.#remember(chat, author, id, undefined)
    return this.#record(chat, author, at, id, type, body)
  }

  #reaction(chat: Chat, author: Person | undefined, at: number): string {
    const random = this.#random
    const changed = random.chance(0.1) ? chat.reactions.pick(random) : undefined
    const target = changed?.target ?? chat.messages.pick(random)
    if (target === undefined) return this.#text(chat, author, at)
    const person = changed === undefined ? author : changed.person
    const emoji = changed !== undefined && random.chance(0.4) ? "" : random.pick(emojis)
    chat.reactions.add({ target, person })
    const body = `"extendedTextMessageData":{"text":"${emoji}"},"quotedMessage":{"stanzaId":"${target.id}","participant":"${target.author}"}`
    return this.#record(chat, person, at, this.#id(person), "reactionMessage", body)
  }

  #poll(chat: Chat, author: Person | undefined, at: number): string {
    const id = this.#id(author)
    const poll = { id, ...pollTextOf(this.#random) }
    chat.polls.add(poll)
    const options = poll.options.map((option) => `{"optionName":"${option}"}`).join(",")
    const body = `"pollMessageData":{"name":"${poll.name}","options":[${options}],"multipleAnswers":${poll.multiple}}`
    return this.#record(chat, author, at, id, "pollMessage", body)
  }

  #vote(chat: Chat, author: Person | undefined, at: number): string {
    const random = this.#random
    const poll = chat.polls.pick(random)
    if (poll === undefined) return this.#poll(chat, author, at)
    const isWithdrawn = random.chance(0.05)
    const first = random.between(0, poll.options.length - 1)
    const second = poll.multiple ? random.between(0, poll.options.length - 1) : first
    const voter = `"${author?.id ?? ownId}"`
    const votes = poll.options.map((option, index) => {
      const voters = !isWithdrawn && (index === first || index === second) ? voter : ""
      return `{"optionName":"${option}","optionVoters":[${voters}]}`
    })
    const body = `"pollMessageData":{"stanzaId":"${poll.id}","name":"${poll.name}","votes":[${votes.join(",")}],"multipleAnswers":${poll.multiple}}`
    return this.#record(chat, author, at, this.#id(author), "pollUpdateMessage", body)
  }

  #quotation(chat: Chat, author: Person | undefined, at: number): string {
    const target = chat.messages.pick(this.#random)
    if (target === undefined) return this.#text(chat, author, at)
    const id = this.#id(author)
    const text = textOf(this.#random)
    const stanza = `"stanzaId":"${target.id}","participant":"${target.author}"`
    const body = `"extendedTextMessage":{"text":"${text}",${stanza}},"quotedMessage":{${stanza},${quotedContent(target)},${marks}}`
    this.#remember(chat, author, id, text)
    return this.#record(chat, author, at, id, "quotedMessage", body)
  }

  #rest(chat: Chat, author: Person | undefined, at: number): string {
    const random = this.#random
    const share = random.next()
    const promised = share < 0.25 ? this.#edits.pop() : share < 0.5 ? this.#deletions.pop() : undefined
    if (promised !== undefined) {
      const type = share < 0.25 ? "editedMessage" : "deletedMessage"
      return this.#record(promised.chat, promised.author, at, promised.id, type, promised.data)
    }
    const id = this.#id(author)
    if (share < 0.75) return this.#record(chat, author, at, id, "locationMessage", locationBody(random))
    if (share < 0.95) return this.#record(chat, author, at, id, "contactMessage", contactBody(random))
    const invitation = `"groupInviteData":{"groupName":"${textOf(random)}","inviteCode":"${hex32(random.bits())}"}`
    if (share < 0.98) return this.#record(chat, author, at, id, "groupInviteMessage", invitation)
    return this.#record(
      chat,
      author,
      at,
      id,
      author === undefined ? "outgoingCall" : "incomingCall",
      `"callData":{"status":"missed"}`
    )
  }
}
