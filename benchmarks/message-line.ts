// One made-up message as a line of JSON, joined from texts that are escaped already.
//
// Shares: 60 % text, 12 % files, 12 % reactions, 2 % polls, 6 % votes, 5 % quotations, 3 % everything else;
// 15 % are outgoing. What answers something is about a recent message of the same chat.
// Gotcha: an edited or deleted message is written in its last state, and the record of the change follows later.
import { contactBody, fileOf, fresh, hex32, locationBody, marks, quotedContent } from "./message-bodies.ts"
import { Chance } from "./message-chance.ts"
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
  readonly #chance: Chance
  readonly #chat: () => Chat
  readonly #thumbnail: () => string
  readonly #edits: Array<Promised> = []
  readonly #deletions: Array<Promised> = []
  #made = 0

  constructor(seed: number) {
    this.#chance = new Chance(seed)
    this.#chat = chatsOf(this.#chance)
    this.#thumbnail = thumbnailsOf(this.#chance)
  }

  /** The next message, written at a time in UNIX seconds. */
  next(at: number): string {
    const chance = this.#chance
    const chat = this.#chat()
    const author = chance.roll(0.15) ? undefined : chance.pick(chat.members)
    const share = chance.share()
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
    if (author === undefined) return `3EB0${unique}${hex32(this.#chance.bits())}`
    const bits = this.#chance.bits()
    return bits % 5 < 2
      ? `3A${unique}${hex32(bits)}`
      : `${unique}${hex32(bits)}${hex32(this.#chance.bits())}${hex32(~bits >>> 0)}`
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
    const around = author === undefined ? this.#chance.pick(own) : author.fields
    const direction = author === undefined ? "outgoing" : "incoming"
    return `{"type":"${direction}","idMessage":"${id}","timestamp":${at},"typeMessage":"${type}","chatId":"${chat.id}",${body},${around},${tail}}`
  }

  #remember(chat: Chat, author: Person | undefined, id: string, text: string | undefined): void {
    chat.messages.add({ id, author: author?.id ?? ownId, text })
  }

  #text(chat: Chat, author: Person | undefined, at: number): string {
    const chance = this.#chance
    const id = this.#id(author)
    const text = textOf(chance)
    this.#remember(chat, author, id, text)
    const tail = chance.roll(0.02) ? this.#changed(chat, author, id, text) : marks
    const share = chance.share()
    if (share < 0.65)
      return this.#record(chat, author, at, id, "textMessage", `"textMessage":"${text}"`, tail)
    const isLink = share < 0.75
    const full = isLink ? `${text} https://news.example/${hex32(chance.bits())}` : text
    const preview = isLink
      ? `"description":"${textOf(chance)}","title":"${textOf(chance)}","previewType":"None","jpegThumbnail":""`
      : `"description":"","title":"","previewType":"None","jpegThumbnail":""`
    const forwarding = share > 0.96 ? `"forwardingScore":${chance.between(1, 5)},"isForwarded":true` : fresh
    const body = `"textMessage":"${full}","extendedTextMessage":{"text":"${full}",${preview},${forwarding}}`
    return this.#record(chat, author, at, id, "extendedTextMessage", body, tail)
  }

  #changed(chat: Chat, author: Person | undefined, stanza: string, text: string): string {
    const id = this.#id(author)
    if (this.#chance.roll(0.5)) {
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
    const { type, body } = fileOf(this.#chance, this.#thumbnail)
    const id = this.#id(author)
    this.#remember(chat, author, id, undefined)
    return this.#record(chat, author, at, id, type, body)
  }

  #reaction(chat: Chat, author: Person | undefined, at: number): string {
    const chance = this.#chance
    const changed = chance.roll(0.1) ? chat.reactions.pick(chance) : undefined
    const target = changed?.target ?? chat.messages.pick(chance)
    if (target === undefined) return this.#text(chat, author, at)
    const person = changed === undefined ? author : changed.person
    const emoji = changed !== undefined && chance.roll(0.4) ? "" : chance.pick(emojis)
    chat.reactions.add({ target, person })
    const body = `"extendedTextMessageData":{"text":"${emoji}"},"quotedMessage":{"stanzaId":"${target.id}","participant":"${target.author}"}`
    return this.#record(chat, person, at, this.#id(person), "reactionMessage", body)
  }

  #poll(chat: Chat, author: Person | undefined, at: number): string {
    const id = this.#id(author)
    const poll = { id, ...pollTextOf(this.#chance) }
    chat.polls.add(poll)
    const options = poll.options.map((option) => `{"optionName":"${option}"}`).join(",")
    const body = `"pollMessageData":{"name":"${poll.name}","options":[${options}],"multipleAnswers":${poll.multiple}}`
    return this.#record(chat, author, at, id, "pollMessage", body)
  }

  #vote(chat: Chat, author: Person | undefined, at: number): string {
    const chance = this.#chance
    const poll = chat.polls.pick(chance)
    if (poll === undefined) return this.#poll(chat, author, at)
    const isWithdrawn = chance.roll(0.05)
    const first = chance.below(poll.options.length)
    const second = poll.multiple ? chance.below(poll.options.length) : first
    const voter = `"${author?.id ?? ownId}"`
    const votes = poll.options.map((option, index) => {
      const voters = !isWithdrawn && (index === first || index === second) ? voter : ""
      return `{"optionName":"${option}","optionVoters":[${voters}]}`
    })
    const body = `"pollMessageData":{"stanzaId":"${poll.id}","name":"${poll.name}","votes":[${votes.join(",")}],"multipleAnswers":${poll.multiple}}`
    return this.#record(chat, author, at, this.#id(author), "pollUpdateMessage", body)
  }

  #quotation(chat: Chat, author: Person | undefined, at: number): string {
    const target = chat.messages.pick(this.#chance)
    if (target === undefined) return this.#text(chat, author, at)
    const id = this.#id(author)
    const text = textOf(this.#chance)
    const stanza = `"stanzaId":"${target.id}","participant":"${target.author}"`
    const body = `"extendedTextMessage":{"text":"${text}",${stanza}},"quotedMessage":{${stanza},${quotedContent(target)},${marks}}`
    this.#remember(chat, author, id, text)
    return this.#record(chat, author, at, id, "quotedMessage", body)
  }

  #rest(chat: Chat, author: Person | undefined, at: number): string {
    const chance = this.#chance
    const share = chance.share()
    const promised = share < 0.25 ? this.#edits.pop() : share < 0.5 ? this.#deletions.pop() : undefined
    if (promised !== undefined) {
      const type = share < 0.25 ? "editedMessage" : "deletedMessage"
      return this.#record(promised.chat, promised.author, at, promised.id, type, promised.data)
    }
    const id = this.#id(author)
    if (share < 0.75) return this.#record(chat, author, at, id, "locationMessage", locationBody(chance))
    if (share < 0.95) return this.#record(chat, author, at, id, "contactMessage", contactBody(chance))
    const invitation = `"groupInviteData":{"groupName":"${textOf(chance)}","inviteCode":"${hex32(chance.bits())}"}`
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
