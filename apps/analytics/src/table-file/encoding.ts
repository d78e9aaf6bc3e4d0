// The text of a file in any usual encoding.
//
// UTF-8 and UTF-16 are recognised by their marks or by being valid, UTF-8 also with a few damaged letters, which become
// U+FFFD; otherwise the encoding is the Cyrillic one whose letters form words, or windows-1252.

/** Whether bytes begin with `head`. */
export const startsWith = (bytes: Uint8Array, ...head: ReadonlyArray<number>) =>
  head.every((byte, place) => bytes[place] === byte)

const isLetter = (letter: string | undefined) => letter !== undefined && /[a-z]/i.test(letter)

/** Scores how much a text looks like Russian: adjacent letters, minus unlikely combinations. */
const likeness = (text: string): number => {
  const pairs = text.match(/[А-Яа-яё][а-яё]/g)?.length ?? 0
  const odd = text.match(/[а-яё][А-Я]|[─-▟\u0080-\u009f]/g)?.length ?? 0
  let mixed = 0
  for (const match of text.matchAll(/[А-яЁё]/g))
    if (isLetter(text[match.index - 1]) || isLetter(text[match.index + 1])) mixed += 1
  return pairs - 2 * odd - 2 * mixed
}

/** Of letters beyond ASCII, one in so many may be damaged. */
const LETTERS_PER_DAMAGE = 4

/** The text as UTF-8, unless too much of it is not. */
const asUtf8 = (bytes: Uint8Array): string | undefined => {
  const text = new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes)
  const damaged = text.match(/\ufffd/g)?.length ?? 0
  const letters = text.match(/[^\0-\x7f\ufffd]/gu)?.length ?? 0
  return startsWith(bytes, 0xef, 0xbb, 0xbf) || damaged * LETTERS_PER_DAMAGE <= letters ? text : undefined
}

/** The text of bytes, with its byte-order mark if it has one. */
export const decoded = (bytes: Uint8Array): string => {
  if (startsWith(bytes, 0xff, 0xfe)) return new TextDecoder("utf-16le", { ignoreBOM: true }).decode(bytes)
  if (startsWith(bytes, 0xfe, 0xff)) return new TextDecoder("utf-16be", { ignoreBOM: true }).decode(bytes)
  const zeros = (from: number) => bytes.filter((byte, place) => place % 2 === from && byte === 0).length
  if (zeros(1) * 4 > bytes.length) return new TextDecoder("utf-16le", { ignoreBOM: true }).decode(bytes)
  if (zeros(0) * 4 > bytes.length) return new TextDecoder("utf-16be", { ignoreBOM: true }).decode(bytes)
  const utf8 = asUtf8(bytes)
  if (utf8 !== undefined) return utf8
  const readings = ["windows-1251", "ibm866", "koi8-r"].map((name) => {
    const text = new TextDecoder(name).decode(bytes)
    return { text, score: likeness(text) }
  })
  const best = readings.reduce((one, other) => (other.score > one.score ? other : one))
  return best.score > 0 ? best.text : new TextDecoder("windows-1252").decode(bytes)
}
