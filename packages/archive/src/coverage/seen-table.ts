// Seen messages: for each one the hash of its key, the hash of its latest state, and its latest timestamp.
//
// 16 bytes per message, in one typed array that is read from and written to disk unchanged; a time index is built
// when an interval is looked up. Gotcha: keys have 64-bit and states 29-bit hashes: of 5 · 10^8 changed messages
// one may pass as unchanged.
import { RecordIndex } from "../record-index.ts"
import { type CoveredJournal, coveredJournals } from "./claim.ts"

const WORDS = 4
const HASH_WORDS = 2
const BUCKET_SECONDS = 256

/** A record to look up: hashes of key and state; UNIX seconds, 0 without a timestamp. */
export interface SeenRecord {
  readonly high: number
  readonly low: number
  /** 29 bits. */
  readonly state: number
  readonly seconds: number
  /** True if its chat id is digits only; left out if the id matches no messenger. */
  readonly isBare?: boolean | undefined
}

/** An entry before a change. */
interface Change {
  readonly entry: number
  readonly state: number
  readonly seconds: number
}

/** A state of the table that can be restored. */
export interface Mark {
  readonly count: number
  /** Number of changes logged since the beginning. */
  readonly changes: number
}

/** The lowest bits of the state: the journal whose fetch showed the message. */
const CODE_BITS = 3
const CODE_MASK = 7

const journalCode = (journal: CoveredJournal | undefined): number =>
  journal === undefined ? 0 : coveredJournals.indexOf(journal) + 1

export class SeenTable {
  private readonly index: RecordIndex
  private readonly row = new Uint32Array(WORDS)
  private buckets: { readonly from: number; readonly entries: Map<number, Array<number>> } | undefined
  /** The undo log: changes since the oldest mark that can be restored. */
  private log: Array<Change> | undefined
  private forgotten = 0
  /** Entries below `baseCount` that differ from the file. */
  readonly changed = new Set<number>()
  /** Number of entries in the `.seen` file. */
  baseCount: number

  /** Takes the result of `entries`. */
  constructor(words: Uint32Array = new Uint32Array(0)) {
    this.index = new RecordIndex(WORDS, HASH_WORDS, words)
    this.baseCount = this.count
  }

  /** Number of messages seen. */
  get count(): number {
    return this.index.count
  }

  /** The entries in `[from, to)` in file format; valid until the next change. */
  entries(from: number, to = this.count): Uint32Array {
    return this.index.rows(from, to)
  }

  /** Marks all entries as saved. */
  rebase(): void {
    this.baseCount = this.count
    this.changed.clear()
  }

  /** A mark for `rewind`, valid until `forget` gets a later one. */
  mark(): Mark {
    this.log ??= []
    return { count: this.count, changes: this.forgotten + this.log.length }
  }

  /** Drops the marks before this one. */
  forget(mark: Mark): void {
    this.log?.splice(0, mark.changes - this.forgotten)
    this.forgotten = mark.changes
  }

  /** Undoes all changes since the mark. */
  rewind(mark: Mark): void {
    while (this.log !== undefined && this.forgotten + this.log.length > mark.changes) {
      const { entry, state, seconds } = this.log.pop() as Change
      this.index.words[entry * WORDS + 2] = state
      this.index.words[entry * WORDS + 3] = seconds
      if (entry < this.baseCount) this.changed.add(entry)
    }
    this.index.truncate(mark.count)
    if (this.count < this.baseCount) this.baseCount = 0
    this.buckets = undefined
  }

  /** The entry of a key; -1 if it was never seen. */
  find({ high, low }: SeenRecord): number {
    this.row[0] = high
    this.row[1] = low
    return this.index.find(this.row)
  }

  stateOf(entry: number): number {
    return (this.index.words[entry * WORDS + 2] as number) >>> CODE_BITS
  }

  secondsOf(entry: number): number {
    return this.index.words[entry * WORDS + 3] as number
  }

  /** Adds a new record; `journal` if a fetch with a window showed it. */
  add(record: SeenRecord, journal: CoveredJournal | undefined): number {
    this.row[0] = record.high
    this.row[1] = record.low
    this.row[2] = (record.state << CODE_BITS) | journalCode(journal)
    this.row[3] = record.seconds
    const entry = this.index.add(this.row)
    this.putInBucket(entry, record.seconds)
    return entry
  }

  /** Updates the state of a record. Only fetches change a timestamp that came from a fetch. */
  update(entry: number, record: SeenRecord, journal: CoveredJournal | undefined): void {
    const at = entry * WORDS
    const [state, seconds] = [this.index.words[at + 2] as number, this.index.words[at + 3] as number]
    const code = journal === undefined ? state & CODE_MASK : journalCode(journal)
    const newState = ((record.state << CODE_BITS) | code) >>> 0
    const newSeconds = journal === undefined && (state & CODE_MASK) !== 0 ? seconds : record.seconds
    if (newState === state && newSeconds === seconds) return
    this.log?.push({ entry, state, seconds })
    if (entry < this.baseCount) this.changed.add(entry)
    this.index.words[at + 2] = newState
    this.index.words[at + 3] = newSeconds
    if (newSeconds !== seconds) this.putInBucket(entry, newSeconds)
  }

  /** Appends saved entries and overwrites those at `places`; call it before anything else. */
  restore(added: Uint32Array, places: Uint32Array, words: Uint32Array): void {
    this.index.addAll(added)
    for (const [index, entry] of places.entries()) {
      this.index.words.set(words.subarray(index * WORDS, (index + 1) * WORDS), entry * WORDS)
      this.changed.add(entry)
    }
  }

  /** Entries with a timestamp in `[from, to)` seconds that fetches of a journal showed. */
  within(journal: CoveredJournal, from: number, to: number): ReadonlyArray<number> {
    const { entries } = this.byTime(from)
    const code = journalCode(journal)
    const found = new Set<number>()
    const lastBucket = Math.floor((to - 1) / BUCKET_SECONDS)
    const isIn = (entry: number) => {
      const seconds = this.secondsOf(entry)
      const isOfJournal = ((this.index.words[entry * WORDS + 2] as number) & CODE_MASK) === code
      return isOfJournal && seconds >= from && seconds < to
    }
    const first = Math.floor(from / BUCKET_SECONDS)
    const numbers =
      lastBucket - first > entries.size
        ? [...entries.keys()].filter((bucket) => bucket >= first && bucket <= lastBucket)
        : Array.from({ length: Math.max(0, lastBucket - first + 1) }, (_, index) => first + index)
    for (const bucket of numbers)
      for (const entry of entries.get(bucket) ?? []) if (isIn(entry)) found.add(entry)
    return [...found]
  }

  private byTime(from: number) {
    if (this.buckets === undefined || this.buckets.from > from) {
      const start = Math.floor(from / BUCKET_SECONDS) * BUCKET_SECONDS
      this.buckets = { from: start, entries: new Map() }
      for (let entry = 0; entry < this.count; entry += 1) this.putInBucket(entry, this.secondsOf(entry))
    }
    return this.buckets
  }

  private putInBucket(entry: number, seconds: number): void {
    if (this.buckets === undefined || seconds < this.buckets.from) return
    const bucket = Math.floor(seconds / BUCKET_SECONDS)
    const entries = this.buckets.entries.get(bucket)
    if (entries === undefined) this.buckets.entries.set(bucket, [entry])
    else entries.push(entry)
  }
}
