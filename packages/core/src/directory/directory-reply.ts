// Saved replies of getContacts, getChats, getContactInfo, getGroupData and checkWhatsapp: names, and ids of the same
// person.
//
// WhatsApp has `id` or `groupId`, MAX and Telegram `chatId`. Gotcha: an empty name means that the service does not know
// it at the moment, not that there is none.
import { idKind } from "../id-kind.ts"
import { type DirectoryEntry, entryOf, idIn } from "./directory-entry.ts"
import { type EntryPlace, eachEntry, type Fields, isFields } from "./entries.ts"

/** Source of a name: the phone book of the account, or the owner of the name. */
export type NameSource = "book" | "profile"

export interface DirectoryName {
  readonly id: string
  readonly name: string
  readonly source: NameSource
}

export interface DirectoryPerson {
  /** Ids of one person, possibly a single one. */
  readonly ids: ReadonlyArray<string>
  readonly line: number
}

export interface DirectoryGroup {
  readonly id: string
  readonly members: ReadonlyArray<DirectoryPerson>
  /** The same members, with all facts of each. */
  readonly entries: ReadonlyArray<DirectoryEntry>
}

/** What is wrong with entries of a reply; `empty` is about the whole reply. */
export type FlawCode = "html" | "empty" | "cut" | "not_json" | "not_object" | "no_id" | "unnamed_group"

type EntryFlaw = Extract<FlawCode, "cut" | "not_json" | "not_object">

export interface Flaw extends EntryPlace {
  readonly code: FlawCode
  /** For a group member: its position in the list, from 1. */
  readonly member?: number
}

export interface DirectoryReply {
  /** All entries, including flawed ones. */
  readonly entryCount: number
  /** Entries with an id, in reply order. */
  readonly entries: ReadonlyArray<DirectoryEntry>
  /** Entries that are groups; channels are not included. */
  readonly groupIds: ReadonlyArray<string>
  /** In reply order: the last name of an id is the newest. */
  readonly names: ReadonlyArray<DirectoryName>
  readonly people: ReadonlyArray<DirectoryPerson>
  readonly groups: ReadonlyArray<DirectoryGroup>
  readonly flaws: ReadonlyArray<Flaw>
}

/** A reply of checkWhatsapp or checkAccount that nobody has this number. */
const isNobody = (fields: Fields) => fields["existsWhatsapp"] === false || fields["exist"] === false

const page = /^\ufeff?\s*<(?:!doctype|html|head|body|\?xml|!--)/i

/** Table headings may be in brackets too. */
const start = /^\ufeff?\s*(?:\[\s*(?:[[{\]]|$)|\{\s*(?:["}]|$))/

/** True if a file may be a saved reply or what was received instead, judged by its name or first characters. */
export const mayBeDirectoryReply = (path: string, head: string): boolean =>
  /\.(?:json|ndjson|jsonl)$/i.test(path) || start.test(head) || page.test(head)

const namesIn = ({ contactName, id, ids, name }: DirectoryEntry): ReadonlyArray<DirectoryName> =>
  (ids.length === 0 ? [id] : ids).flatMap(
    (one): ReadonlyArray<DirectoryName> => [
      ...(contactName === undefined ? [] : [{ id: one, name: contactName, source: "book" as const }]),
      ...(name === undefined ? [] : [{ id: one, name, source: "profile" as const }])
    ]
  )

/** Reads the text of a saved reply. Errors are returned as flaws and do not affect other entries. */
export const readDirectoryReply = (marked: string): DirectoryReply => {
  const described: Array<DirectoryEntry> = []
  const lines: Array<number> = []
  const groups: Array<DirectoryGroup> = []
  const groupIds: Array<string> = []
  const known: Array<DirectoryEntry> = []
  const flaws: Array<Flaw> = []
  let readCount = 0
  let entryCount = 0
  const readEntry = (fields: Fields | undefined, place: EntryPlace, flaw: EntryFlaw | undefined) => {
    readCount += 1
    if (fields !== undefined || flaw !== "cut") entryCount += 1
    const tell = (code: FlawCode, member?: number) =>
      flaws.push({ code, ...place, ...(member === undefined ? {} : { member }) })
    const add = (id: string, one: Fields): DirectoryEntry => {
      const entry = entryOf(id, one)
      described.push(entry)
      lines.push(place.line)
      return entry
    }
    if (fields === undefined) {
      if (flaw !== undefined) tell(flaw)
      return
    }
    const id = idIn(fields)
    if (id === undefined && !isNobody(fields)) tell("no_id")
    const kind = id === undefined ? undefined : idKind(id)
    const isGroup = kind === "group" || kind === "channel"
    if (id !== undefined) {
      const entry = add(id, fields)
      known.push(entry)
      if (kind === "group" && entry.type !== "channel") groupIds.push(id)
      if (isGroup && entry.name === undefined && entry.contactName === undefined) tell("unnamed_group")
    }
    const listed: unknown = fields["participants"]
    if (!Array.isArray(listed)) return
    const members = listed.flatMap((member: unknown, index): ReadonlyArray<DirectoryEntry> => {
      const memberId = isFields(member) ? idIn(member) : undefined
      const entry = memberId === undefined || !isFields(member) ? undefined : add(memberId, member)
      if (entry === undefined || entry.ids.length === 0)
        tell(isFields(member) ? "no_id" : "not_object", index + 1)
      return entry === undefined || entry.ids.length === 0 ? [] : [entry]
    })
    if (isGroup && id !== undefined)
      groups.push({ id, members: members.map(({ ids }) => ({ ids, line: place.line })), entries: members })
  }
  if (page.test(marked)) flaws.push({ code: "html", entry: 1, line: 1 })
  else {
    eachEntry(marked.replaceAll("\ufeff", " "), readEntry)
    if (readCount === 0) flaws.push({ code: "empty", entry: 1, line: 1 })
  }
  return {
    entryCount,
    entries: known,
    groupIds,
    groups,
    flaws,
    get names() {
      return described.flatMap(namesIn)
    },
    get people() {
      return described.flatMap(({ ids }, place) =>
        ids.length === 0 ? [] : [{ ids, line: lines[place] ?? 1 }]
      )
    }
  }
}
