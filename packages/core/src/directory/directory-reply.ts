// What saved replies of getContacts, getChats, getContactInfo, getGroupData and checkWhatsapp tell: names, and ids that
// are one person's.
//
// WhatsApp has `id` or `groupId`, MAX and Telegram `chatId`. Gotcha: an empty name is one that the service does not know
// now, never that there is none.
import { idKind } from "../id-kind.ts"
import { type EntryPlace, entriesOf, isFields } from "./entries.ts"
import { personIds, replyId } from "./reply-ids.ts"

/** Who gave a name: the phone book of the account, or whoever has it. */
export type NameSource = "book" | "profile"

export interface ToldName {
  readonly id: string
  readonly name: string
  readonly source: NameSource
}

export interface Told {
  /** Ids of one person; one alone where nothing stands beside it. */
  readonly ids: ReadonlyArray<string>
  readonly line: number
}

export interface ToldGroup {
  readonly id: string
  readonly members: ReadonlyArray<Told>
}

/** What is wrong with entries of a reply; `empty` is of the whole. */
export type FlawCode = "html" | "empty" | "cut" | "not_json" | "not_object" | "no_id" | "unnamed_group"

export interface Flaw extends EntryPlace {
  readonly code: FlawCode
}

export interface DirectoryReply {
  /** Entries, whatever is wrong with them. */
  readonly entryCount: number
  /** Of entries that are groups; channels are none. */
  readonly groupIds: ReadonlyArray<string>
  /** In the order of the reply, so that of one id the last is the newest. */
  readonly names: ReadonlyArray<ToldName>
  readonly people: ReadonlyArray<Told>
  readonly groups: ReadonlyArray<ToldGroup>
  readonly flaws: ReadonlyArray<Flaw>
}

type Fields = Readonly<Record<string, unknown>>

/** A name that can be seen; undefined for anything else. */
const nameOf = (value: unknown): string | undefined => {
  if (typeof value !== "string" || value === "") return undefined
  const name = value.toWellFormed().replaceAll("\0", "").trim()
  return /[\p{Lu}\p{Ll}\p{N}]/u.test(name) || /[^\p{C}\p{Z}\p{Default_Ignorable_Code_Point}]/u.test(name)
    ? name
    : undefined
}

const addNames = (names: Array<ToldName>, ids: ReadonlyArray<string>, fields: Fields): void => {
  const book = nameOf(fields["contactName"])
  const profile = nameOf(fields["subject"]) ?? nameOf(fields["name"])
  for (const id of ids) {
    if (book !== undefined) names.push({ id, name: book, source: "book" })
    if (profile !== undefined) names.push({ id, name: profile, source: "profile" })
  }
}

const idIn = (fields: Fields): string | undefined =>
  replyId(fields["groupId"]) ?? replyId(fields["chatId"]) ?? replyId(fields["id"])

/** An answer of checkWhatsapp or checkAccount that nobody has this number. */
const isNobody = (fields: Fields) => fields["existsWhatsapp"] === false || fields["exist"] === false

const page = /^\ufeff?\s*<(?:!doctype|html|head|body|\?xml|!--)/i

/** Headings of tables may stand in brackets, too. */
const start = /^\ufeff?\s*(?:\[\s*(?:[[{\]]|$)|\{\s*(?:["}]|$))/

/** Whether a file is a saved reply, or what came in the place of one: by its name, or its first characters. */
export const mayBeDirectoryReply = (path: string, head: string): boolean =>
  /\.(?:json|ndjson|jsonl)$/i.test(path) || start.test(head) || page.test(head)

/** Reads the text of a saved reply. What is wrong with it stands among the flaws, and loses nothing else. */
export const readDirectoryReply = (marked: string): DirectoryReply => {
  const names: Array<ToldName> = []
  const people: Array<Told> = []
  const groups: Array<ToldGroup> = []
  const groupIds: Array<string> = []
  const flaws: Array<Flaw> = []
  const isPage = page.test(marked)
  const entries = isPage ? [] : entriesOf(marked.replaceAll("\ufeff", " "))
  const entryCount = entries.filter(({ fields, flaw }) => fields !== undefined || flaw !== "cut").length
  const read = { entryCount, groupIds, names, people, groups, flaws }
  if (isPage) {
    flaws.push({ code: "html", entry: 1, line: 1 })
    return read
  }
  if (entries.length === 0) flaws.push({ code: "empty", entry: 1, line: 1 })
  for (const { entry, fields, flaw, line } of entries) {
    const tell = (code: FlawCode) => flaws.push({ code, entry, line })
    const add = (id: string, one: Fields): Told => {
      const ids = personIds(id, one)
      addNames(names, ids.length === 0 ? [id] : ids, one)
      return { ids, line }
    }
    if (fields === undefined) {
      if (flaw !== undefined) tell(flaw)
      continue
    }
    const id = idIn(fields)
    const members: ReadonlyArray<unknown> | undefined = Array.isArray(fields["participants"])
      ? fields["participants"]
      : undefined
    if (id === undefined && !isNobody(fields)) tell("no_id")
    const isGroup = id !== undefined && ["group", "channel"].includes(idKind(id))
    if (id !== undefined) {
      const before = names.length
      const told = add(id, fields)
      if (told.ids.length > 0) people.push(told)
      if (idKind(id) === "group" && fields["type"] !== "channel") groupIds.push(id)
      if (isGroup && names.length === before) tell("unnamed_group")
    }
    if (members === undefined) continue
    const found = members.flatMap((member): ReadonlyArray<Told> => {
      const memberId = isFields(member) ? idIn(member) : undefined
      const told = memberId === undefined || !isFields(member) ? undefined : add(memberId, member)
      if (told === undefined || told.ids.length === 0) tell(isFields(member) ? "no_id" : "not_object")
      return told === undefined || told.ids.length === 0 ? [] : [told]
    })
    people.push(...found)
    if (isGroup) groups.push({ id, members: found })
  }
  return read
}
