// The chats of the transcripts in a folder, as its manifest lists them: a renamed chat gets a new
// file, and its old one is removed.
import * as NodePath from "node:path"
import { pathToFileURL } from "node:url"
import type { TranscriptChat } from "@chatledger/analytics/internal"
import { readManifest, type Source } from "@chatledger/export"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"

interface ListedChat {
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
const chatsIn = (source: Source | undefined): ReadonlyArray<ListedChat> => {
  const listed = source?.["transcripts"]
  return Array.isArray(listed) ? listed.filter(isListed) : []
}

const keyOf = ({ chat_id, file, instance_id }: ListedChat) =>
  JSON.stringify([NodePath.extname(file), instance_id, chat_id])

/** Whether a file of an earlier run contains a chat that is now written in the same format under another name. */
export const isStaleIn = (written: ReadonlyArray<ListedChat>) => {
  const names = new Map(written.map((chat) => [keyOf(chat), chat.file]))
  return (earlier: Source | undefined, file: string): boolean => {
    const before = chatsIn(earlier).find((chat) => chat.file === file)
    const now = before === undefined ? undefined : names.get(keyOf(before))
    return now !== undefined && now !== file
  }
}

/** The relative URL of a file for a page in a folder; always a path, whatever the file's name is. */
export const relativeAddress = (from: string, file: string): string => {
  const path = NodePath.relative(from, file)
  if (NodePath.isAbsolute(path)) return pathToFileURL(file).href
  return `./${path.split(NodePath.sep).map(encodeURIComponent).join("/")}`
}

/** Addresses of the HTML transcripts in a folder, the latest of each chat; undefined if the folder contains no export. */
export const transcriptLinks = Effect.fnUntraced(function* (folder: string) {
  const manifest = yield* readManifest(folder)
  if (Option.isNone(manifest)) return undefined
  const { files, kept = [], source } = manifest.value
  const runs = [...kept, { files, source }]
  return runs.flatMap((run) =>
    chatsIn(run.source)
      .filter(({ file }) => file.endsWith(".html") && run.files.some((written) => written.file === file))
      .map(({ chat_id, file, instance_id }) => ({
        instanceId: instance_id,
        chatId: chat_id,
        path: NodePath.resolve(folder, file),
        url: pathToFileURL(NodePath.resolve(folder, file)).href
      }))
  )
})
