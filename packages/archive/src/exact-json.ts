// JSON without loss: integers of 16 digits and more keep their digits, texts are well-formed Unicode.
//
// `JSON.parse` rounds such integers and accepts half surrogate pairs, and `JSON.stringify` writes what was
// rounded. Gotcha: a long integer is an object that only `JSON.stringify` understands (`JSON.rawJSON`).
// Source: https://github.com/tc39/proposal-json-parse-with-source

declare global {
  /** Node has these from version 22; TypeScript does not know them yet. */
  interface JSON {
    parse(
      text: string,
      reviver: (key: string, value: unknown, context: { readonly source?: string }) => unknown
    ): unknown
    rawJSON(text: string): object
    isRawJSON(value: unknown): boolean
  }
}

const longInteger = /^-?\d{16,}$/

/** Parses JSON text, keeping the digits of long integers. */
export const parseExactly = (text: string): unknown =>
  JSON.parse(text, (_key, value, { source }) =>
    typeof value === "number" && source !== undefined && longInteger.test(source)
      ? JSON.rawJSON(source)
      : value
  )

/** True if no text in the value, names included, has half a surrogate pair. */
export const isWellFormed = (value: unknown): boolean => {
  if (typeof value === "string") return value.isWellFormed()
  if (typeof value !== "object" || value === null) return true
  if (Array.isArray(value)) return value.every(isWellFormed)
  return Object.entries(value).every(([name, held]) => name.isWellFormed() && isWellFormed(held))
}

const wellFormed = (value: unknown): unknown => {
  if (typeof value === "string") return value.toWellFormed()
  if (typeof value !== "object" || value === null || JSON.isRawJSON(value)) return value
  if (Array.isArray(value)) return value.map(wellFormed)
  return Object.fromEntries(
    Object.entries(value).map(([name, held]) => [name.toWellFormed(), wellFormed(held)])
  )
}

/** JSON text that any strict reader takes: half surrogate pairs become U+FFFD. */
export const strictText = (value: unknown): string => JSON.stringify(wellFormed(value))
