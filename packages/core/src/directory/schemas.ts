// What getContacts, getChats and getGroupData answer, as effect/Schema: documented fields, all optional; others are kept as sent.
//
// WhatsApp has `id` and `groupId`, MAX and Telegram `chatId`; a `phoneNumber` of 0 is one that is hidden. An empty name is
// one that the service does not know now.
//
// Sources: https://green-api.com/en/docs/api/service/GetContacts/, https://green-api.com/en/docs/api/groups/GetGroupData/,
// https://green-api.com/v3/docs/api/groups/GetGroupData/, https://green-api.com/en/telegram/docs/api/groups/GetGroupData/
import * as Schema from "effect/Schema"
import { flag, list, number, open, text } from "../field.ts"

/** A text, or a number as MAX and Telegram may write ids and telephones. */
const textOrNumber = Schema.optionalKey(Schema.NullOr(Schema.Union([Schema.String, Schema.Finite])))

const ids = { id: textOrNumber, chatId: textOrNumber, lid: text, newChatId: text }

/** An entry of getContacts: someone, or a group of WhatsApp. */
export const Contact = open({
  ...ids,
  /** As the person or the group calls itself. */
  name: text,
  /** As the phone book of the account has it. */
  contactName: text,
  /** `user`, `group`, `supergroup`, `channel`, `bot`. */
  type: text,
  phoneNumber: textOrNumber
})
/** An entry of getContacts. */
export type Contact = typeof Contact.Type

/** An entry of getChats; of MAX it has no name. */
export const Chat = open({ ...ids, name: text, type: text, phoneNumber: textOrNumber })
/** An entry of getChats. */
export type Chat = typeof Chat.Type

/** What getGroupData answers. */
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
/** What getGroupData answers. */
export type GroupData = typeof GroupData.Type
