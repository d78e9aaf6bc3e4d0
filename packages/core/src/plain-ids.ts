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

/** An option of a poll that is sent as its text alone. */
const option = (sent: unknown): unknown => (typeof sent === "string" ? { optionName: sent } : sent)

const withinBody = (holder: string) => (name: string, value: unknown) => {
  if (ids.has(name)) return asText(value)
  if (name === "votes") return eachOf(value, voters)
  return name === "options" && holder === "pollMessageData" ? eachOf(value, option) : value
}

/** The record with ids as text and options of polls as objects; the record itself if it has them so. */
export const withTextIds = (record: JsonObject): JsonObject =>
  mapped(record, (name, value) => {
    if (ids.has(name)) return asText(value)
    return holders.has(name) && isObject(value) ? mapped(value, withinBody(name)) : value
  })

const foreign = /^(\d+)(?::\d+)?@(c\.us|s\.whatsapp\.net|lid)$/
const ofNobody = /^(?:null|undefined)?(?:@(?:c\.us|lid|s\.whatsapp\.net))?$/

/** True for an id that programs make of a missing one, such as `null@c.us`. */
export const isOfNobody = (id: string): boolean => ofNobody.test(id)

/** What few ids have. */
const odd = /[:\s]|@s\./

/** A person's id as the service writes it: `79990000001@c.us` for `79990000001:12@s.whatsapp.net`; others as they are. */
export const plainId = (id: unknown): unknown => {
  if (typeof id !== "string" || !odd.test(id)) return id
  const [, digits, domain] = foreign.exec(id.trim()) ?? []
  return digits === undefined ? id : `${digits}@${domain === "lid" ? "lid" : "c.us"}`
}

const withPlain = (fields: JsonObject, names: ReadonlyArray<string>): JsonObject => {
  let plain = fields
  for (const name of names) {
    const id = plainId(fields[name])
    if (id !== fields[name]) plain = { ...plain, [name]: id }
  }
  return plain
}

const people = ["chatId", "senderId"] as const
const authors = ["participant"] as const
const quoting = ["quotedMessage", "extendedTextMessage"] as const

/** The record with ids of people as the service writes them; the record itself if it has them. */
export const withPlainIds = (record: JsonObject): JsonObject => {
  let plain = withPlain(record, people)
  for (const name of quoting) {
    const quote = record[name]
    const plainQuote = isObject(quote) ? withPlain(quote, authors) : quote
    if (plainQuote !== quote) plain = { ...plain, [name]: plainQuote }
  }
  return plain
}

/** A voter without an id: the tables take the sender. */
const NOBODY = "null@c.us"

/** A voter as the update means it; a form of the sender's number is the sender. */
const plainVoter = (voter: unknown, sender: unknown): unknown => {
  const written = isObject(voter) ? voter["voterWid"] : voter
  const plain = plainId(written)
  if (typeof plain !== "string" || plain === "") return voter
  if (isOfNobody(plain) || idKind(plain) === "service") return NOBODY
  const [digits] = typeof sender === "string" ? (/^\d+(?=@c\.us$)/.exec(sender) ?? []) : []
  if (digits !== undefined && plain.replace(/^\+/, "") === digits) return sender
  return plain === written ? voter : plain
}

const votersOf = (vote: unknown): ReadonlyArray<unknown> =>
  isObject(vote) && Array.isArray(vote["optionVoters"]) ? vote["optionVoters"] : []

/**
 * The votes of an update with each voter as the service writes its id; the same list if nothing changes. A voter who is
 * nobody is the sender, or left out if the update names others.
 */
export const plainVotes = (votes: unknown, sender: unknown): unknown => {
  if (!Array.isArray(votes)) return votes
  const named = new Set(votes.flatMap(votersOf).map((voter) => plainVoter(voter, sender)))
  const isTally = [...named].some((voter) => voter !== NOBODY && voter !== sender && voter !== "")
  const ofNobodyElse = typeof sender === "string" && sender !== "" ? sender : NOBODY
  const change = (vote: unknown): unknown => {
    const voters = votersOf(vote)
    const plain = voters.flatMap((voter) => {
      const one = plainVoter(voter, sender)
      if (one !== NOBODY) return [one]
      return isTally ? [] : [ofNobodyElse]
    })
    const isSame = plain.length === voters.length && plain.every((voter, index) => voter === voters[index])
    return isSame || !isObject(vote) ? vote : { ...vote, optionVoters: plain }
  }
  const changed = votes.map(change)
  return changed.some((vote, index) => vote !== votes[index]) ? changed : votes
}
