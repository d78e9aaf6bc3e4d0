// Where in an archive the states of one instance's records are: numbers, no texts.
//
// Snapshots are added in the order of observations. A record that says the same, byte for byte, as the state
// before it is not noted again: journals are asked with overlap, so most of what comes back is known. About 50
// bytes a state and 30 a message. Left out is what cannot be in a JSON array: no JSON, no object, a raw
// control character, bytes that are no UTF-8; and replies of calls or stories, whose journals are others.
import {
  type Facts,
  type ReadRecord,
  RecordIndex,
  ReplyReader,
  recordKey,
  requestTime,
  withKind
} from "@chatledger/archive"
import { Column } from "./column.ts"
import { pushDigest } from "./digest.ts"
import type { Direction } from "./journal.ts"
import { Observations } from "./observations.ts"
import { isBehind, progressOf, type State } from "./progress.ts"
import { type ChatFields, chatFieldsOf, SeenChats } from "./seen-chats.ts"

/** The place of a record: its bytes in the body of a snapshot. */
export interface Place {
  /** Number of the snapshot in the order of adding. */
  readonly snapshot: number
  readonly offset: number
  readonly length: number
}

const notServable = new Set(["raw_control_character", "invalid_utf8"])

const directionOf = (
  message: NonNullable<ReadRecord["message"]>,
  journal: Facts["journal"]
): Direction | undefined => {
  const { type } = message
  if (type === "incoming" || type === "outgoing") return type
  if (journal === "incoming" || journal === "outgoing") return journal
  if (message["statusMessage"] !== undefined || message["sendByApi"] !== undefined) return "outgoing"
  return message["senderId"] === undefined ? undefined : "incoming"
}

/** Words of a key: 128 bits, so that no two messages are taken for one. */
const KEY_WORDS = 4
/** Words of a text: enough to tell it from the state before it. */
const TEXT_WORDS = 2

/** The records of one snapshot, while it is not known from which end it is to be read. */
class Staged {
  readonly keys = Column.of32()
  readonly texts = Column.of32()
  readonly #offsets = Column.of64()
  readonly #lengths = Column.of32()
  readonly #timestamps = Column.of64()
  readonly #directions = Column.of8()
  readonly #byApi = Column.of8()
  readonly #progress = Column.of8()
  #fields: Array<ChatFields> = []

  get length(): number {
    return this.#offsets.length
  }

  clear(): void {
    for (const column of [this.keys, this.texts, this.#offsets, this.#lengths]) column.clear()
    this.#fields = []
    for (const column of [this.#timestamps, this.#directions, this.#byApi, this.#progress]) column.clear()
  }

  add({ source, message, hashId }: ReadRecord, journal: Facts["journal"]): void {
    if (message === undefined) return
    const direction = directionOf(message, journal)
    if (direction === undefined) return
    const { bytes, start, end, offset } = source
    const { timestamp } = message
    pushDigest(this.keys, recordKey(message, hashId), KEY_WORDS)
    pushDigest(this.texts, bytes.subarray(start, end), TEXT_WORDS)
    this.#offsets.push(offset)
    this.#lengths.push(end - start)
    this.#timestamps.push(typeof timestamp === "number" ? timestamp : Number.NaN)
    this.#directions.push(direction === "outgoing" ? 1 : 0)
    this.#byApi.push(message["sendByApi"] === true ? 1 : 0)
    this.#progress.push(progressOf(message))
    this.#fields.push(chatFieldsOf(message))
  }

  fields(index: number): ChatFields {
    return this.#fields[index] as ChatFields
  }

  journal(index: number): Direction {
    return this.#directions.at(index) === 1 ? "outgoing" : "incoming"
  }

  at(index: number) {
    const timestamp = this.#timestamps.at(index)
    return {
      offset: this.#offsets.at(index),
      length: this.#lengths.at(index),
      timestamp: Number.isNaN(timestamp) ? undefined : timestamp,
      journal: this.journal(index),
      isSentByApi: this.#byApi.at(index) === 1,
      progress: this.#progress.at(index)
    }
  }
}

/** All states of the records of one instance. */
export class ArchiveIndex {
  readonly observations = new Observations()
  readonly chats = new SeenChats()
  readonly #keys = new RecordIndex(KEY_WORDS, KEY_WORDS)
  readonly #staged = new Staged()
  /** Of each message its latest state. */
  readonly #latest = Column.of32()
  readonly #snapshots = Column.of32()
  readonly #offsets = Column.of64()
  readonly #lengths = Column.of32()
  readonly #texts = Column.of32()
  readonly #progress = Column.of8()
  #snapshotCount = 0
  readonly #kind: Facts["kind"]
  /** The time of the snapshot that was added last, the journals of that time, and which snapshot of it showed a message. */
  #tie = { key: "", journals: new Map<number, Facts["journal"]>(), shown: new Map<number, number>() }

  /** Of messages, or of records of another kind. */
  constructor(kind?: Facts["kind"]) {
    this.#kind = kind
  }

  /** Reads a snapshot that comes after all others: chunks of its body, then `end`; one at a time. */
  snapshot(facts: Facts): { readonly push: (chunk: Uint8Array) => void; readonly end: () => void } {
    const staged = this.#staged
    staged.clear()
    const reader = new ReplyReader((record) => {
      if (!record.issues.some(({ code }) => notServable.has(code))) staged.add(record, facts.journal)
    })
    return {
      push: (chunk) => reader.push(chunk),
      end: () => {
        const { isNewestFirst, kind } = reader.end()
        if (withKind(facts, kind).kind !== this.#kind) staged.clear()
        this.#add(staged, isNewestFirst, facts)
      }
    }
  }

  /** Where the text of an observation stands. */
  place(index: number): Place {
    return {
      snapshot: this.#snapshots.at(index),
      offset: this.#offsets.at(index),
      length: this.#lengths.at(index)
    }
  }

  /** Number of a message; undefined if no record has it. */
  numberOf(chatId: string, idMessage: string): number | undefined {
    const words = Column.of32()
    pushDigest(words, recordKey({ chatId, idMessage, typeMessage: "" }), KEY_WORDS)
    const found = this.#keys.find(words.numbers)
    return found < 0 ? undefined : found
  }

  /* The number of a staged message, the next one if it is new. */
  #messageOf({ keys }: Staged, staging: number): number {
    const known = this.#keys.find(keys.numbers, staging * KEY_WORDS)
    return known < 0 ? this.#keys.add(keys.numbers, staging * KEY_WORDS) : known
  }

  #add(staged: Staged, isNewestFirst: boolean, facts: Facts): void {
    const snapshot = this.#snapshotCount
    this.#snapshotCount += 1
    const visibleFrom = requestTime(facts)
    const key = `${facts.requested_at_is_guess} ${visibleFrom}`
    const isTied = key === this.#tie.key
    if (!isTied) this.#tie = { key, journals: new Map(), shown: new Map() }
    this.#tie.journals.set(snapshot, facts.journal)
    const stagingOf = (place: number) => (isNewestFirst ? staged.length - 1 - place : place)
    const messageAt = (place: number) => this.#messageOf(staged, stagingOf(place))
    const lastPlaces = new Map<number, number>()
    if (isTied) for (let place = 0; place < staged.length; place += 1) lastPlaces.set(messageAt(place), place)
    for (let place = 0; place < staged.length; place += 1) {
      const staging = stagingOf(place)
      const message = messageAt(place)
      this.chats.add(message, staged.fields(staging), visibleFrom, staged.journal(staging) === "incoming")
      const rival = isTied ? this.#rivalOf(message, snapshot) : undefined
      if (this.#isSame(message, staged, staging, visibleFrom)) {
        this.#tie.shown.set(message, snapshot)
        continue
      }
      const { offset, length, progress, ...record } = staged.at(staging)
      if (rival !== undefined && lastPlaces.get(message) !== place) continue
      if (rival !== undefined && isBehind({ progress, timestamp: record.timestamp }, rival)) continue
      this.#tie.shown.set(message, snapshot)
      const index = this.observations.add({ ...record, message, visibleFrom })
      this.#snapshots.push(snapshot)
      this.#offsets.push(offset)
      this.#lengths.push(length)
      this.#progress.push(progress)
      for (let word = 0; word < TEXT_WORDS; word += 1)
        this.#texts.push(staged.texts.at(staging * TEXT_WORDS + word))
      if (message === this.#latest.length) this.#latest.push(index)
      else this.#latest.set(message, index)
    }
  }

  /* The state of a message in another reply of the same time and journal: of the two the one that has come furthest is the latest. */
  #rivalOf(message: number, snapshot: number): State | undefined {
    const other = this.#tie.shown.get(message)
    if (other === undefined || other === snapshot) return undefined
    const [mine, its] = [this.#tie.journals.get(snapshot), this.#tie.journals.get(other)]
    if (mine !== its && mine !== "history" && its !== "history") return undefined
    const latest = this.#latest.at(message)
    return { progress: this.#progress.at(latest), timestamp: this.observations.timestamp(latest) }
  }

  /* What was told before, seen no later than now, need not be told again. */
  #isSame(message: number, staged: Staged, staging: number, visibleFrom: number): boolean {
    if (message === this.#latest.length) return false
    const latest = this.#latest.at(message)
    if (this.observations.visibleFrom(latest) > visibleFrom) return false
    if (this.observations.journal(latest) !== staged.journal(staging)) return false
    for (let word = 0; word < TEXT_WORDS; word += 1)
      if (this.#texts.at(latest * TEXT_WORDS + word) !== staged.texts.at(staging * TEXT_WORDS + word))
        return false
    return true
  }
}
