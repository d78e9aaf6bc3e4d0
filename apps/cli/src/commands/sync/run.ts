// What `chatledger sync` does: every instance for itself, side by side, once or again and again.
//
// An instance that fails does not stop the others.

import type { Archive, LiveJournal } from "@chatledger/archive"
import { JournalClient } from "@chatledger/core"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Option from "effect/Option"
import { type KnownInstance, knownInstances } from "../../configuration/instances.ts"
import { durationOf } from "../../configuration/instant.ts"
import { checkSame, openOwnArchive } from "../../configuration/own-archive.ts"
import { AlreadyReported, codeOfFailure, eventOf, WrongUsage } from "../../failures/exit.ts"
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
import { isInShard, type Shard, shardOf } from "./shard.ts"

/** Longer than this, messages are lost between two syncs, and timers of Node run out of bits at 24 days. */
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

/** A round in an archive that is looked for first: it may have gone since the last one, and may come back. */
const roundOf = Effect.fnUntraced(function* <E extends AnyFailure, R>(
  archive: Archive,
  instances: ReadonlyArray<KnownInstance>,
  options: RoundOptions,
  media: Effect.Effect<unknown, E, R>
) {
  const messages = yield* Messages
  yield* checkSame(archive).pipe(
    Effect.andThen(syncRound(archive, instances, options)),
    Effect.andThen(media),
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

/** Syncs whatever is due, until it is interrupted. */
const forever = Effect.fnUntraced(function* <E extends AnyFailure, R>(
  archive: Archive,
  instances: ReadonlyArray<KnownInstance>,
  options: RoundOptions,
  every: number,
  media: Effect.Effect<unknown, E, R>
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
      media
    )
  )
})

export const run = Effect.fnUntraced(
  function* (given: SyncFlags) {
    const journals = yield* journalsOf(given.journal)
    if (Option.isSome(given.minutes) && given.minutes.value < 1)
      return yield* new WrongUsage({ reason: strings.recording.minutes })
    const every = Option.isNone(given.every) ? undefined : yield* durationOf("every", given.every.value)
    if (every !== undefined && every > LONGEST_EVERY_MILLIS)
      return yield* new WrongUsage({ reason: strings.recording.everyTooLong })
    const shard = yield* shardOf(given.shard)
    const instances = chosen(yield* knownInstances(given), shard)
    const archive = yield* openOwnArchive(given)
    const minutes = Option.getOrUndefined(given.minutes)
    const directory = yield* directoryPlan(given.config)
    const options: RoundOptions = { journals, minutes, program: programText, wait: given.wait, directory }
    if (instances.length === 0) {
      const messages = yield* Messages
      return yield* messages.note(strings.recording.nothingInShard, "nothing_in_shard")
    }
    const plan = yield* mediaPlan(given)
    const ids = instances.map(({ idInstance }) => idInstance.value)
    const media =
      given.media || plan.isSynced
        ? Effect.flatMap(
            Effect.promise(() => import("../../media/fetch.ts")),
            ({ fetchLacking }) => fetchLacking(archive, given, instances, ids, plan, false)
          )
        : Effect.succeed(true)
    if (every !== undefined) return yield* forever(archive, instances, options, every, media)
    const code = yield* syncRound(archive, instances, options)
    const isWhole = yield* media
    if (code !== 0 || !isWhole) return yield* new AlreadyReported({ code: code === 0 ? 3 : code })
  },
  (effect) =>
    Effect.provide(
      effect,
      Layer.merge(Layer.provide(JournalClient.layer, nodeHttpClient), threadedBodyReading)
    )
)
