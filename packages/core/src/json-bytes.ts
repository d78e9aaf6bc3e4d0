// The meaning of single bytes in JSON text, which is UTF-8.
//
// Bytes of multi-byte characters are 0x80 or more and have no meaning here, so nothing is decoded.
// Source: https://datatracker.ietf.org/doc/html/rfc8259

export const QUOTE = 0x22
export const BACKSLASH = 0x5c
export const LINE_FEED = 0x0a
export const BYTE_ORDER_MARK = Uint8Array.of(0xef, 0xbb, 0xbf)

// Outside of strings; 0 is part of a literal or number.
export const BLANK = 1
export const BREAK = 2
export const OPEN = 3
export const CLOSE = 4
export const COLON = 5
export const COMMA = 6

/** The meaning of each byte outside of strings. */
export const structure = new Uint8Array(256)
for (const [characters, meaning] of [
  [" \t", BLANK],
  ["\r\n", BREAK],
  ["{[", OPEN],
  ["}]", CLOSE],
  [":", COLON],
  [",", COMMA]
] as const)
  for (const character of characters) structure[character.charCodeAt(0)] = meaning

/** 1 for each byte without a meaning inside a string. */
export const plain = new Uint8Array(256).fill(1, 0x20)
plain[QUOTE] = 0
plain[BACKSLASH] = 0

/** Space, tab, line feed, carriage return. */
export const isBlank = (byte: number | undefined): boolean =>
  byte === 0x20 || byte === 0x09 || byte === LINE_FEED || byte === 0x0d

/** The second digit of an escape `\uD800` to `\uDFFF`. */
export const isSurrogateDigit = (byte: number): boolean =>
  byte === 0x38 || byte === 0x39 || (byte >= 0x41 && byte <= 0x46) || (byte >= 0x61 && byte <= 0x66)
