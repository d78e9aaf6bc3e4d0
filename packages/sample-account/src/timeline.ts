// The timeline: every message of the account with all its states.
//
// `post` writes a message, `edit`, `remove` and `change` add later states; `states` returns them all.
// A state becomes visible after some seconds, as in the real journal; late messages after hours.
// Nothing is ever removed. Gotcha: only own messages get a new `timestamp` with a new state.

import type { Instance } from "./people.ts"
import type { Random } from "./random.ts"
import { type Body, isOwn, type JournalRecord, objectAt, type Posted, recordOf } from "./record.ts"
import { firstStatus, type Status, statusesAfter } from "./statuses.ts"

export type Journal = "incoming" | "outgoing"

/** A message from a moment on; `visibleFrom` is in UNIX seconds, `message` counts messages. */
export type RecordState = {
  readonly instanceId: string
  readonly journal: Journal
  readonly message: number
  readonly visibleFrom: number
  readonly record: JournalRecord
}

type Change = { readonly at: number; readonly fields: JournalRecord }

type Entry = {
  readonly instance: Instance
  readonly record: JournalRecord
  readonly at: number
  readonly delay: number
  readonly changes: Array<Change>
}

type NewMessage = Omit<Posted, "idMessage"> & {
  readonly idMessage?: string
  /** Seconds until the journal shows it; default: a few. */
  readonly delay?: number
  /** Statuses of an own message; default: the usual ones. */
  readonly statuses?: ReadonlyArray<Status>
}

const events = new Set(["reactionMessage", "pollUpdateMessage", "editedMessage", "deletedMessage"])

/** True unless the message is an event about another one. */
export const isContent = ({ body }: Posted): boolean => !events.has(body.typeMessage)

/* Android, iPhone, the web client and the API each have their own id format. */
const idFor = ({ at, author, chat }: NewMessage, random: Random): string => {
  // MAX ids are milliseconds in units of 1/65536; those of the API are whole milliseconds.
  if (chat.instance.messenger === "max")
    return String(author === "api" ? at * 1000 : BigInt(at) * 65_536_000n + BigInt(random.between(1, 65_535)))
  if (author === "api") return `BAE5${random.hex(12)}`
  if (author === "phone") return `3EB0${random.hex(18)}`
  return Number(author.id.charAt(10)) % 3 === 0 ? `3A${random.hex(18)}` : random.hex(32)
}

const editedFields = (body: Body, text: string): JournalRecord => {
  if ("caption" in body) return { caption: text }
  const extension = { extendedTextMessage: { ...objectAt(body, "extendedTextMessage"), text } }
  if (body.typeMessage === "quotedMessage") return extension
  return { textMessage: text, ...("extendedTextMessage" in body ? extension : {}) }
}

const conversationOf = ({ chat }: Posted): string => `${chat.instance.idInstance} ${chat.id}`

/** All messages and their states. */
export class Timeline {
  readonly #random: Random
  readonly #entries = new Map<Posted, Entry>()
  readonly #withoutId: Array<Entry> = []
  readonly #unanswered = new Map<string, Array<Entry>>()

  constructor(random: Random) {
    this.#random = random
  }

  /** All messages so far, in the order of writing. */
  get posted(): ReadonlyArray<Posted> {
    return [...this.#entries.keys()]
  }

  /** Writes a message; own ones get their statuses automatically. */
  post(message: NewMessage): Posted {
    const { chat, author, at, body } = message
    const posted = { chat, author, at, body, idMessage: message.idMessage ?? idFor(message, this.#random) }
    const delay = message.delay ?? (author === "api" ? 0 : this.#random.between(2, 45))
    const entry = { instance: chat.instance, at, delay, changes: [] }
    if (isOwn(author)) {
      const record = recordOf(posted, isContent(posted) ? firstStatus(author) : "sent")
      this.#entries.set(posted, { ...entry, record })
      const usual = isContent(posted) ? statusesAfter(author, at, this.#random) : []
      for (const status of message.statuses ?? usual)
        this.change(posted, status.at, { statusMessage: status.statusMessage })
      this.#await(posted)
    } else {
      this.#entries.set(posted, { ...entry, record: recordOf(posted, "") })
      this.#answer(posted)
    }
    return posted
  }

  #await(posted: Posted): void {
    const entry = this.#entries.get(posted)
    if (entry === undefined || posted.chat.members.length > 1) return
    const waiting = this.#unanswered.get(conversationOf(posted)) ?? []
    this.#unanswered.set(conversationOf(posted), [...waiting, entry])
  }

  /* Whoever replies in a private chat has read the earlier messages: their statuses are not later. */
  #answer(posted: Posted): void {
    const waiting = this.#unanswered.get(conversationOf(posted)) ?? []
    const seen = waiting.filter(({ at }) => at < posted.at)
    for (const [place, { at, changes }] of seen.entries()) {
      const latest = Math.max(at, posted.at - (seen.length - place))
      for (const [index, change] of changes.entries())
        changes[index] = { ...change, at: Math.min(change.at, latest) }
    }
    this.#unanswered.set(
      conversationOf(posted),
      waiting.filter((entry) => !seen.includes(entry))
    )
  }

  /** Writes a record without an id, and so without later states. */
  postWithoutId(instance: Instance, at: number, record: JournalRecord): void {
    this.#withoutId.push({ instance, record, at, delay: 5, changes: [] })
  }

  /** Changes fields of a message from a moment on. */
  change(posted: Posted, at: number, fields: JournalRecord): void {
    const entry = this.#entries.get(posted)
    if (entry === undefined) throw new RangeError(`no such message: ${posted.idMessage}`)
    entry.changes.push({ at, fields })
  }

  /** Rewrites a text or caption, and posts the record of the edit. */
  edit(posted: Posted, at: number, text: string): void {
    const stanza = { stanzaId: posted.idMessage }
    const editedMessageData =
      "caption" in posted.body ? { caption: text, ...stanza } : { textMessage: text, ...stanza }
    const body = { typeMessage: "editedMessage", editedMessageData }
    const { idMessage } = this.post({ chat: posted.chat, author: posted.author, at, body })
    const fields = { ...editedFields(posted.body, text), editedMessageId: idMessage, isEdited: true }
    this.change(posted, at, fields)
  }

  /** Deletes a message for everyone: its text stays in the journal, with a mark. */
  remove(posted: Posted, at: number): void {
    const body = { typeMessage: "deletedMessage", deletedMessageData: { stanzaId: posted.idMessage } }
    const { idMessage } = this.post({ chat: posted.chat, author: posted.author, at, body })
    this.change(posted, at, { deletedMessageId: idMessage, isDeleted: true })
  }

  /** All states of all messages, in the order of becoming visible. */
  states(): ReadonlyArray<RecordState> {
    return [...this.#entries.values(), ...this.#withoutId]
      .toSorted((a, b) => a.at - b.at)
      .flatMap((entry, message) => statesOf(entry, message))
      .toSorted((a, b) => a.visibleFrom - b.visibleFrom)
  }
}

const statesOf = ({ instance, at, delay, record, changes }: Entry, message: number): Array<RecordState> => {
  const isOutgoing = record["type"] === "outgoing"
  const common = {
    instanceId: instance.idInstance,
    journal: isOutgoing ? "outgoing" : "incoming",
    message
  } as const
  const states: Array<RecordState> = [{ ...common, visibleFrom: at + delay, record }]
  let current = record
  for (const change of changes.toSorted((a, b) => a.at - b.at)) {
    current = { ...current, ...(isOutgoing ? { timestamp: change.at } : {}), ...change.fields }
    states.push({ ...common, visibleFrom: change.at + delay, record: current })
  }
  return states
}
