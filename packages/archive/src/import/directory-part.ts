// Saved replies of the directory: getContacts, getChats, getContactInfo, getGroupData, checkWhatsapp.
//
// They are recognised by their entries: groups have members or a subject; contacts a phone book name, an avatar or the
// result of a contact check; chats an id but no message. The whole file is stored, whatever else it contains.

import * as Crypto from "node:crypto"
import {
  countUtf8,
  type DirectoryReply,
  eachEntry,
  readDirectoryReply,
  replyId
} from "@chatledger/core/internal"
import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"
import { summaryOf } from "../directory/read-directory.ts"
import { ImportRefused } from "../errors.ts"
import type { DirectoryJournal } from "../facts.ts"
import type { ImportReason } from "../reasons.ts"
import type { ReadPart } from "./import-parts.ts"
import type { SavedReply } from "./saved-reply.ts"
import type { Source } from "./sources.ts"

/** The largest accounts have some hundred thousand contacts. */
const MOST_BYTES = 256 * 1000 * 1000

const ofGroups = ["participants", "subject", "groupId"]
const ofContacts = ["contactName", "avatar", "existsWhatsapp", "exist"]
/** Fields of messages and notifications that directory entries never have. */
const ofOthers = ["typeMessage", "idMessage", "typeWebhook", "receiptId", "timestamp", "textMessage"]

const journalOf = (text: string): DirectoryJournal | undefined => {
  const all: Array<Readonly<Record<string, unknown>>> = []
  eachEntry(text, (fields) => {
    if (fields !== undefined) all.push(fields)
  })
  const has = (names: ReadonlyArray<string>) =>
    all.some((fields) => names.some((name) => Object.hasOwn(fields, name)))
  const isNamed = all.some((fields) =>
    ["id", "chatId", "groupId"].some((name) => replyId(fields[name]) !== undefined)
  )
  if (!isNamed || has(ofOthers)) return undefined
  if (has(ofGroups)) return "group"
  return has(ofContacts) ? "contacts" : "chats"
}

const textOf = Effect.fnUntraced(function* ({ byteCount, read, start }: SavedReply) {
  const bytes = Buffer.concat(yield* Stream.runCollect(read(start.at, byteCount)))
  return { bytes, text: bytes.toString("utf8") }
})

const isOtherEncoding = (bytes: Uint8Array): boolean => {
  const { broken, whole } = countUtf8(bytes)
  return broken > whole
}

const methods: Readonly<Record<DirectoryJournal, string>> = {
  contacts: "getContacts",
  chats: "getChats",
  group: "getGroupData"
}

const tellsNothing = ({ names, people, groupIds }: DirectoryReply) =>
  names.length + people.length + groupIds.length === 0

const isEmpty = ({ flaws }: DirectoryReply) => flaws.some(({ code }) => code === "empty")

/**
 * The single part of a file that is a directory reply; undefined if it is not one. With `given`, it must be one; then an
 * empty list is accepted too.
 *
 * Fails with `ImportRefused`.
 */
export const directoryPart = Effect.fnUntraced(function* (
  source: Source,
  reply: SavedReply,
  given: DirectoryJournal | undefined
) {
  const refuse = (reason: ImportReason) =>
    new ImportRefused({ source: source.path, kind: "no-reply", reason })
  if (reply.byteCount > MOST_BYTES)
    return given === undefined
      ? undefined
      : yield* refuse({ code: "larger_than_any", method: methods[given] })
  const { bytes, text } = yield* textOf(reply)
  const journal = given ?? journalOf(text)
  if (journal === undefined) return undefined
  if (text.includes("\ufffd") && isOtherEncoding(bytes)) return yield* refuse({ code: "not_utf8" })
  const read = readDirectoryReply(text)
  if (!isEmpty(read) && tellsNothing(read))
    return yield* refuse({ code: "no_entry_ids", method: methods[journal] })
  const part: ReadPart = {
    start: reply.start.at,
    end: reply.byteCount,
    sha256: Crypto.hash("sha256", bytes),
    summary: summaryOf(read, journal)
  }
  return { journal, parts: [part] }
})
