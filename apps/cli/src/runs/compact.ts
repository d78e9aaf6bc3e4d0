// What `chatledger compact` does: each instance for itself, and a line for each of which something was done.
//
// An instance that is locked or damaged does not stop the others.
import { compactInstance, isInstanceId, listInstances, openArchive } from "@chatledger/archive"
import * as Effect from "effect/Effect"
import type { CompactFlags } from "../commands/compact.ts"
import { archivePath } from "../configuration/archive-path.ts"
import { Messages } from "../console.ts"
import { codeOfFailures, Told, WrongUsage } from "../exit.ts"
import { counted } from "../wording/counts.ts"
import { failureWords } from "../wording/failures.ts"
import { keepingWords as words } from "../wording/keeping.ts"
import { patiently } from "./patiently.ts"

/** The instances that the flags name, or all of the archive. Fails with `WrongUsage`. */
export const chosenInstances = Effect.fnUntraced(function* (
  archive: { readonly path: string },
  named: ReadonlyArray<string>
) {
  const known = yield* listInstances(archive)
  for (const id of named)
    if (!isInstanceId(id) || !known.includes(id))
      return yield* new WrongUsage({ reason: words.nothingOf(id) })
  return named.length === 0 ? known : [...new Set(named)]
})

export const run = Effect.fnUntraced(function* (given: CompactFlags) {
  const messages = yield* Messages
  const archive = yield* openArchive(yield* archivePath(given))
  const failures: Array<{ readonly _tag: string }> = []
  let [snapshots, removed, waiting] = [0, 0, 0]
  for (const id of yield* chosenInstances(archive, given.instance)) {
    const onDay = (day: string) => messages.progress(`${id}: ${words.lookedAt(day)}`)
    const compact = compactInstance(archive, id, { removeNow: given.removeNow, onDay })
    const result = yield* Effect.result(patiently(given.wait, compact))
    yield* messages.clear
    if (result._tag === "Failure") {
      failures.push(result.failure)
      yield* messages.warn(`${id}: ${failureWords(result.failure)}`)
      continue
    }
    const done = result.success
    for (const damage of done.damaged) yield* messages.warn(failureWords(damage))
    failures.push(...done.damaged)
    if (done.snapshots > 0)
      yield* messages.note(
        `${id}: ${words.packed(counted(done.snapshots, "snapshot"), counted(done.days, "day"))}`
      )
    snapshots += done.snapshots
    removed += done.removed
    waiting += done.waiting
  }
  if (removed > 0) yield* messages.note(words.looseRemoved(counted(removed, "looseFile")))
  if (waiting > 0) yield* messages.note(words.looseWaiting(counted(waiting, "looseFile")))
  if (snapshots + removed + waiting === 0 && failures.length === 0) yield* messages.note(words.nothingToPack)
  const code = codeOfFailures(failures, snapshots + removed > 0)
  if (code !== 0) return yield* new Told({ code })
})
