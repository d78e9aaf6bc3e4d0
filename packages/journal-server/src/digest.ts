// Digests of keys and texts as words: a few bytes instead of about 150.
import * as Crypto from "node:crypto"
import type { Column } from "./column.ts"

const wordAt = (digest: string, word: number): number =>
  ((digest.charCodeAt(word * 4) << 24) |
    (digest.charCodeAt(word * 4 + 1) << 16) |
    (digest.charCodeAt(word * 4 + 2) << 8) |
    digest.charCodeAt(word * 4 + 3)) >>>
  0

/** Adds the first 32-bit words of a SHA-256 to a column. */
export const pushDigest = (column: Column, text: string | Uint8Array, words: number): void => {
  const digest = Crypto.hash("sha256", text, "binary")
  for (let word = 0; word < words; word += 1) column.push(wordAt(digest, word))
}
