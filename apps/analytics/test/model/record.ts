// One record of the journal, as parsed JSON, and how the reference model reads a field of it. Every reader
// answers null for what is absent, null or an empty string, because the tables say NULL for all three. It
// does not check types beyond that: a value of another type than the field's reads as absent. Gotcha: text
// is ordered by code point, as DuckDB does, and not by UTF-16 unit, as JavaScript does.

export type JsonValue = null | boolean | number | string | ReadonlyArray<JsonValue> | JsonObject
export type JsonObject = { readonly [name: string]: JsonValue }

/** Tells an object of JSON from the other values. */
export const isObject = (value: JsonValue | undefined): value is JsonObject =>
  typeof value === "object" && value !== null && !Array.isArray(value)

/** The object in a field, or null. */
export const objectAt = (record: JsonObject | null, name: string): JsonObject | null => {
  const value = record?.[name]
  return isObject(value) ? value : null
}

/** The text in a field, or null if it is absent or empty. */
export const textAt = (record: JsonObject | null, name: string): string | null => {
  const value = record?.[name]
  return typeof value === "string" && value !== "" ? value : null
}

/** The boolean in a field, or null. */
export const flagAt = (record: JsonObject | null, name: string): boolean | null => {
  const value = record?.[name]
  return typeof value === "boolean" ? value : null
}

/** The number in a field, or null. */
export const numberAt = (record: JsonObject | null, name: string): number | null => {
  const value = record?.[name]
  return typeof value === "number" ? value : null
}

/** The elements of an array in a field, none if there is no array. */
export const listAt = (record: JsonObject | null, name: string): ReadonlyArray<JsonValue> => {
  const value = record?.[name]
  return Array.isArray(value) ? value : []
}

/** The `timestamp` of a record in epoch milliseconds (the journal has seconds, sometimes as a string), or null. */
export const timestampOf = (record: JsonObject): number | null => {
  const value = record["timestamp"]
  if (typeof value === "number") return Number.isFinite(value) ? value * 1000 : null
  return typeof value === "string" && /^\d+$/.test(value) ? Number(value) * 1000 : null
}

/** The `typeMessage` of a record, null if it is absent or empty. */
export const typeOf = (record: JsonObject): string | null => textAt(record, "typeMessage")

/** Orders two texts by code point; null comes first. */
export const compareText = (a: string | null, b: string | null): number => {
  if (a === b) return 0
  if (a === null) return -1
  if (b === null) return 1
  const length = Math.min(a.length, b.length)
  for (let index = 0; index < length; index++) {
    const left = a.charCodeAt(index)
    const right = b.charCodeAt(index)
    if (left !== right) return codePointRank(left) - codePointRank(right)
  }
  return a.length - b.length
}

// Surrogates stand below U+E000 in UTF-16 though the characters they make stand above U+FFFF.
const codePointRank = (unit: number): number => (unit >= 0xd800 && unit <= 0xdfff ? unit + 0x10000 : unit)

/** Orders two times; null comes first. */
export const compareTime = (a: number | null, b: number | null): number =>
  (a ?? Number.NEGATIVE_INFINITY) < (b ?? Number.NEGATIVE_INFINITY) ? -1 : a === b ? 0 : 1

/** One text for several parts, different for different parts; null is told from "". */
export const keyOf = (...parts: ReadonlyArray<string | number | null>): string => JSON.stringify(parts)

/** The items of a list by a key, in the order of the keys' first appearance. */
export const groupBy = <Item>(
  items: Iterable<Item>,
  key: (item: Item) => string
): ReadonlyMap<string, ReadonlyArray<Item>> => {
  const groups = new Map<string, Array<Item>>()
  for (const item of items) {
    const name = key(item)
    const group = groups.get(name)
    if (group === undefined) groups.set(name, [item])
    else group.push(item)
  }
  return groups
}
