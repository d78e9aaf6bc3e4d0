// Resolves `--chat`: by id, number, name or part of a name. An ambiguous name is refused with the candidates, an unknown
// name
// with similar ones; an unknown id only causes a note, because it may appear later.

import type { Database } from "@chatledger/analytics"
import { chatsMeant, type FoundChat, findChats } from "@chatledger/analytics/internal"
import * as Effect from "effect/Effect"
import { WrongUsage } from "../failures/exit.ts"
import { strings } from "../messages/strings.ts"
import { Messages } from "../terminal/console.ts"
import { harmless, onOneLine } from "../terminal/text.ts"
import { shortened } from "../terminal/width.ts"

const SHOWN = 8
const NAME_COLUMNS = 60

const plain = (text: string) => shortened(onOneLine(harmless(text)), NAME_COLUMNS)

const listed = (chats: ReadonlyArray<FoundChat>) =>
  chats.map(({ id, name }) => (name === undefined ? id : `${plain(name)} (${id})`)).join(", ")

const idsNamed = Effect.fnUntraced(function* (
  database: Database,
  given: string,
  instances: ReadonlyArray<string>
) {
  const messages = yield* Messages
  if (given.trim() === "") return yield* new WrongUsage({ reason: strings.empty.chatEmpty })
  const found = yield* findChats(database, given, instances)
  if (found.kind === "id") return found.ids
  const text = plain(given)
  if (found.kind === "name") {
    yield* messages.note(strings.empty.chatFound(text, plain(found.chat.name ?? ""), found.chat.id))
    return found.ids
  }
  if (found.kind === "several") {
    const more = found.chats.length - SHOWN
    return yield* new WrongUsage({
      reason: strings.empty.chatSeveral(text, listed(found.chats.slice(0, SHOWN)), more)
    })
  }
  const reason = strings.empty.chatUnknown(text, listed(found.near))
  if (!found.isId)
    return yield* new WrongUsage({
      reason: found.hasUnnamedGroups ? `${reason}; ${strings.empty.groupsUnnamed}` : reason
    })
  yield* messages.warn(reason)
  return [given]
})

/** The chat ids for the flags. Fails with `WrongUsage` for a name that matches no chat, or several. */
export const chatsNamed = Effect.fnUntraced(function* (
  database: Database,
  given: ReadonlyArray<string>,
  instances: ReadonlyArray<string>
) {
  const found = yield* Effect.forEach(given, (text) => idsNamed(database, text, instances))
  return [...new Set(found.flat())]
})

/** The chats of the flags, as a session that counts chats or people knows them. Fails as `chatsNamed` does. */
export const chatsOf = (
  database: Database,
  { chat, instance }: { readonly chat: ReadonlyArray<string>; readonly instance: ReadonlyArray<string> }
) => Effect.flatMap(chatsNamed(database, chat, instance), (ids) => chatsMeant(database, ids))
