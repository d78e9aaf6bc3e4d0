// Checks the sender of an incoming message of a private chat: it is the other side of the chat.
//
// The service has been seen to name the recipient instead. A number and a hidden id may be the same person.
import { idKind } from "./id-kind.ts"
import type { RecordIssue } from "./issue.ts"
import type { Message } from "./message.ts"
import { kindOfType } from "./record-kind.ts"

const endings = ["@c.us", "@lid"]

const areTwoPeople = (chatId: string, senderId: string): boolean =>
  chatId !== senderId &&
  endings.some((ending) => chatId.endsWith(ending) && senderId.endsWith(ending)) &&
  [chatId, senderId].every((id) => ["person", "lid"].includes(idKind(id)))

/** The issues of a decoded record. */
export const senderIssues = (message: Message): ReadonlyArray<RecordIssue> => {
  const { chatId, senderId, type }: Readonly<Record<string, unknown>> = message
  if (type !== "incoming" || typeof chatId !== "string" || typeof senderId !== "string") return []
  if (!areTwoPeople(chatId, senderId) || kindOfType(message.typeMessage) !== "message") return []
  const detail = "`senderId` is another person than `chatId`: the message counts as the chat's"
  return [{ code: "private_chat_of_another_sender", detail, raw: null }]
}
