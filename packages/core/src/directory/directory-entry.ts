// One entry of the directory, the same for all messengers: its ids, its names, and other facts.
//
// WhatsApp has `id` or `groupId`, MAX and Telegram `chatId`. Empty texts, a hidden number (0) and invalid times are left
// out: the service does not know them at the moment.
import { idKind } from "../id-kind.ts"
import type { Fields } from "./entries.ts"
import { personIds, replyId } from "./reply-ids.ts"

/** What is known of a group besides its name. */
export interface GroupFacts {
  readonly ownerId?: string | undefined
  readonly description?: string | undefined
  /** Seconds since 1970. */
  readonly createdAt?: number | undefined
  readonly size?: number | undefined
}

export interface DirectoryEntry {
  readonly id: string
  /** All ids of a person, including its own; empty for a group, a channel or a list. */
  readonly ids: ReadonlyArray<string>
  /** `user`, `group`, `supergroup`, `channel`, `bot`, as sent. */
  readonly type?: string | undefined
  /** The name that the person or the group has chosen. */
  readonly name?: string | undefined
  /** The name in the phone book of the account. */
  readonly contactName?: string | undefined
  /** Digits only. */
  readonly phoneNumber?: string | undefined
  readonly isAdmin: boolean
  readonly isSuperAdmin: boolean
  readonly group?: GroupFacts | undefined
}

/** How most names begin. */
const usualStart = /^[0-9A-Za-z\u0410-\u044f]/

/** A text with a visible character; undefined for anything else. */
export const nameOf = (value: unknown): string | undefined => {
  if (typeof value !== "string" || value === "") return undefined
  const name = value.toWellFormed().replaceAll("\0", "").trim()
  return usualStart.test(name) ||
    /[\p{Lu}\p{Ll}\p{N}]/u.test(name) ||
    /[^\p{C}\p{Z}\p{Default_Ignorable_Code_Point}]/u.test(name)
    ? name
    : undefined
}

/** A name of an id; undefined if it is only the number of the id, which the service sends where it knows no name. */
const nameFor = (id: string, value: unknown): string | undefined => {
  const name = nameOf(value)
  if (name === undefined || !/^[+(]?\d[\d()\s.-]*$/.test(name)) return name
  return name.replaceAll(/\D/g, "") === /^\d+/.exec(id)?.[0] ? undefined : name
}

const digitsOf = (value: unknown): string | undefined => {
  if (value === undefined || value === "") return undefined
  const text = typeof value === "string" ? value.replace(/^\+|@c\.us$/g, "") : JSON.stringify(value)
  return text !== undefined && /^[1-9]\d{5,19}$/.test(text) ? text : undefined
}

const LAST_SECOND = 253_402_300_799

const secondsOf = (value: unknown): number | undefined =>
  typeof value === "number" && Number.isInteger(value) && value > 0 && value <= LAST_SECOND
    ? value
    : undefined

const countOf = (value: unknown): number | undefined =>
  typeof value === "number" && Number.isInteger(value) && value >= 0 && value < 2 ** 31 ? value : undefined

const wordOf = (value: unknown): string | undefined =>
  typeof value === "string" && /^\w{1,32}$/.test(value) ? value : undefined

const groupOf = (fields: Fields): GroupFacts => ({
  ownerId: replyId(fields["owner"]),
  description: nameOf(fields["description"]),
  createdAt: secondsOf(fields["creation"]),
  size: countOf(fields["size"])
})

/** The id of the person or group that an entry describes. */
export const idIn = (fields: Fields): string | undefined =>
  replyId(fields["groupId"]) ?? replyId(fields["chatId"]) ?? replyId(fields["id"])

/** The facts that an entry has about its id. */
export const entryOf = (id: string, fields: Fields, kind = idKind(id)): DirectoryEntry => ({
  id,
  ids: personIds(id, kind, fields),
  type: wordOf(fields["type"] ?? fields["chatType"]),
  name: nameFor(id, fields["subject"]) ?? nameFor(id, fields["name"]),
  contactName: nameFor(id, fields["contactName"]),
  phoneNumber: digitsOf(fields["phoneNumber"]),
  isAdmin: fields["isAdmin"] === true,
  isSuperAdmin: fields["isSuperAdmin"] === true,
  group: kind === "group" ? groupOf(fields) : undefined
})
