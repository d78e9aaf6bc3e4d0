// `chatledger compact`: compacts each instance separately, with one line for each that changed.
//
// A locked or damaged instance does not stop the others.

import { compactInstance, openArchive } from "@chatledger/archive"
import * as Effect from "effect/Effect"
import { chosenInstances } from "../../configuration/archive-instances.ts"
import { archivePath } from "../../configuration/archive-path.ts"
import { AlreadyReported, codeOfFailures } from "../../failures/exit.ts"
import { retryWhileLocked } from "../../failures/retry-while-locked.ts"
import { strings } from "../../messages/strings.ts"
import { Messages } from "../../terminal/console.ts"
import type { CompactFlags } from "./command.ts"

export const run = Effect.fnUntraced(function* (given: CompactFlags) {
  const messages = yield* Messages
  const archive = yield* openArchive(yield* archivePath(given))
  const failures: Array<{ readonly _tag: string }> = []
  let [snapshots, removed, waiting] = [0, 0, 0]
  for (const id of yield* chosenInstances(archive, given.instance)) {
    const onDay = (day: string) => messages.progress(`${id}: ${strings.archive.lookedAt(day)}`)
    const compact = compactInstance(archive, id, { removeNow: given.removeNow, onDay })
    const result = yield* Effect.result(retryWhileLocked(given.wait, compact))
    yield* messages.clear
    if (result._tag === "Failure") {
      failures.push(result.failure)
      yield* messages.warn(`${id}: ${strings.failure(result.failure)}`)
      continue
    }
    const done = result.success
    for (const damage of done.damaged) yield* messages.warn(strings.failure(damage))
    failures.push(...done.damaged)
    if (done.snapshots > 0)
      yield* messages.note(
        `${id}: ${strings.archive.packed(strings.counted(done.snapshots, "snapshot"), strings.counted(done.days, "day"))}`
      )
    snapshots += done.snapshots
    removed += done.removed
    waiting += done.waiting
  }
  if (removed > 0) yield* messages.note(strings.archive.looseRemoved(strings.counted(removed, "looseFile")))
  if (waiting > 0) yield* messages.note(strings.archive.looseWaiting(strings.counted(waiting, "looseFile")))
  if (snapshots + removed + waiting === 0 && failures.length === 0)
    yield* messages.note(strings.archive.nothingToPack)
  const code = codeOfFailures(failures, snapshots + removed > 0)
  if (code !== 0) return yield* new AlreadyReported({ code })
})
