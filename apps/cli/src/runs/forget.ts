// What `chatledger forget` does: tells what would go, and with `--execute` takes it out of every snapshot.
import { forgetChat, openArchive } from "@chatledger/archive"
import * as Effect from "effect/Effect"
import type { ForgetFlags } from "../commands/forget.ts"
import { archivePath } from "../configuration/archive-path.ts"
import { Messages } from "../console.ts"
import { codeOfFailures, Told, WrongUsage } from "../exit.ts"
import { chosenInstances } from "./compact.ts"
import { patiently } from "./patiently.ts"
import { counted } from "./report-file.ts"

export const run = Effect.fnUntraced(function* (given: ForgetFlags) {
  const messages = yield* Messages
  if (given.chat.trim() === "") return yield* new WrongUsage({ reason: "--chat is empty: name a chatId" })
  const archive = yield* openArchive(yield* archivePath(given))
  const failures: Array<{ readonly _tag: string }> = []
  let records = 0
  for (const id of yield* chosenInstances(archive, given.instance)) {
    yield* messages.progress(`${id}: reading`)
    const forget = forgetChat(archive, id, given.chat, given.execute)
    const result = yield* Effect.result(patiently(given.wait, forget))
    yield* messages.clear
    if (result._tag === "Failure") {
      failures.push(result.failure)
      yield* messages.warn(`${id}: ${result.failure.message}`)
      continue
    }
    const { damaged, snapshots, records: found } = result.success
    records += found
    failures.push(...damaged)
    for (const { message } of damaged) yield* messages.warn(message)
    const become = given.execute ? "taken out of" : "would be taken out of"
    if (found > 0)
      yield* messages.note(`${id}: ${counted(found, "record")} ${become} ${counted(snapshots, "snapshot")}`)
  }
  if (records === 0 && failures.length === 0) yield* messages.note("no snapshot holds a record of this chat")
  if (records > 0 && !given.execute)
    yield* messages.note("a preview: nothing was changed; --execute takes them out for good")
  if (records > 0 && given.execute)
    yield* messages.note(
      "the tables are made anew when they are next asked for; exports and backups made before still hold the chat, and a sync or import that brings it again keeps it again"
    )
  const code = codeOfFailures(failures, given.execute && records > 0)
  if (code !== 0) return yield* new Told({ code })
})
