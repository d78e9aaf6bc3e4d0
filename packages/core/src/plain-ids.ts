// Reads ids in other forms than the service documents: as numbers, with the number of a device, with the domain of another
// library, or of nobody.
import { idKind } from "./id-kind.ts"
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

const foreign = /^(\d+)(?::\d+)?@(?:c\.us|s\.whatsapp\.net)$/
const ofNobody = /^(?:null|undefined)?(?:@(?:c\.us|lid|s\.whatsapp\.net))?$/

/** True for an id that programs make of a missing one, such as `null@c.us`. */
export const isOfNobody = (id: string): boolean => ofNobody.test(id)

/** A phone number's id as the service writes it: `79990000001@c.us` for `79990000001:12@s.whatsapp.net`; others as they are. */
const plainId = (id: unknown): unknown => {
  const [, digits] = typeof id === "string" && !id.endsWith("@g.us") ? (foreign.exec(id.trim()) ?? []) : []
  return digits === undefined ? id : `${digits}@c.us`
}

/** The record with chat and sender under the ids that the service writes; the record itself if it has them. */
export const withPlainIds = (record: JsonObject): JsonObject => {
  const { chatId, senderId } = record
  const [chat, sender] = [plainId(chatId), plainId(senderId)]
  return chat === chatId && sender === senderId
    ? record
    : {
        ...record,
        ...(chat === chatId ? {} : { chatId: chat }),
        ...(sender === senderId ? {} : { senderId: sender })
      }
}

/** A voter as its update means it: the sender, if it is nobody or another form of the sender's number. */
export const plainVoter = (voter: unknown, sender: unknown): unknown => {
  const plain = plainId(voter)
  if (typeof plain !== "string" || typeof sender !== "string" || sender === "") return plain
  if ((plain !== "" && isOfNobody(plain)) || idKind(plain) === "service") return sender
  const [digits] = /^\d+(?=@c\.us$)/.exec(sender) ?? []
  return digits !== undefined && plain.replace(/^\+/, "") === digits ? sender : plain
}
