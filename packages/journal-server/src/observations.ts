// The observations of one instance in order, and which of them a journal shows at a moment.
//
// Numbers only; the caller keeps the texts. A query scans all observations,
// 0.2 s for a million. Gotcha: observation order differs from that of `visibleFrom`, since guessed times
// come first in an archive.
import { Column } from "./column.ts"
import type { Direction, JournalQuery } from "./journal.ts"

/** A record as observed once. */
export interface Observation {
  /** Number of the message, from 0. */
  readonly message: number
  /** Milliseconds; not visible before. */
  readonly visibleFrom: number
  /** UNIX seconds; undefined if the record has none. */
  readonly timestamp: number | undefined
  readonly journal: Direction
  readonly isSentByApi: boolean
}

const OUTGOING = 1
const BY_API = 2

/** `JournalQuery` without the instance. */
type InstanceQuery = Omit<JournalQuery, "instanceId">

/** Append-only; `at` returns indexes in insertion order. */
export class Observations {
  readonly #messages = Column.of32()
  readonly #visibleFrom = Column.of64()
  readonly #timestamps = Column.of64()
  readonly #flags = Column.of8()
  #messageCount = 0

  get length(): number {
    return this.#messages.length
  }

  /** Adds an observation that follows all others; returns its index. */
  add({ message, visibleFrom, timestamp, journal, isSentByApi }: Observation): number {
    this.#messages.push(message)
    this.#visibleFrom.push(visibleFrom)
    this.#timestamps.push(timestamp ?? Number.NaN)
    this.#flags.push((journal === "outgoing" ? OUTGOING : 0) | (isSentByApi ? BY_API : 0))
    this.#messageCount = Math.max(this.#messageCount, message + 1)
    return this.length - 1
  }

  visibleFrom(index: number): number {
    return this.#visibleFrom.at(index)
  }

  /** UNIX seconds; undefined if the record has none. */
  timestamp(index: number): number | undefined {
    const timestamp = this.#timestamps.at(index)
    return Number.isNaN(timestamp) ? undefined : timestamp
  }

  journal(index: number): Direction {
    return (this.#flags.at(index) & OUTGOING) === 0 ? "incoming" : "outgoing"
  }

  /** Indexes of the records that the journal shows, newest first. */
  at({ journal, at, minutes, onlySentByApi, limit }: InstanceQuery): ReadonlyArray<number> {
    const from = Math.floor(at.getTime() / 1000) - minutes * 60
    const journalFlag = journal === "outgoing" ? OUTGOING : 0
    return this.#newest(at, limit, (_, index, time) => {
      const flags = this.#flags.at(index)
      if ((flags & OUTGOING) !== journalFlag || (onlySentByApi && (flags & BY_API) === 0)) return false
      return time >= from
    })
  }

  /** Indexes of the latest states of some messages at a moment, in both directions, newest first. */
  ofMessages(at: Date, limit: number, isChosen: (message: number) => boolean): ReadonlyArray<number> {
    return this.#newest(at, limit, isChosen)
  }

  /** The latest states at a moment, newest first; `time` is in UNIX seconds. */
  #newest(
    at: Date,
    limit: number,
    isChosen: (message: number, index: number, time: number) => boolean
  ): ReadonlyArray<number> {
    const now = at.getTime()
    const first = new Float64Array(this.#messageCount).fill(-1)
    const last = new Float64Array(this.#messageCount)
    for (let index = 0; index < this.length; index += 1) {
      if (this.#visibleFrom.at(index) > now) continue
      const message = this.#messages.at(index)
      if (first[message] === -1) first[message] = index
      last[message] = index
    }
    const shown = (message: number): number | undefined => {
      const start = first[message] as number
      if (start < 0) return undefined
      const index = last[message] as number
      const own = this.#timestamps.at(index)
      const timestamp = Number.isNaN(own) ? this.#visibleFrom.at(start) / 1000 : own
      return isChosen(message, index, timestamp) ? timestamp : undefined
    }
    const messages = Column.of32()
    const times = Column.of64()
    for (let message = 0; message < this.#messageCount; message += 1) {
      const time = shown(message)
      if (time === undefined) continue
      messages.push(message)
      times.push(time)
    }
    const oldest = oldestOf(times, limit)
    const newest: Array<{ readonly message: number; readonly time: number }> = []
    for (let place = 0; place < times.length; place += 1)
      if (times.at(place) >= oldest) newest.push({ message: messages.at(place), time: times.at(place) })
    return newest
      .sort((a, b) => b.time - a.time || (first[b.message] as number) - (first[a.message] as number))
      .slice(0, limit)
      .map(({ message }) => last[message] as number)
  }
}

/** The `limit`-th newest time. */
const oldestOf = (times: Column, limit: number): number => {
  if (times.length <= limit) return Number.NEGATIVE_INFINITY
  const sorted = Float64Array.from({ length: times.length }, (_, place) => times.at(place)).sort()
  return sorted[sorted.length - limit] as number
}
