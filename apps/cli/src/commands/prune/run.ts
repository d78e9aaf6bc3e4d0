// `chatledger prune`: reports what would be removed, and with `--execute` removes it.

import { openArchive, type Pruned, pruneInstance } from "@chatledger/archive"
import * as Effect from "effect/Effect"
import { chosenInstances } from "../../configuration/archive-instances.ts"
import { archivePath } from "../../configuration/archive-path.ts"
import { withNamedCache } from "../../configuration/cache-place.ts"
import { instantOf, zoneOf } from "../../configuration/instant.ts"
import { eraseUnusedMedia } from "../../configuration/unused-media.ts"
import { AlreadyReported, codeOfFailures } from "../../failures/exit.ts"
import { retryWhileLocked } from "../../failures/retry-while-locked.ts"
import { strings } from "../../messages/strings.ts"
import { Messages } from "../../terminal/console.ts"
import type { PruneFlags } from "./command.ts"

const MOST_SHOWN = 20
const shown = (millis: number) => `${new Date(millis).toISOString().slice(0, 19)}Z`

const report = Effect.fnUntraced(function* (pruned: Pruned, isDone: boolean) {
  const messages = yield* Messages
  const { instanceId, snapshots, bytes, uncovered, damaged } = pruned
  yield* messages.note(
    `${instanceId}: ${strings.archive.pruned(strings.counted(snapshots, "snapshot"), bytes, isDone)}`
  )
  for (const { journal, from, to } of uncovered.slice(0, MOST_SHOWN))
    yield* messages.note(
      `${instanceId}: ${strings.archive.uncovered(journal, shown(from), shown(to), isDone)}`
    )
  const rest = uncovered.length - MOST_SHOWN
  if (rest > 0) yield* messages.note(`${instanceId}: ${strings.archive.andStretches(rest)}`)
  for (const damage of damaged) yield* messages.warn(strings.failure(damage))
})

export const run = Effect.fnUntraced(function* (given: PruneFlags) {
  const messages = yield* Messages
  const before = yield* instantOf("before", given.before, yield* zoneOf(given.tz))
  const archive = yield* withNamedCache(yield* openArchive(yield* archivePath(given)), given)
  const failures: Array<{ readonly _tag: string }> = []
  let snapshots = 0
  for (const id of yield* chosenInstances(archive, given.instance)) {
    const prune = pruneInstance(archive, id, before, given.execute)
    const result = yield* Effect.result(retryWhileLocked(given.wait, prune))
    if (result._tag === "Failure") {
      failures.push(result.failure)
      yield* messages.warn(`${id}: ${strings.failure(result.failure)}`)
      continue
    }
    snapshots += result.success.snapshots
    failures.push(...result.success.damaged)
    if (result.success.snapshots > 0) yield* report(result.success, given.execute)
  }
  if (given.execute && snapshots > 0) failures.push(...(yield* eraseUnusedMedia(archive, given.wait)))
  if (snapshots === 0 && failures.length === 0) yield* messages.note(strings.archive.nothingBefore)
  if (snapshots > 0 && !given.execute) yield* messages.note(strings.archive.previewRemoves)
  const code = codeOfFailures(failures, given.execute && snapshots > 0)
  if (code !== 0) return yield* new AlreadyReported({ code })
})
