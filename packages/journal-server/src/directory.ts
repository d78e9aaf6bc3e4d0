// Replies of `getContacts`, `getChats` and `getGroupData`, in the format of each messenger.
//
// For an archive without the vendor's own replies. Built from records, which lack the subject, owner and admins of a group:
// these are empty or false, and its participants are those who wrote.
// Sources: https://green-api.com/en/docs/api/service/GetContacts/,
// https://green-api.com/v3/docs/api/service/GetContacts/, https://green-api.com/telegram/docs/api/service/GetChats/
import type { Messenger } from "@chatledger/core"
import type { Seen, SeenChat, SeenId } from "./seen-chats.ts"

const isGroup = ({ type }: SeenId): boolean => type === "group" || type === "supergroup"

/** Records have no phone numbers; the vendor uses 0 for a hidden one. */
const HIDDEN = 0

const contactOf = ({ id, name, contactName, type }: SeenId, messenger: Messenger) =>
  messenger === "whatsapp"
    ? { id, name, contactName, type }
    : { chatId: id, name, contactName, type, phoneNumber: HIDDEN }

/** The reply of `getContacts`; on WhatsApp it also has the groups. */
export const contactsOf = ({ chats, people }: Seen, messenger: Messenger) =>
  [...people, ...(messenger === "whatsapp" ? chats.filter(isGroup) : [])].map((one) =>
    contactOf(one, messenger)
  )

const chatOf = ({ id, name, type }: SeenId, messenger: Messenger) => {
  if (messenger === "whatsapp") return { id, name, type }
  return messenger === "max"
    ? { chatId: id, phoneNumber: HIDDEN }
    : { chatId: id, name, type, phoneNumber: HIDDEN }
}

/** The reply of `getChats`. */
export const chatsOf = ({ chats }: Seen, messenger: Messenger) => chats.map((chat) => chatOf(chat, messenger))

const groupOf = ({ id, name, senderIds }: SeenChat, messenger: Messenger) => {
  const place = { owner: "", subject: name, creation: null, groupInviteLink: "" }
  const rank = { isAdmin: false, isSuperAdmin: false }
  return messenger === "whatsapp"
    ? {
        groupId: id,
        ...place,
        subjectTime: null,
        subjectOwner: "",
        participants: senderIds.map((sender) => ({ id: sender, ...rank }))
      }
    : {
        chatId: id,
        ...place,
        description: "",
        size: senderIds.length,
        participants: senderIds.map((sender) => ({ chatId: sender, ...rank }))
      }
}

/** The reply of `getGroupData`; undefined if the group was never seen. */
export const groupDataOf = ({ chats }: Seen, groupId: string, messenger: Messenger) => {
  const group = chats.find((chat) => chat.id === groupId && isGroup(chat))
  return group === undefined ? undefined : groupOf(group, messenger)
}
