// The entries of a saved reply: objects of one or several JSON arrays, of NDJSON, or a single object.
//
// A truncated reply keeps its complete entries and ends at the next line that begins a reply. Brackets and commas
// between entries only separate them.
import { mayRound, parseExactly } from "../exact-json.ts"

/** The fields of an entry, as sent. */
export type Fields = Readonly<Record<string, unknown>>

/** The position of an entry, both from 1. */
export interface EntryPlace {
  readonly entry: number
  readonly line: number
}

export interface Entry extends EntryPlace {
  /** Offset of its first character in the text; `end` is one after the last. */
  readonly start: number
  readonly end: number
  /** Its object; undefined if it is not an object or not JSON. */
  readonly fields: Fields | undefined
  readonly flaw: "cut" | "not_json" | "not_object" | undefined
}

const isSeparator = (code: number) => code <= 0x20 || code === 0x2c || code === 0x5b || code === 0x5d

/** True if a reply may begin here, at the start of a line. */
const beginsReply = (text: string, at: number) => ["[", "{"].includes(text.charAt(at))

/** The end of the object that begins at `from`; undefined if it does not end before `limit`. */
const objectEnd = (text: string, from: number, limit: number): number | undefined => {
  let depth = 0
  for (let at = from; at < limit; at += 1) {
    const code = text.charCodeAt(at)
    if (code === 0x22) {
      at += 1
      while (at < limit && text.charCodeAt(at) !== 0x22) {
        if (text.charCodeAt(at) === 0x0a && beginsReply(text, at + 1)) return undefined
        at += text.charCodeAt(at) === 0x5c ? 2 : 1
      }
      if (at >= limit) return undefined
    } else if (code === 0x7b || code === 0x5b) depth += 1
    else if (code === 0x7d || code === 0x5d) {
      depth -= 1
      if (depth === 0) return at + 1
    }
  }
  return undefined
}

/** Finds the start of the next line that begins a reply, or the end of the text; call with increasing offsets. */
const replyStarts = (text: string) => {
  const line = /\n(?=[[{])/g
  let next = 0
  return (from: number): number => {
    if (next > from) return next
    line.lastIndex = from
    next = line.test(text) ? line.lastIndex : text.length
    return next
  }
}

/** JSON text with raw control characters in its strings escaped. */
const mended = (source: string): string =>
  source.replace(/"(?:[^"\\]|\\[\s\S])*"/g, (string) =>
    string.replace(/\p{Cc}/gu, (raw) => `\\u${raw.charCodeAt(0).toString(16).padStart(4, "0")}`)
  )

const strictValue = (source: string): unknown =>
  mayRound(source) ? parseExactly(source) : JSON.parse(source)

const valueIn = (source: string): unknown => {
  try {
    return strictValue(source)
  } catch {
    return strictValue(mended(source))
  }
}

const scalarEnd = (text: string, from: number): number => {
  const quoted = /"(?:[^"\\\n]|\\.)*"/y
  quoted.lastIndex = from
  if (quoted.test(text)) return quoted.lastIndex
  const found = text.slice(from, from + 4096).search(/[,\n\]]/)
  return found <= 0 ? Math.min(text.length, from + 4096) : from + found
}

/** A JSON object. */
export const isFields = (value: unknown): value is Fields =>
  typeof value === "object" && value !== null && !Array.isArray(value)

const parsed = (source: string): Pick<Entry, "fields" | "flaw"> => {
  try {
    const value = valueIn(source)
    return isFields(value) ? { fields: value, flaw: undefined } : { fields: undefined, flaw: "not_object" }
  } catch {
    return { fields: undefined, flaw: "not_json" }
  }
}

/** The objects of one array on one line, as the service sends it; undefined for anything else. */
const compactFields = (text: string): ReadonlyArray<Fields> | undefined => {
  if (!text.startsWith("[") || text.includes("\n") || mayRound(text)) return undefined
  try {
    const values: unknown = JSON.parse(text)
    return Array.isArray(values) && values.every(isFields) ? values : undefined
  } catch {
    return undefined
  }
}

/**
 * Calls a function with the entries of a text in order, without offsets: faster for a reply as the service sends it. The place
 * is that of the call: whoever keeps it copies it.
 */
export const eachEntry = (
  text: string,
  use: (fields: Fields | undefined, place: EntryPlace, flaw: Entry["flaw"]) => void
): void => {
  const compact = compactFields(text)
  if (compact === undefined) {
    for (const { entry, fields, flaw, line } of entriesOf(text)) use(fields, { entry, line }, flaw)
    return
  }
  const place = { entry: 0, line: 1 }
  for (const fields of compact) {
    place.entry += 1
    use(fields, place, undefined)
  }
}

/** The entries of a text in order; an array that is not closed is truncated at its end. */
export const entriesOf = (text: string): ReadonlyArray<Entry> => {
  const entries: Array<Entry> = []
  let line = 1
  let open = 0
  let seen = 0
  const placeAt = (at: number): EntryPlace => {
    for (; seen < at; seen += 1) if (text.charCodeAt(seen) === 0x0a) line += 1
    return { entry: entries.length + 1, line }
  }
  const nextReply = replyStarts(text)
  let isCutBefore = false
  for (let at = 0; at < text.length; ) {
    const code = text.charCodeAt(at)
    if (isSeparator(code)) {
      if (code === 0x5b) open += 1
      if (code === 0x5d) open -= 1
      at += 1
      continue
    }
    const place = placeAt(at)
    if (code === 0x7b) {
      const end = objectEnd(text, at, isCutBefore ? nextReply(at) : text.length)
      const next = end ?? nextReply(at)
      entries.push({
        ...place,
        start: at,
        end: next,
        ...(end === undefined ? { fields: undefined, flaw: "cut" } : parsed(text.slice(at, end)))
      })
      if (end === undefined) {
        isCutBefore = true
        open = 0
      }
      at = next
    } else {
      const end = scalarEnd(text, at)
      entries.push({ ...place, start: at, end, ...parsed(text.slice(at, end)) })
      at = end
    }
  }
  const last = text.length
  if (open > 0) entries.push({ ...placeAt(last), start: last, end: last, fields: undefined, flaw: "cut" })
  return entries
}
