// Reads ids that were sent as numbers: the service sends texts of digits, but programs in between may write numbers.
import type { JsonObject } from "./repair.ts"

const words = (text: string): ReadonlySet<string> => new Set(text.split(/\s+/))

const ids = words("idMessage chatId senderId stanzaId participant editedMessageId deletedMessageId")
const holders = words(
  `quotedMessage extendedTextMessage pollMessageData editedMessageData deletedMessageData buttonsResponseMessage
  templateButtonReplyMessage listResponseMessage interactiveButtonsReply interactiveButtonsResponse`
)

const isObject = (value: unknown): value is JsonObject =>
  typeof value === "object" && value !== null && !Array.isArray(value)

/** The digits of an integer; anything else as it is. An exact number (`parseExactly`) is a function. */
const asText = (value: unknown): unknown => {
  if (Number.isSafeInteger(value)) return String(value)
  const digits: unknown = typeof value === "function" ? value() : undefined
  return typeof digits === "string" && /^-?\d+$/.test(digits) ? digits : value
}

/** The list, or another one if an item changes. */
const eachOf = (list: unknown, change: (item: unknown) => unknown): unknown => {
  if (!Array.isArray(list)) return list
  const changed = list.map(change)
  return changed.some((item, index) => item !== list[index]) ? changed : list
}

const mapped = (fields: JsonObject, change: (name: string, value: unknown) => unknown): JsonObject => {
  const entries = Object.entries(fields).map(([name, value]) => [name, change(name, value)] as const)
  // Not assigned one by one: a field may be named `__proto__`.
  return entries.some(([name, value]) => value !== fields[name]) ? Object.fromEntries(entries) : fields
}

const voters = (vote: unknown): unknown =>
  isObject(vote)
    ? mapped(vote, (name, value) => (name === "optionVoters" ? eachOf(value, asText) : value))
    : vote

const withinBody = (name: string, value: unknown): unknown =>
  ids.has(name) ? asText(value) : name === "votes" ? eachOf(value, voters) : value

/** The record with ids as text; the record itself if it has no ids that are numbers. */
export const withTextIds = (record: JsonObject): JsonObject =>
  mapped(record, (name, value) => {
    if (ids.has(name)) return asText(value)
    return holders.has(name) && isObject(value) ? mapped(value, withinBody) : value
  })
