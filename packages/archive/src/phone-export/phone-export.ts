// Reads a chat that a phone exported as text ("Export chat" of WhatsApp).
//
// A message begins with a head in the style of the file; lines without such a head continue the message before, also
// lines that people pasted from another phone: with a head that few have, or a day that does not exist. Lines before the first
// head are not read. Never throws because of the content. Gotcha: the app has no escapes, so a pasted line in the style of the file
// begins another message.
import { type DateOrder, isFew, wallOf } from "./date-order.ts"
import { MARKS, type PhoneHead, phoneHead } from "./phone-head.ts"
import { isEventStart, type PhoneText, phoneText } from "./phone-text.ts"

/** An entry of an exported chat. */
export interface PhoneMessage extends PhoneText {
  /** Index in the file, from 0. */
  readonly place: number
  /** Wall-clock time of the phone, as `2024-12-31T21:41:07`; seconds are 00 if it has none. */
  readonly wall: string
  readonly hasSeconds: boolean
  /** Name or number as the phone shows it; undefined for an event. */
  readonly sender: string | undefined
}

/** The lines of a file as heads with the text that follows them. */
export interface PhoneEntry {
  readonly head: PhoneHead
  /** As written before the text. */
  readonly headText: string
  readonly text: string
}

/** Exports have at most 40,000 messages. */
export const MOST_PHONE_BYTES = 64 * 1024 * 1024

const decoder = new TextDecoder("utf-8", { fatal: true })

/** The text of a body; undefined if it is not UTF-8. */
export const phoneTextOf = (body: Uint8Array): string | undefined => {
  try {
    return decoder.decode(body)
  } catch {
    return undefined
  }
}

/** True if bytes, at the start of a file, begin a message. */
export const startsWithHead = (bytes: Uint8Array): boolean => {
  const [line = ""] = Buffer.from(bytes.subarray(0, 1024)).toString("utf8").trimStart().split("\n")
  return phoneHead(line) !== undefined
}

const styleOf = ({ date, hasHalf, isYearFirst, second, separator, style }: PhoneHead): string =>
  [style, separator, isYearFirst, Math.max(...date) > 99, hasHalf, second === undefined].join(" ")

/** The styles of a file: that of its first head, and others unless few heads have them, which are from elsewhere. */
const stylesOf = (heads: ReadonlyArray<PhoneHead>): ReadonlySet<string> => {
  const counts = new Map<string, number>()
  const [first] = heads
  for (const head of heads) counts.set(styleOf(head), (counts.get(styleOf(head)) ?? 0) + 1)
  const most = Math.max(...counts.values())
  const isOwn = (style: string, count: number) =>
    (first !== undefined && style === styleOf(first)) || !isFew(count, most)
  return new Set([...counts].flatMap(([style, count]) => (isOwn(style, count) ? [style] : [])))
}

/** The entries of a text, in its order. */
export const phoneEntries = (text: string): ReadonlyArray<PhoneEntry> => {
  const lines = text
    .replace(/(?:\r?\n)+$/u, "")
    .split("\n")
    .map((raw) => {
      const line = raw.endsWith("\r") ? raw.slice(0, -1) : raw
      return { line, head: phoneHead(line) }
    })
  const heads = lines.flatMap(({ head }) => (head === undefined ? [] : [head]))
  const [first] = heads
  const styles = stylesOf(heads.filter(({ style }) => style === first?.style))
  const entries: Array<{ head: PhoneHead; headText: string; lines: Array<string> }> = []
  for (const { head, line } of lines)
    if (head !== undefined && styles.has(styleOf(head)))
      entries.push({ head, headText: line.slice(0, line.length - head.rest.length), lines: [head.rest] })
    else entries.at(-1)?.lines.push(line)
  return entries.map(({ head, headText, lines }) => ({ head, headText, text: lines.join("\n") }))
}

/** Entries whose day does not exist in the order as text of the entry before. */
const withinOrder = (entries: ReadonlyArray<PhoneEntry>, order: DateOrder): ReadonlyArray<PhoneEntry> => {
  const kept: Array<PhoneEntry> = []
  for (const entry of entries) {
    const before = kept.at(-1)
    if (wallOf(entry.head, order) !== undefined) kept.push(entry)
    else if (before !== undefined)
      kept[kept.length - 1] = { ...before, text: `${before.text}\n${entry.headText}${entry.text}` }
  }
  return kept
}

const outer = new RegExp(`^[~\\s${MARKS}]+|[\\s${MARKS}]+$`, "gu")
const colon = /^([^\n:]{1,200}):(?:[ \u00a0\u202f]|\n|$)/u

/** The name before a text; undefined for an event. */
const senderOf = (text: string): string | undefined => {
  const first = colon.exec(text)?.[1]
  return first === undefined || isEventStart(first) ? undefined : first
}

/** The messages of a text; what has a day that does not exist in the order belongs to the message before. */
export const phoneMessages = (
  entries: ReadonlyArray<PhoneEntry>,
  order: DateOrder
): ReadonlyArray<PhoneMessage> =>
  withinOrder(entries, order).flatMap(({ head, text }, place) => {
    const wall = wallOf(head, order)
    if (wall === undefined) return []
    const name = senderOf(text)
    const after = name === undefined ? text : text.slice(name.length + 1).replace(/^[ \u00a0\u202f]/u, "")
    const sender = name?.replace(outer, "")
    return [
      { ...phoneText(after, name !== undefined), place, wall, hasSeconds: head.second !== undefined, sender }
    ]
  })
