// An index of the states of one instance's records in an archive: positions and digests, no text.
//
// Snapshots are added in observation order. A record that equals its previous state byte for byte is not added again:
// journals are requested with overlap, so most records are repetitions. About 50 bytes per state and 30 per message.
// Excludes what cannot be in a JSON array: invalid JSON, non-objects, raw control characters, invalid UTF-8; and
// replies of calls or stories, which have journals of their own.
import { type Facts, type ReadRecord, ReplyReader } from "@chatledger/archive"
import { RecordIndex, recordKey, requestTime, withKind } from "@chatledger/archive/internal"
import { Column } from "./column.ts"
import { pushDigest } from "./digest.ts"
import type { Direction } from "./journal.ts"
import { Observations } from "./observations.ts"
import { isBehind, progressOf, type State } from "./progress.ts"
import { type ChatFields, chatFieldsOf, SeenChats } from "./seen-chats.ts"

/** The position of a record: its bytes in the body of a snapshot. */
export interface Place {
  /** Number of the snapshot in insertion order. */
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

/** Words of a key: 128 bits, so that no two messages are confused. */
const KEY_WORDS = 4
/** Words of a text digest: enough to distinguish it from the previous state. */
const TEXT_WORDS = 2

/** The records of one snapshot, until its reading direction is known. */
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

/** The states of all records of one instance. */
export class ArchiveIndex {
  readonly observations = new Observations()
  readonly chats = new SeenChats()
  readonly #keys = new RecordIndex(KEY_WORDS, KEY_WORDS)
  readonly #staged = new Staged()
  /** The latest state of each message. */
  readonly #latest = Column.of32()
  readonly #snapshots = Column.of32()
  readonly #offsets = Column.of64()
  readonly #lengths = Column.of32()
  readonly #texts = Column.of32()
  readonly #progress = Column.of8()
  #snapshotCount = 0
  readonly #kind: Facts["kind"]
  /** Time of the last snapshot, the journals with that time, and the snapshot that showed each message then. */
  #tie = { key: "", journals: new Map<number, Facts["journal"]>(), shown: new Map<number, number>() }

  /** Indexes messages, or records of another kind. */
  constructor(kind?: Facts["kind"]) {
    this.#kind = kind
  }

  /** Reads a snapshot that follows all others: chunks of its body, then `end`; one at a time. */
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

  /** The position of an observation's text. */
  place(index: number): Place {
    return {
      snapshot: this.#snapshots.at(index),
      offset: this.#offsets.at(index),
      length: this.#lengths.at(index)
    }
  }

  /** The number of a message; undefined if no record has it. */
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

  /* The state of a message in another reply of the same time and journal: the one with more progress is the latest. */
  #rivalOf(message: number, snapshot: number): State | undefined {
    const other = this.#tie.shown.get(message)
    if (other === undefined || other === snapshot) return undefined
    const [mine, its] = [this.#tie.journals.get(snapshot), this.#tie.journals.get(other)]
    if (mine !== its && mine !== "history" && its !== "history") return undefined
    const latest = this.#latest.at(message)
    return { progress: this.#progress.at(latest), timestamp: this.observations.timestamp(latest) }
  }

  /* A known state that was visible no later need not be added again. */
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
