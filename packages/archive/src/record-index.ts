// An index of the records of one instance: one row of 32-bit words each, found by the hash of its key.
//
// Rows are in one typed array in insertion order; the first words of a row are the hash. Open addressing, at most
// half full; slots are created at the first lookup. Gotcha: rows match by hash only.
import type { Message } from "@chatledger/core"

const textOf = (id: unknown): string => (typeof id === "string" ? id.toWellFormed() : "")

/** The key of a record within its instance; `hashId` replaces a missing `idMessage`. */
export const recordKey = ({ chatId, idMessage }: Message, hashId?: string): string =>
  `${textOf(chatId)}\0${hashId ?? textOf(idMessage)}`

/** Rows of `rowWords` words; the first `hashWords` are the hash of the key. */
export class RecordIndex {
  /** The rows, followed by unused capacity. */
  words: Uint32Array
  /** Number of rows. */
  count: number
  readonly #rowWords: number
  readonly #hashWords: number
  /** Row number plus one; 0 for a free slot. */
  #slots: Uint32Array | undefined

  /** Takes the result of `rows`. */
  constructor(rowWords: number, hashWords: number, words: Uint32Array = new Uint32Array(0)) {
    this.#rowWords = rowWords
    this.#hashWords = hashWords
    this.words = words
    this.count = words.length / rowWords
  }

  /** The rows in `[from, to)`; valid until the next change. */
  rows(from: number, to = this.count): Uint32Array {
    return this.words.subarray(from * this.#rowWords, to * this.#rowWords)
  }

  /** The number of the row with the hash at `hashes[at]`; -1 if there is none. */
  find(hashes: ArrayLike<number>, at = 0): number {
    const slots = this.#index()
    const mask = slots.length - 1
    for (let slot = (hashes[at] as number) & mask; ; slot = (slot + 1) & mask) {
      const row = (slots[slot] as number) - 1
      if (row < 0 || this.#hasHash(row, hashes, at)) return row
    }
  }

  /** Adds the row at `row[at]`, whose hash must be new; returns its number. */
  add(row: ArrayLike<number>, at = 0): number {
    const number = this.count
    const start = number * this.#rowWords
    if (start + this.#rowWords > this.words.length) this.#grow(Math.max(256, number + (number >> 2)))
    for (let word = 0; word < this.#rowWords; word += 1) this.words[start + word] = row[at + word] as number
    this.count += 1
    if (this.#slots !== undefined) {
      if (this.count * 2 > this.#slots.length) this.#slots = undefined
      else this.#place(this.#slots, number)
    }
    return number
  }

  /** Adds the result of `rows`. */
  addAll(rows: Uint32Array): void {
    if (rows.length === 0) return
    const start = this.count * this.#rowWords
    this.#grow(this.count + rows.length / this.#rowWords)
    this.words.set(rows, start)
    this.count = this.words.length / this.#rowWords
    this.#slots = undefined
  }

  /** Removes all rows from `count` on. */
  truncate(count: number): void {
    this.count = count
    this.#slots = undefined
  }

  #grow(rows: number): void {
    const grown = new Uint32Array(rows * this.#rowWords)
    grown.set(this.rows(0))
    this.words = grown
  }

  #hasHash(row: number, hashes: ArrayLike<number>, at: number): boolean {
    const start = row * this.#rowWords
    for (let word = 0; word < this.#hashWords; word += 1)
      if (this.words[start + word] !== hashes[at + word]) return false
    return true
  }

  #index(): Uint32Array {
    if (this.#slots !== undefined) return this.#slots
    let size = 1024
    while (size < this.count * 3) size *= 2
    const slots = new Uint32Array(size)
    for (let row = 0; row < this.count; row += 1) this.#place(slots, row)
    this.#slots = slots
    return slots
  }

  #place(slots: Uint32Array, row: number): void {
    const mask = slots.length - 1
    let slot = (this.words[row * this.#rowWords] as number) & mask
    while (slots[slot] !== 0) slot = (slot + 1) & mask
    slots[slot] = row + 1
  }
}
