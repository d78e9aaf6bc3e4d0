// Schemas for replies of getContacts, getChats and getGroupData: documented fields, all optional; others are kept as sent.
//
// WhatsApp has `id` and `groupId`, MAX and Telegram `chatId`; a `phoneNumber` of 0 is hidden. An empty name means that
// the service does not know it at the moment.
//
// Sources: https://green-api.com/en/docs/api/service/GetContacts/, https://green-api.com/en/docs/api/groups/GetGroupData/,
// https://green-api.com/v3/docs/api/groups/GetGroupData/, https://green-api.com/en/telegram/docs/api/groups/GetGroupData/
import * as Schema from "effect/Schema"
import { flag, list, number, open, text } from "../field.ts"

/** A text, or a number: MAX and Telegram may write ids and phone numbers so. */
const textOrNumber = Schema.optionalKey(Schema.NullOr(Schema.Union([Schema.String, Schema.Finite])))

const ids = { id: textOrNumber, chatId: textOrNumber, lid: text, newChatId: text }

/** An entry of getContacts: a person, or a group of WhatsApp. */
export const Contact = open({
  ...ids,
  /** The name that the person or the group has chosen. */
  name: text,
  /** The name in the phone book of the account. */
  contactName: text,
  /** `user`, `group`, `supergroup`, `channel`, `bot`. */
  type: text,
  phoneNumber: textOrNumber
})
/** An entry of getContacts. */
export type Contact = typeof Contact.Type

/** An entry of getChats; without a name on MAX. */
export const Chat = open({ ...ids, name: text, type: text, phoneNumber: textOrNumber })
/** An entry of getChats. */
export type Chat = typeof Chat.Type

/** The reply of getGroupData. */
export const GroupData = open({
  groupId: text,
  chatId: textOrNumber,
  owner: text,
  subject: text,
  description: text,
  /** Seconds since 1970. */
  creation: number,
  subjectTime: number,
  subjectOwner: text,
  groupInviteLink: text,
  size: number,
  ephemeralExpiration: number,
  isCommunity: flag,
  isCommunityAnnounce: flag,
  isSupergroup: flag,
  isChannel: flag,
  participants: list({ ...ids, name: text, isAdmin: flag, isSuperAdmin: flag })
})
/** The reply of getGroupData. */
export type GroupData = typeof GroupData.Type
