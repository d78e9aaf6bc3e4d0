// Which chats the transcripts of a folder tell of, as its manifest lists them: a chat that is called otherwise by now has
// another file, and its former one goes.
import * as NodePath from "node:path"
import type { TranscriptChat } from "@chatledger/analytics"
import type { Source } from "@chatledger/export"

export interface ListedChat {
  readonly file: string
  readonly instance_id: string
  readonly chat_id: string
}

/** The chats as a manifest lists them. */
export const listedChats = (chats: ReadonlyArray<TranscriptChat>) =>
  chats.map(({ chatId, file, instanceId }) => ({ file, instance_id: instanceId, chat_id: chatId }))

const isListed = (value: unknown): value is ListedChat =>
  typeof value === "object" &&
  value !== null &&
  ["file", "instance_id", "chat_id"].every((name) => typeof Reflect.get(value, name) === "string")

/** The chats that a manifest lists. */
export const chatsIn = (source: Source | undefined): ReadonlyArray<ListedChat> => {
  const listed = source?.["transcripts"]
  return Array.isArray(listed) ? listed.filter(isListed) : []
}

const keyOf = ({ chat_id, file, instance_id }: ListedChat) =>
  JSON.stringify([NodePath.extname(file), instance_id, chat_id])

/** Whether a file of an earlier run tells of a chat that is now written, in the same format, under another name. */
export const isStaleIn = (written: ReadonlyArray<ListedChat>) => {
  const names = new Map(written.map((chat) => [keyOf(chat), chat.file]))
  return (earlier: Source | undefined, file: string): boolean => {
    const before = chatsIn(earlier).find((chat) => chat.file === file)
    const now = before === undefined ? undefined : names.get(keyOf(before))
    return now !== undefined && now !== file
  }
}
