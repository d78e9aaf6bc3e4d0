// Everything in saved replies that tells who is meant: names, texts, ids, numbers, addresses, thumbnails, whatever
// field they stand in. Words of the vendor's, and emoji, tell nothing.
//
// Gotcha: short texts stand in anything by chance: three characters and less are not looked for.
import { recordsOf } from "../model/observations.ts"
import { isObject, type JsonValue } from "../model/record.ts"

const harmless = new Set([
  "type",
  "typeMessage",
  "statusMessage",
  "chatState",
  "mimeType",
  "mediaType",
  "previewType",
  "sourceType"
])

const leaves = (value: JsonValue, name: string): ReadonlyArray<string> => {
  if (typeof value === "string") return harmless.has(name) ? [] : [value]
  if (Array.isArray(value)) return value.flatMap((item: JsonValue) => leaves(item, name))
  return isObject(value)
    ? Object.entries(value).flatMap(([field, inner]) => (inner === undefined ? [] : leaves(inner, field)))
    : []
}

/** All texts that stand in a reply. */
export const textsIn = (body: string): ReadonlyArray<string> =>
  recordsOf(body).flatMap((record) => leaves(record, ""))

/** Runs of five and more digits. */
export const numbersIn = (texts: ReadonlyArray<string>): ReadonlyArray<string> =>
  texts.flatMap((text) => text.match(/\d{5,}/g) ?? [])

const isEmoji = (text: string) => /^[\p{S}\p{P}\p{Z}\p{M}\p{Cf}\s]*$/u.test(text)

/** What must not be found: each text of more than three characters, and each number. */
export const toldIn = (bodies: ReadonlyArray<string>): ReadonlyArray<string> => {
  const texts = bodies.flatMap(textsIn)
  const long = texts.filter((text) => [...text].length > 3 && !isEmoji(text))
  return [...new Set([...long, ...numbersIn(texts)])]
}
