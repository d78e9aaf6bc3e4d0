// Where in an archive the states of one instance's records are: numbers, no texts.
//
// Snapshots are added in the order of observations. A record that says the same, byte for byte, as the state
// before it is not noted again: journals are asked with overlap, so most of what comes back is known. About 60
// bytes a state and 30 a message. Left out is what cannot stand in a JSON array: no JSON, no object, a raw
// control character, bytes that are no UTF-8.
import { type Facts, type ReadRecord, ReplyReader } from "@chatledger/archive"
import { Column } from "./column.ts"
import { DigestTable, digestOf } from "./digest-table.ts"
import type { Direction } from "./journal.ts"
import { Observations } from "./observations.ts"

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
  if (journal !== "history") return journal
  if (message["statusMessage"] !== undefined || message["sendByApi"] !== undefined) return "outgoing"
  return message["senderId"] === undefined ? undefined : "incoming"
}

const textOf = (id: unknown): string => (typeof id === "string" ? id.toWellFormed() : "")

const NO_DIRECTION = 0
const INCOMING = 1
const OUTGOING = 2
const codes = { incoming: INCOMING, outgoing: OUTGOING } as const

/** The records of one snapshot, while it is not known from which end it is to be read. */
class Staged {
  readonly #words = Column.of32()
  readonly #offsets = Column.of64()
  readonly #lengths = Column.of32()
  readonly #timestamps = Column.of64()
  readonly #directions = Column.of8()
  readonly #byApi = Column.of8()

  get length(): number {
    return this.#offsets.length
  }

  add({ source, message, hashId }: ReadRecord, journal: Facts["journal"]): void {
    if (message === undefined) return
    const key = `${textOf(message["chatId"])}\u0000${hashId ?? textOf(message["idMessage"])}`
    const { bytes, start, end, offset } = source
    for (const word of digestOf(key)) this.#words.push(word)
    for (const word of digestOf(bytes.subarray(start, end))) this.#words.push(word)
    const { timestamp } = message
    this.#offsets.push(offset)
    this.#lengths.push(end - start)
    this.#timestamps.push(typeof timestamp === "number" ? timestamp : Number.NaN)
    const direction = directionOf(message, journal)
    this.#directions.push(direction === undefined ? NO_DIRECTION : codes[direction])
    this.#byApi.push(message["sendByApi"] === true ? 1 : 0)
  }

  at(index: number) {
    const timestamp = this.#timestamps.at(index)
    const direction = this.#directions.at(index)
    return {
      key: Array.from({ length: 4 }, (_, word) => this.#words.at(index * 8 + word)),
      text: Array.from({ length: 4 }, (_, word) => this.#words.at(index * 8 + 4 + word)),
      offset: this.#offsets.at(index),
      length: this.#lengths.at(index),
      timestamp: Number.isNaN(timestamp) ? undefined : timestamp,
      journal: direction === OUTGOING ? "outgoing" : direction === INCOMING ? "incoming" : undefined,
      isSentByApi: this.#byApi.at(index) === 1
    } as const
  }
}

/** All states of the records of one instance. */
export class ArchiveIndex {
  readonly observations = new Observations()
  readonly #keys = new DigestTable()
  /** Of each message its latest state. */
  readonly #latest = Column.of32()
  readonly #snapshots = Column.of32()
  readonly #offsets = Column.of64()
  readonly #lengths = Column.of32()
  readonly #texts = Column.of32()
  #snapshotCount = 0

  /** Reads a snapshot that comes after all others: chunks of its body first, then `end`. */
  snapshot(facts: Facts): { readonly push: (chunk: Uint8Array) => void; readonly end: () => void } {
    const staged = new Staged()
    const reader = new ReplyReader((record) => {
      if (!record.issues.some(({ code }) => notServable.has(code))) staged.add(record, facts.journal)
    })
    return {
      push: (chunk) => reader.push(chunk),
      end: () => this.#add(staged, reader.end().isNewestFirst, Date.parse(facts.requested_at))
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

  #add(staged: Staged, isNewestFirst: boolean, visibleFrom: number): void {
    const snapshot = this.#snapshotCount
    this.#snapshotCount += 1
    for (let place = 0; place < staged.length; place += 1) {
      const { key, text, offset, length, ...record } = staged.at(
        isNewestFirst ? staged.length - 1 - place : place
      )
      const { journal } = record
      if (journal === undefined) continue
      const message = this.#keys.numberOf(key)
      if (this.#isSame(message, text, journal, visibleFrom)) continue
      const index = this.observations.add({ ...record, journal, message, visibleFrom })
      this.#snapshots.push(snapshot)
      this.#offsets.push(offset)
      this.#lengths.push(length)
      for (const word of text) this.#texts.push(word)
      if (message === this.#latest.length) this.#latest.push(index)
      else this.#latest.set(message, index)
    }
  }

  /* What was told before, seen no later than now, need not be told again. */
  #isSame(message: number, text: ReadonlyArray<number>, journal: Direction, visibleFrom: number): boolean {
    if (message === this.#latest.length) return false
    const latest = this.#latest.at(message)
    return (
      this.observations.visibleFrom(latest) <= visibleFrom &&
      this.observations.journal(latest) === journal &&
      text.every((word, place) => this.#texts.at(latest * 4 + place) === word)
    )
  }
}
