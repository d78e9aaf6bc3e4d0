// JSON without loss: numbers that JavaScript would round keep their digits, texts are well-formed Unicode.
//
// `JSON.parse` rounds whole numbers beyond 2^53, makes infinity of 1e400, and accepts half surrogate pairs;
// `JSON.stringify` writes what is left. Decimals keep the 17 digits of a double. Gotcha: an exact number is a
// function with a `toJSON`, so that it counts as no value that a schema knows.
// Source: https://github.com/tc39/proposal-json-parse-with-source

declare global {
  /** Node has these from version 22; TypeScript does not know them yet. */
  interface JSON {
    parse(
      text: string,
      reviver: (key: string, value: unknown, context: { readonly source?: string }) => unknown
    ): unknown
    rawJSON(text: string): object
  }
}

/** May also find digits inside a text: then the exact way is taken for nothing. */
const longNumber = /[:[,\s]-?\d{16}|\d[eE]\+?\d{3}/

/** False if `JSON.parse` surely keeps every number of the text. */
export const mayRound = (text: string): boolean => longNumber.test(text)

const isRounded = (value: number, source: string): boolean =>
  !Number.isFinite(value) || (!Number.isSafeInteger(value) && /^-?\d+$/.test(source))

/** Parses JSON text, keeping the digits of numbers that would be rounded. */
export const parseExactly = (text: string): unknown =>
  JSON.parse(text, (_key, value, { source }) =>
    typeof value === "number" && source !== undefined && isRounded(value, source)
      ? Object.assign(() => source, { toJSON: () => JSON.rawJSON(source) })
      : value
  )

/** True if no text in the value, names included, has half a surrogate pair. */
export const isWellFormed = (value: unknown): boolean => {
  if (typeof value === "string") return value.isWellFormed()
  if (typeof value !== "object" || value === null) return true
  if (Array.isArray(value)) return value.every(isWellFormed)
  return Object.entries(value).every(([name, held]) => name.isWellFormed() && isWellFormed(held))
}

/** The same value with U+FFFD for every half of a surrogate pair. */
export const toWellFormed = (value: unknown): unknown => {
  if (typeof value === "string") return value.toWellFormed()
  if (typeof value !== "object" || value === null) return value
  if (Array.isArray(value)) return value.map(toWellFormed)
  return Object.fromEntries(
    Object.entries(value).map(([name, held]) => [name.toWellFormed(), toWellFormed(held)])
  )
}
