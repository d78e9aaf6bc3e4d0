// What saved replies of getContacts, getChats, getContactInfo, getGroupData and checkWhatsapp tell: names, and ids that
// are one person's.
//
// WhatsApp has `id` or `groupId`, MAX and Telegram `chatId`. Gotcha: an empty name is one that the service does not know
// now, never that there is none.
import { idKind } from "../id-kind.ts"
import { type DirectoryEntry, entryOf, type Fields, idIn } from "./directory-entry.ts"
import { type EntryPlace, isFields, readEntries } from "./entries.ts"

/** Who gave a name: the phone book of the account, or whoever has it. */
export type NameSource = "book" | "profile"

export interface DirectoryName {
  readonly id: string
  readonly name: string
  readonly source: NameSource
}

export interface DirectoryPerson {
  /** Ids of one person; one alone where nothing is beside it. */
  readonly ids: ReadonlyArray<string>
  readonly line: number
}

export interface DirectoryGroup {
  readonly id: string
  readonly members: ReadonlyArray<DirectoryPerson>
  /** The same members, with all that is said of each. */
  readonly entries: ReadonlyArray<DirectoryEntry>
}

/** What is wrong with entries of a reply; `empty` is of the whole. */
export type FlawCode = "html" | "empty" | "cut" | "not_json" | "not_object" | "no_id" | "unnamed_group"

export interface Flaw extends EntryPlace {
  readonly code: FlawCode
  /** Of a member of a group, its place in the list, from 1. */
  readonly member?: number
}

export interface DirectoryReply {
  /** Entries, whatever is wrong with them. */
  readonly entryCount: number
  /** Each that stands for someone, in the order of the reply. */
  readonly entries: ReadonlyArray<DirectoryEntry>
  /** Of entries that are groups; channels are none. */
  readonly groupIds: ReadonlyArray<string>
  /** In the order of the reply, so that of one id the last is the newest. */
  readonly names: ReadonlyArray<DirectoryName>
  readonly people: ReadonlyArray<DirectoryPerson>
  readonly groups: ReadonlyArray<DirectoryGroup>
  readonly flaws: ReadonlyArray<Flaw>
}

/** An answer of checkWhatsapp or checkAccount that no one has this number. */
const isNobody = (fields: Fields) => fields["existsWhatsapp"] === false || fields["exist"] === false

const page = /^\ufeff?\s*<(?:!doctype|html|head|body|\?xml|!--)/i

/** Headings of tables may be in brackets, too. */
const start = /^\ufeff?\s*(?:\[\s*(?:[[{\]]|$)|\{\s*(?:["}]|$))/

/** Whether a file is a saved reply, or what came instead of one: by its name, or its first characters. */
export const mayBeDirectoryReply = (path: string, head: string): boolean =>
  /\.(?:json|ndjson|jsonl)$/i.test(path) || start.test(head) || page.test(head)

const namesIn = ({ contactName, id, ids, name }: DirectoryEntry): ReadonlyArray<DirectoryName> =>
  (ids.length === 0 ? [id] : ids).flatMap(
    (one): ReadonlyArray<DirectoryName> => [
      ...(contactName === undefined ? [] : [{ id: one, name: contactName, source: "book" as const }]),
      ...(name === undefined ? [] : [{ id: one, name, source: "profile" as const }])
    ]
  )

/** Reads the text of a saved reply. What is wrong with it stands among the flaws, and loses nothing else. */
export const readDirectoryReply = (marked: string): DirectoryReply => {
  const told: Array<{ readonly entry: DirectoryEntry; readonly line: number }> = []
  const groups: Array<DirectoryGroup> = []
  const groupIds: Array<string> = []
  const known: Array<DirectoryEntry> = []
  const flaws: Array<Flaw> = []
  const isPage = page.test(marked)
  const entries = isPage ? [] : readEntries(marked.replaceAll("\ufeff", " "))
  const entryCount = entries.filter(({ fields, flaw }) => fields !== undefined || flaw !== "cut").length
  if (isPage) flaws.push({ code: "html", entry: 1, line: 1 })
  else if (entries.length === 0) flaws.push({ code: "empty", entry: 1, line: 1 })
  for (const { entry: number, fields, flaw, line } of entries) {
    const tell = (code: FlawCode, member?: number) =>
      flaws.push({ code, entry: number, line, ...(member === undefined ? {} : { member }) })
    const add = (id: string, one: Fields): DirectoryEntry => {
      const entry = entryOf(id, one)
      told.push({ entry, line })
      return entry
    }
    if (fields === undefined) {
      if (flaw !== undefined) tell(flaw)
      continue
    }
    const id = idIn(fields)
    if (id === undefined && !isNobody(fields)) tell("no_id")
    const isGroup = id !== undefined && ["group", "channel"].includes(idKind(id))
    if (id !== undefined) {
      const entry = add(id, fields)
      known.push(entry)
      if (idKind(id) === "group" && entry.type !== "channel") groupIds.push(id)
      if (isGroup && entry.name === undefined && entry.contactName === undefined) tell("unnamed_group")
    }
    const listed: unknown = fields["participants"]
    if (!Array.isArray(listed)) continue
    const members = listed.flatMap((member: unknown, place): ReadonlyArray<DirectoryEntry> => {
      const memberId = isFields(member) ? idIn(member) : undefined
      const entry = memberId === undefined || !isFields(member) ? undefined : add(memberId, member)
      if (entry === undefined || entry.ids.length === 0)
        tell(isFields(member) ? "no_id" : "not_object", place + 1)
      return entry === undefined || entry.ids.length === 0 ? [] : [entry]
    })
    if (isGroup) groups.push({ id, members: members.map(({ ids }) => ({ ids, line })), entries: members })
  }
  return {
    entryCount,
    entries: known,
    groupIds,
    groups,
    flaws,
    get names() {
      return told.flatMap(({ entry }) => namesIn(entry))
    },
    get people() {
      return told.flatMap(({ entry: { ids }, line }) => (ids.length === 0 ? [] : [{ ids, line }]))
    }
  }
}
