// Numbers for keys: each key gets the next number the first time it is seen.
//
// Kept are 128 bits of a digest of the key, not its text: 24 bytes a key instead of 150. Open addressing; the
// table is never more than half full.
import * as Crypto from "node:crypto"
import { Column } from "./column.ts"

const wordAt = (digest: string, word: number): number =>
  ((digest.charCodeAt(word * 4) << 24) |
    (digest.charCodeAt(word * 4 + 1) << 16) |
    (digest.charCodeAt(word * 4 + 2) << 8) |
    digest.charCodeAt(word * 4 + 3)) >>>
  0

/** Adds the first words of a SHA-256, 32 bits each, to a column. */
export const pushDigest = (column: Column, text: string | Uint8Array, words: number): void => {
  const digest = Crypto.hash("sha256", text, "binary")
  for (let word = 0; word < words; word += 1) column.push(wordAt(digest, word))
}

/** Words of a key. */
export const KEY_WORDS = 4

/** Keys by number, from 0. */
export class DigestTable {
  readonly #words = Column.of32()
  /** Number of a key plus one; 0 where the slot is free. */
  #slots = new Uint32Array(1024)
  size = 0

  /** The number of a key, of which the digest stands in a column from `offset` on. */
  numberOf(words: Column, offset: number): number {
    if ((this.size + 1) * 2 > this.#slots.length) this.#grow()
    const slot = this.#slotOf(words, offset)
    const found = this.#slots[slot] as number
    if (found > 0) return found - 1
    for (let word = 0; word < KEY_WORDS; word += 1) this.#words.push(words.at(offset + word))
    this.size += 1
    this.#slots[slot] = this.size
    return this.size - 1
  }

  /** The number of a key that is there; undefined if it is not. */
  find(words: Column, offset: number): number | undefined {
    const held = this.#slots[this.#slotOf(words, offset)] as number
    return held === 0 ? undefined : held - 1
  }

  #slotOf(words: Column, offset: number): number {
    const mask = this.#slots.length - 1
    let slot = words.at(offset) & mask
    for (;;) {
      const held = this.#slots[slot] as number
      if (held === 0 || this.#isKey(held - 1, words, offset)) return slot
      slot = (slot + 1) & mask
    }
  }

  #isKey(number: number, words: Column, offset: number): boolean {
    for (let word = 0; word < KEY_WORDS; word += 1)
      if (this.#words.at(number * KEY_WORDS + word) !== words.at(offset + word)) return false
    return true
  }

  #grow(): void {
    const mask = this.#slots.length * 2 - 1
    const slots = new Uint32Array(mask + 1)
    for (let number = 0; number < this.size; number += 1) {
      let slot = this.#words.at(number * KEY_WORDS) & mask
      while (slots[slot] !== 0) slot = (slot + 1) & mask
      slots[slot] = number + 1
    }
    this.#slots = slots
  }
}
