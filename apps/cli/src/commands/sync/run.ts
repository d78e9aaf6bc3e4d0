// `chatledger sync`: syncs every instance separately and concurrently, once or repeatedly.
//
// An instance that fails does not stop the others.

import type { Archive, LiveJournal } from "@chatledger/archive"
import { MOST_MINUTES } from "@chatledger/archive/internal"
import { JournalClient } from "@chatledger/core"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Option from "effect/Option"
import { readHealSetting } from "../../configuration/config-file.ts"
import { type KnownInstance, knownInstances } from "../../configuration/instances.ts"
import { durationOf } from "../../configuration/instant.ts"
import { checkSame, openOwnArchive } from "../../configuration/own-archive.ts"
import { isInShard, type Shard, shardOf } from "../../configuration/shard.ts"
import { AlreadyReported, codeOfFailure, codeOfFailures, eventOf, WrongUsage } from "../../failures/exit.ts"
import { nodeHttpClient } from "../../http/node-client.ts"
import { mediaPlan } from "../../media/media-plan.ts"
import type { AnyFailure } from "../../messages/failure.ts"
import { strings } from "../../messages/strings.ts"
import { programText } from "../../program.ts"
import { directoryPlan } from "../../recording/directory-plan.ts"
import type { RoundOptions } from "../../recording/one.ts"
import { syncRound } from "../../recording/round.ts"
import { Tally } from "../../recording/tally.ts"
import { callsNote } from "../../schedule/calls.ts"
import { Messages } from "../../terminal/console.ts"
import { threadedBodyReading } from "../../threads/body-reading.ts"
import { again } from "./again.ts"
import type { SyncFlags } from "./command.ts"

/** With a longer interval, messages are lost between two syncs; and Node's timers overflow at 24 days. */
const LONGEST_EVERY_MILLIS = 7 * 24 * 60 * 60 * 1000

const journalsOf = (flag: Option.Option<string>): Effect.Effect<ReadonlyArray<LiveJournal>, WrongUsage> => {
  const names = Option.getOrElse(flag, () => "incoming,outgoing").split(",")
  const journals = (["incoming", "outgoing"] as const).filter((journal) => names.includes(journal))
  return journals.length === new Set(names).size
    ? Effect.succeed(journals)
    : Effect.fail(new WrongUsage({ reason: strings.recording.journals }))
}

const chosen = (instances: ReadonlyArray<KnownInstance>, shard: Shard | undefined) =>
  shard === undefined ? instances : instances.filter(({ idInstance }) => isInShard(idInstance.value, shard))

/** Runs a round after checking that the archive is there: it may have disappeared since the last one, and may come back. */
const roundOf = Effect.fnUntraced(function* <E extends AnyFailure, R>(
  archive: Archive,
  instances: ReadonlyArray<KnownInstance>,
  options: RoundOptions,
  more: Effect.Effect<unknown, E, R>
) {
  const messages = yield* Messages
  yield* checkSame(archive).pipe(
    Effect.andThen(syncRound(archive, instances, options)),
    Effect.andThen(more),
    Effect.catch(
      Effect.fnUntraced(function* (error) {
        yield* messages.fail(strings.failure(error), eventOf(error))
        const tally = new Tally()
        tally.failed = instances.length
        yield* messages.summary(undefined, "sync", tally.fields(codeOfFailure(error), 0))
      })
    )
  )
})

/** Steps after a round, on request: histories around lost time, then files. Their modules are loaded with the tables. */
const afterRound = Effect.fnUntraced(function* (
  archive: Archive,
  instances: ReadonlyArray<KnownInstance>,
  given: SyncFlags
) {
  const plan = yield* mediaPlan(given)
  const heals = given.heal || ((yield* readHealSetting(given))?.always ?? false)
  const fetches = given.media || plan.isSynced
  const ids = instances.map(({ idInstance }) => idInstance.value)
  return Effect.gen(function* () {
    const failures: Array<{ readonly _tag: string }> = []
    if (heals) {
      const { healGaps } = yield* Effect.promise(() => import("../../healing/heal.ts"))
      failures.push(...(yield* healGaps(archive, given, instances)))
    }
    if (fetches) {
      const { fetchLacking } = yield* Effect.promise(() => import("../../media/fetch.ts"))
      const isWhole = yield* fetchLacking(archive, given, instances, ids, plan, false)
      if (!isWhole) failures.push({ _tag: "Gap" })
    }
    return failures
  })
})

/** Syncs the instances that are due, until interrupted. */
const forever = Effect.fnUntraced(function* <E extends AnyFailure, R>(
  archive: Archive,
  instances: ReadonlyArray<KnownInstance>,
  options: RoundOptions,
  every: number,
  more: Effect.Effect<unknown, E, R>
) {
  const messages = yield* Messages
  const calls = callsNote(every, options.journals.length)
  if (calls !== undefined) yield* messages.note(calls, "calls")
  const intervals = new Map(
    instances.map(({ idInstance, everyMillis }) => [idInstance.value, everyMillis ?? every])
  )
  yield* again(intervals, (due) =>
    roundOf(
      archive,
      instances.filter(({ idInstance }) => due.has(idInstance.value)),
      options,
      more
    )
  )
})

export const run = Effect.fnUntraced(
  function* (given: SyncFlags) {
    const journals = yield* journalsOf(given.journal)
    if (Option.exists(given.minutes, (minutes) => minutes < 1 || minutes > MOST_MINUTES))
      return yield* new WrongUsage({ reason: strings.recording.minutes })
    const every = Option.isNone(given.every) ? undefined : yield* durationOf("every", given.every.value)
    if (every !== undefined && every > LONGEST_EVERY_MILLIS)
      return yield* new WrongUsage({ reason: strings.recording.everyTooLong })
    const shard = yield* shardOf(given.shard)
    const instances = chosen(yield* knownInstances(given), shard)
    const archive = yield* openOwnArchive(given)
    const minutes = Option.getOrUndefined(given.minutes)
    const directory = yield* directoryPlan(given.config)
    const options: RoundOptions = {
      journals,
      minutes,
      calls: given.calls,
      program: programText,
      wait: given.wait,
      directory
    }
    if (instances.length === 0) {
      const messages = yield* Messages
      return yield* messages.note(strings.recording.nothingInShard, "nothing_in_shard")
    }
    const more = yield* afterRound(archive, instances, given)
    if (every !== undefined) return yield* forever(archive, instances, options, every, more)
    const code = yield* syncRound(archive, instances, options)
    const failures = yield* more
    const last = code === 0 ? codeOfFailures(failures, true) : code
    if (last !== 0) return yield* new AlreadyReported({ code: last })
  },
  (effect) =>
    Effect.provide(
      effect,
      Layer.merge(Layer.provide(JournalClient.layer, nodeHttpClient), threadedBodyReading)
    )
)
