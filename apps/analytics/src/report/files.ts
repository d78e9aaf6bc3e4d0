// The files of messages in a report: which there are, and where their copies are.
import * as Effect from "effect/Effect"
import type { Database } from "../engine/database.ts"
import { isKeptFile } from "../files/copied-files.ts"
import { type Parameters, rowsOf, text } from "./facts.ts"
import type { ChatText, FileState, FilesText, SenderText } from "./layout.ts"

const textOrNull = (value: unknown): string | null => (value === null ? null : text(value))

const numberOrNull = (value: unknown): number | null => (value === null ? null : Number(value))

/** Reasons after which there will be no file. */
const lost: ReadonlyArray<string> = ["expired", "no_link"]

const stateOf = (status: string | null, href: string | null): FileState => {
  if (href !== null) return "copied"
  return status !== null && lost.includes(status) ? "lost" : "missing"
}

const key = (instance: string, id: string) => JSON.stringify([instance, id])

const placesOf = (all: ReadonlyArray<{ readonly instance: string; readonly id: string }>) =>
  new Map(all.map(({ id, instance }, place) => [key(instance, id), place]))

/**
 * The newest files of a report. `addressOf` returns the address of a copy, relative to the report, or undefined if there
 * is none.
 */
export const filesOf = Effect.fnUntraced(function* (
  database: Database,
  parameters: Parameters,
  chats: ReadonlyArray<ChatText>,
  senders: ReadonlyArray<SenderText>,
  addressOf: (name: string) => string | undefined
) {
  const [chatPlaces, senderPlaces] = [placesOf(chats), placesOf(senders)]
  const rows = yield* rowsOf(database, "files", parameters, { kept: isKeptFile("f") })
  const files = rows.map((row) => {
    const [instance, name] = [text(row["instance_id"]), textOrNull(row["file"])]
    const href = (name === null ? undefined : addressOf(name)) ?? null
    return {
      chat: chatPlaces.get(key(instance, text(row["chat_id"]))) ?? -1,
      sender: senderPlaces.get(key(instance, text(row["sender_id"]))) ?? -1,
      day: Number(row["day"]),
      wall: numberOrNull(row["wall"]),
      type: text(row["media_type"]),
      name: textOrNull(row["file_name"]),
      bytes: numberOrNull(row["byte_count"]),
      state: stateOf(textOrNull(row["status"]), href),
      href
    }
  })
  return { found: Number(rows[0]?.["found"] ?? 0), files } satisfies FilesText
})
