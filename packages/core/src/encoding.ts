// Counts valid and invalid UTF-8 characters in bytes.
//
// Source: https://datatracker.ietf.org/doc/html/rfc3629#section-4

/** Numbers of characters beyond ASCII: valid ones, and bytes that belong to none. */
export interface Utf8Count {
  readonly whole: number
  readonly broken: number
}

/** Length in bytes of the character that begins with this byte; 1 for ASCII, 0 if invalid. */
const lengthOf = (byte: number): number =>
  byte < 0x80 ? 1 : byte < 0xc2 ? 0 : byte < 0xe0 ? 2 : byte < 0xf0 ? 3 : byte < 0xf5 ? 4 : 0

/** The first byte restricts the second: no overlong forms, no surrogates, nothing beyond U+10FFFF. */
const isSecond = (first: number, second: number): boolean => {
  if (first === 0xe0) return second >= 0xa0 && second <= 0xbf
  if (first === 0xed) return second >= 0x80 && second <= 0x9f
  if (first === 0xf0) return second >= 0x90 && second <= 0xbf
  return first === 0xf4 ? second >= 0x80 && second <= 0x8f : second >= 0x80 && second <= 0xbf
}

const isWhole = (bytes: Uint8Array, at: number, length: number): boolean => {
  if (!isSecond(bytes[at] ?? 0, bytes[at + 1] ?? 0)) return false
  for (let i = at + 2; i < at + length; i += 1) if (((bytes[i] ?? 0) & 0xc0) !== 0x80) return false
  return true
}

/** Counts the non-ASCII characters in bytes. */
export const countUtf8 = (bytes: Uint8Array): Utf8Count => {
  let [whole, broken] = [0, 0]
  for (let at = 0; at < bytes.length; ) {
    const length = lengthOf(bytes[at] as number)
    if (length > 1 && isWhole(bytes, at, length)) {
      whole += 1
      at += length
    } else {
      if (length !== 1) broken += 1
      at += 1
    }
  }
  return { whole, broken }
}
