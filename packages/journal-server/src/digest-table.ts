// Numbers for keys: each key gets the next number the first time it is seen.
//
// Kept are 128 bits of a digest of the key, not its text: 24 bytes a key instead of 150. Open addressing; the
// table is never more than half full.
import * as Crypto from "node:crypto"
import { Column } from "./column.ts"

/** 128 bits of SHA-256, as four numbers below 2^32. */
export const digestOf = (text: string | Uint8Array): Uint32Array => {
  const bytes = Crypto.hash("sha256", text, "buffer")
  return new Uint32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + 16))
}

/** Keys by number, from 0. */
export class DigestTable {
  readonly #words = Column.of32()
  /** Number of a key plus one; 0 where the slot is free. */
  #slots = new Uint32Array(1024)
  size = 0

  /** The number of a key, given by the words of its digest from `offset` on. */
  numberOf(words: ArrayLike<number>, offset = 0): number {
    if ((this.size + 1) * 2 > this.#slots.length) this.#grow()
    const slot = this.#slotOf(words, offset)
    const found = this.#slots[slot] as number
    if (found > 0) return found - 1
    for (let word = 0; word < 4; word += 1) this.#words.push(words[offset + word] as number)
    this.size += 1
    this.#slots[slot] = this.size
    return this.size - 1
  }

  #slotOf(words: ArrayLike<number>, offset: number): number {
    const mask = this.#slots.length - 1
    let slot = (words[offset] as number) & mask
    for (;;) {
      const held = this.#slots[slot] as number
      if (held === 0 || this.#isKey(held - 1, words, offset)) return slot
      slot = (slot + 1) & mask
    }
  }

  #isKey(number: number, words: ArrayLike<number>, offset: number): boolean {
    for (let word = 0; word < 4; word += 1)
      if (this.#words.at(number * 4 + word) !== words[offset + word]) return false
    return true
  }

  #grow(): void {
    const mask = this.#slots.length * 2 - 1
    const slots = new Uint32Array(mask + 1)
    for (let number = 0; number < this.size; number += 1) {
      let slot = this.#words.at(number * 4) & mask
      while (slots[slot] !== 0) slot = (slot + 1) & mask
      slots[slot] = number + 1
    }
    this.#slots = slots
  }
}
