// Reads a chat that a phone exported as text ("Export chat" of WhatsApp).
//
// A message begins with a head in the style of the first one; lines without such a head continue the message before.
// Lines before the first head are not read. Never throws because of the content. Gotcha: the app has no escapes, so a line of a
// message that looks like a head begins another message.
import { type DateOrder, wallOf } from "./date-order.ts"
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

/** The entries of a text, in its order. */
export const phoneEntries = (text: string): ReadonlyArray<PhoneEntry> => {
  const entries: Array<{ head: PhoneHead; lines: Array<string> }> = []
  for (const raw of text.replace(/(?:\r?\n)+$/u, "").split("\n")) {
    const line = raw.endsWith("\r") ? raw.slice(0, -1) : raw
    const head = phoneHead(line)
    const style = entries[0]?.head.style
    if (head !== undefined && (style === undefined || style === head.style))
      entries.push({ head, lines: [head.rest] })
    else entries.at(-1)?.lines.push(line)
  }
  return entries.map(({ head, lines }) => ({ head, text: lines.join("\n") }))
}

const outer = new RegExp(`^[~\\s${MARKS}]+|[\\s${MARKS}]+$`, "gu")
const colon = /^([^\n:]{1,200}):(?:[ \u00a0\u202f]|\n|$)/u

/** The name before a text; undefined for an event. */
const senderOf = (text: string): string | undefined => {
  const first = colon.exec(text)?.[1]
  return first === undefined || isEventStart(first) ? undefined : first
}

/** The messages of a text; those whose day does not exist in the order are left out. */
export const phoneMessages = (
  entries: ReadonlyArray<PhoneEntry>,
  order: DateOrder
): ReadonlyArray<PhoneMessage> =>
  entries.flatMap(({ head, text }, place) => {
    const wall = wallOf(head, order)
    if (wall === undefined) return []
    const name = senderOf(text)
    const after = name === undefined ? text : text.slice(name.length + 1).replace(/^[ \u00a0\u202f]/u, "")
    const sender = name?.replace(outer, "")
    return [
      { ...phoneText(after, name !== undefined), place, wall, hasSeconds: head.second !== undefined, sender }
    ]
  })
