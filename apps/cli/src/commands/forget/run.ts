// `chatledger forget`: reports what would be removed, and with `--execute` removes it from every snapshot.

import { forgetChat, openArchive } from "@chatledger/archive"
import * as Effect from "effect/Effect"
import { chosenInstances } from "../../configuration/archive-instances.ts"
import { archivePath } from "../../configuration/archive-path.ts"
import { withNamedCache } from "../../configuration/cache-place.ts"
import { eraseUnusedMedia } from "../../configuration/unused-media.ts"
import { AlreadyReported, codeOfFailures, failureMessage, WrongUsage } from "../../failures/exit.ts"
import { retryWhileLocked } from "../../failures/retry-while-locked.ts"
import { strings } from "../../messages/strings.ts"
import { Messages } from "../../terminal/console.ts"
import type { ForgetFlags } from "./command.ts"

/**
 * All ids of a chat, including a hidden one. They are read from the tables, so DuckDB is loaded here; if that
 * fails, only the given id is removed, with a message.
 */
const idsOf = Effect.fnUntraced(function* (given: ForgetFlags) {
  const messages = yield* Messages
  const { allIdsIn, namingFor } = yield* Effect.promise(() => import("./chat-ids.ts"))
  const naming = yield* namingFor(given)
  const found = yield* Effect.exit(allIdsIn(given, naming))
  if (found._tag === "Success") {
    if (found.value instanceof WrongUsage) return yield* found.value
    if (found.value.length > 1) yield* messages.note(strings.archive.sameChat(found.value.join(", ")))
    return found.value
  }
  const reason = failureMessage(found.cause)
  if (reason === undefined) return yield* Effect.failCause(found.cause)
  yield* messages.warn(strings.archive.otherIdsUnknown(given.chat, reason))
  return [given.chat]
})

export const run = Effect.fnUntraced(function* (given: ForgetFlags) {
  const messages = yield* Messages
  if (given.chat.trim() === "") return yield* new WrongUsage({ reason: strings.archive.chatEmpty })
  const archive = yield* withNamedCache(yield* openArchive(yield* archivePath(given)), given)
  const failures: Array<{ readonly _tag: string }> = []
  let records = 0
  let names = 0
  const instances = yield* chosenInstances(archive, given.instance)
  const chats = yield* idsOf(given)
  const each = instances.flatMap((id) => chats.map((chat) => ({ id, chat })))
  for (const { id, chat } of each) {
    const place = chats.length > 1 ? `${id}, ${chat}` : id
    yield* messages.progress(`${id}: ${strings.archive.reading}`)
    const forget = forgetChat(archive, id, chat, given.execute)
    const result = yield* Effect.result(retryWhileLocked(given.wait, forget))
    yield* messages.clear
    if (result._tag === "Failure") {
      failures.push(result.failure)
      yield* messages.warn(`${id}: ${strings.failure(result.failure)}`)
      continue
    }
    const { damaged, snapshots, records: found, names: nameCount } = result.success
    records += found
    names += nameCount
    failures.push(...damaged)
    for (const damage of damaged) yield* messages.warn(strings.failure(damage))
    if (found > 0)
      yield* messages.note(
        `${place}: ${strings.archive.takenOut(strings.counted(found, "record"), strings.counted(snapshots, "snapshot"), given.execute)}`
      )
    if (nameCount > 0)
      yield* messages.note(
        `${place}: ${strings.archive.namesTaken(strings.counted(nameCount, "snapshot"), given.execute)}`
      )
  }
  if (given.execute) failures.push(...(yield* eraseUnusedMedia(archive, given.wait)))
  const isFound = records > 0 || names > 0
  if (!isFound && failures.length === 0) yield* messages.note(strings.archive.noRecord)
  if (isFound && !given.execute) yield* messages.note(strings.archive.previewTakesOut)
  if (isFound && given.execute) yield* messages.note(strings.archive.afterForget)
  const code = codeOfFailures(failures, given.execute && isFound)
  if (code !== 0) return yield* new AlreadyReported({ code })
})
