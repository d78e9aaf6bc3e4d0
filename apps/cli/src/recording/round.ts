// A round: syncs every instance that is due, with limited concurrency, and writes one summary.
//
// All share one budget of retries, so the round ends soon if the service is down for everyone.

import type { Archive } from "@chatledger/archive"
import { RetryBudget, retryBudget } from "@chatledger/core"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import type { KnownInstance } from "../configuration/instances.ts"
import { codeOfFailures } from "../failures/exit.ts"
import { strings } from "../messages/strings.ts"
import { LoggedInstance, Messages } from "../terminal/console.ts"
import { syncDirectories } from "./directory.ts"
import { type RoundOptions, syncOne } from "./one.ts"
import { Tally } from "./tally.ts"

const SIDE_BY_SIDE = 8
/** Retries of a round: enough for some instances in full, or a few for each of many. */
const retriesFor = (instances: number): number => 200 + instances

const summary = ({ synced, failed, skipped, newMessages, changedMessages, openGaps }: Tally): string => {
  const parts = [
    strings.recording.synced(synced),
    ...(failed > 0 ? [strings.recording.failed(failed)] : []),
    ...(skipped > 0 ? [strings.recording.skippedCount(skipped)] : []),
    strings.counted(newMessages, "newMessage"),
    strings.recording.changed(changedMessages),
    ...(openGaps > 0 ? [strings.counted(openGaps, "openGap")] : [])
  ]
  return `${strings.counted(synced + failed + skipped, "instance")}: ${parts.join(", ")}`
}

/** Syncs instances once; returns the exit code. */
export const syncRound = Effect.fnUntraced(function* (
  archive: Archive,
  instances: ReadonlyArray<KnownInstance>,
  options: RoundOptions
) {
  const messages = yield* Messages
  const began = yield* Clock.currentTimeMillis
  const tally = new Tally()
  let done = 0
  const tell = Effect.suspend(() => {
    const gaps = tally.openGaps > 0 ? `, ${strings.counted(tally.openGaps, "openGap")}` : ""
    return messages.progress(
      `${strings.recording.ofAll(done, strings.counted(instances.length, "instance"))}, ${strings.counted(tally.newMessages, "newMessage")}${gaps}`
    )
  })
  const one = Effect.fnUntraced(function* (instance: KnownInstance) {
    const ready = yield* Effect.provideService(
      syncOne(archive, instance, options, tally),
      LoggedInstance,
      instance.idInstance.value
    )
    done += 1
    yield* tell
    return ready
  })
  const { directory } = options
  const all = Effect.gen(function* () {
    const synced = yield* Effect.forEach(instances, one, { concurrency: SIDE_BY_SIDE })
    const ready = synced.filter((instance) => instance !== undefined)
    if (directory !== undefined) yield* syncDirectories(archive, ready, directory, tally)
  })
  yield* tell
  yield* Effect.provideService(all, RetryBudget, retryBudget(retriesFor(instances.length)))
  yield* messages.clear
  const code = codeOfFailures(tally.failures, tally.replies > 0)
  const took = (yield* Clock.currentTimeMillis) - began
  yield* messages.summary(instances.length > 1 ? summary(tally) : undefined, "sync", tally.fields(code, took))
  return code
})
