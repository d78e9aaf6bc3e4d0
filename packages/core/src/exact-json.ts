// Lossless JSON: numbers that JavaScript would round keep their digits, and strings are well-formed Unicode.
//
// `JSON.parse` rounds integers beyond 2^53, turns 1e400 into infinity, and accepts lone surrogates. Decimals
// keep the 17 digits of a double. Gotcha: an exact number is a function with a `toJSON`, so that no schema
// accepts it as a value.
// Source: https://github.com/tc39/proposal-json-parse-with-source

declare global {
  /** In Node since version 22; not yet in TypeScript's types. */
  interface JSON {
    parse(
      text: string,
      reviver: (key: string, value: unknown, context: { readonly source?: string }) => unknown
    ): unknown
    rawJSON(text: string): object
  }
}

/** May also match digits inside a string: the exact path is then taken needlessly. */
const longNumber = /[:[,\s]-?\d{16}|\d[eE]\+?\d{3}/

/** False if `JSON.parse` certainly keeps every number of the text. */
export const mayRound = (text: string): boolean => longNumber.test(text)

const isRounded = (value: number, source: string): boolean =>
  !Number.isFinite(value) || (!Number.isSafeInteger(value) && /^-?\d+$/.test(source))

/** Parses JSON text and keeps the digits of numbers that would be rounded. */
export const parseExactly = (text: string): unknown =>
  JSON.parse(text, (_key, value, { source }) =>
    typeof value === "number" && source !== undefined && isRounded(value, source)
      ? Object.assign(() => source, { toJSON: () => JSON.rawJSON(source) })
      : value
  )

/** True if no string in the value, including field names, has a lone surrogate. */
export const isWellFormed = (value: unknown): boolean => {
  if (typeof value === "string") return value.isWellFormed()
  if (typeof value !== "object" || value === null) return true
  if (Array.isArray(value)) return value.every(isWellFormed)
  return Object.entries(value).every(([name, held]) => name.isWellFormed() && isWellFormed(held))
}

/** The same value with U+FFFD instead of each lone surrogate. */
export const toWellFormed = (value: unknown): unknown => {
  if (typeof value === "string") return value.toWellFormed()
  if (typeof value !== "object" || value === null) return value
  if (Array.isArray(value)) return value.map(toWellFormed)
  return Object.fromEntries(
    Object.entries(value).map(([name, held]) => [name.toWellFormed(), toWellFormed(held)])
  )
}
