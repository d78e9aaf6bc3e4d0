// What `chatledger sync` does: each instance for itself, side by side, and a line for each.
//
// An instance that fails does not stop the others. With `--every` it begins again at the next round moment after
// the last sync has ended, and never twice at once.
import { type LiveJournal, openOrCreateArchive, type Synced, syncInstance } from "@chatledger/archive"
import { JournalClient, neededSettings } from "@chatledger/core"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Option from "effect/Option"
import type { SyncFlags } from "../commands/sync.ts"
import { archivePath } from "../configuration/archive-path.ts"
import { type KnownInstance, knownInstances, withToken } from "../configuration/instances.ts"
import { Messages } from "../console.ts"
import { codeOfFailures, type ExitCode, Told, WrongUsage } from "../exit.ts"
import { nodeHttpClient } from "../http/node-client.ts"
import { durationOf } from "../instant.ts"
import { programText } from "../program.ts"
import { patiently } from "./patiently.ts"
import { counted } from "./report-file.ts"
import { callsTold } from "./sync-calls.ts"
import { gapsTold, summaryOf } from "./sync-summary.ts"

const SIDE_BY_SIDE = 8
/** Longer than this, messages are lost between two syncs, and timers of Node run out of bits at 24 days. */
const LONGEST_EVERY_MILLIS = 7 * 24 * 60 * 60 * 1000

const journalsOf = (flag: Option.Option<string>): Effect.Effect<ReadonlyArray<LiveJournal>, WrongUsage> => {
  const names = Option.getOrElse(flag, () => "incoming,outgoing").split(",")
  const journals = (["incoming", "outgoing"] as const).filter((journal) => names.includes(journal))
  return journals.length === new Set(names).size
    ? Effect.succeed(journals)
    : Effect.fail(new WrongUsage({ reason: "--journal takes incoming, outgoing, or incoming,outgoing" }))
}

/** How an instance is called in a line. */
const shownName = ({ idInstance, name }: KnownInstance): string =>
  name === undefined ? idInstance.value : `${idInstance.value} (${name})`

const stateWarning = (synced: Synced): string | undefined => {
  const { state } = synced.evidence
  return state === undefined || state === "authorized"
    ? undefined
    : `its state is ${state}: what is written now may never appear; open the console and authorise it`
}

/** What the journal lacks because of its settings, as far as the service told; empty if nothing. */
const lacking = ({ evidence }: Synced): ReadonlyArray<string> =>
  Object.entries(neededSettings).flatMap(([name, lost]) =>
    evidence.settings?.[name] === "no" ? [`${lost} (${name})`] : []
  )

interface Tally {
  readonly failures: Array<{ readonly _tag: string }>
  kept: number
  skipped: number
}

const syncOne = Effect.fnUntraced(function* (
  archive: { readonly path: string },
  known: KnownInstance,
  options: Parameters<typeof syncInstance>[2] & { readonly wait: boolean },
  tally: Tally
) {
  const messages = yield* Messages
  const name = shownName(known)
  const fail = (error: { readonly _tag: string; readonly message: string }) => {
    tally.failures.push(error)
    return messages.warn(error.message)
  }
  const attempt = Effect.flatMap(withToken(known), (instance) => syncInstance(archive, instance, options))
  const result = yield* Effect.result(patiently(options.wait, attempt))
  if (result._tag === "Failure") {
    if (result.failure._tag !== "LockHeld") return yield* fail(result.failure)
    tally.skipped += 1
    return yield* messages.note(`${name}: skipped, another sync is at it (${result.failure.holder})`)
  }
  const synced = result.success
  tally.kept += synced.journals.length
  for (const { error } of synced.failures) yield* fail(error)
  for (const { journal, summary } of synced.journals)
    for (const { position, detail, code } of summary.faults)
      yield* messages.warn(`${name}: ${journal}: record ${position + 1}: ${detail} (${code})`)
  if (synced.journals.some(({ summary }) => summary.faultCount > 0))
    tally.failures.push({ _tag: "ImportRefused" })
  const warning = stateWarning(synced)
  if (warning !== undefined) yield* fail({ _tag: "NotAuthorised", message: `${name}: ${warning}` })
  const lost = lacking(synced)
  if (lost.length > 0)
    yield* messages.warn(
      `${name}: its settings keep out ${lost.join("; ")}: chatledger doctor --fix switches them on`
    )
  for (const gap of gapsTold(synced)) yield* fail({ _tag: "Gap", message: `${name}: ${gap}` })
  if (synced.journals.length > 0) yield* messages.note(`${name}: ${summaryOf(synced)}`)
})

/** Syncs every instance once; answers the exit code. */
const round = Effect.fnUntraced(function* (
  archive: { readonly path: string },
  instances: ReadonlyArray<KnownInstance>,
  options: Parameters<typeof syncOne>[2]
) {
  const messages = yield* Messages
  const tally: Tally = { failures: [], kept: 0, skipped: 0 }
  let done = 0
  const tell = () => messages.progress(`synced ${done} of ${counted(instances.length, "instance")}`)
  yield* tell()
  yield* Effect.forEach(
    instances,
    (instance) =>
      Effect.andThen(
        syncOne(archive, instance, options, tally),
        Effect.suspend(() => {
          done += 1
          return tell()
        })
      ),
    { concurrency: SIDE_BY_SIDE, discard: true }
  )
  yield* messages.clear
  return codeOfFailures(tally.failures, tally.kept > 0)
})

const told = (code: ExitCode) => (code === 0 ? Effect.void : Effect.fail(new Told({ code })))

export const run = Effect.fnUntraced(
  function* (given: SyncFlags) {
    const messages = yield* Messages
    const journals = yield* journalsOf(given.journal)
    if (Option.isSome(given.minutes) && given.minutes.value < 1)
      return yield* new WrongUsage({ reason: "--minutes has to be 1 or more" })
    const every = Option.isNone(given.every) ? undefined : yield* durationOf("every", given.every.value)
    if (every !== undefined && every > LONGEST_EVERY_MILLIS)
      return yield* new WrongUsage({ reason: "--every has to be 7d or less: the journal forgets" })
    const instances = yield* knownInstances(given)
    const archive = yield* openOrCreateArchive(yield* archivePath(given))
    const minutes = Option.getOrUndefined(given.minutes)
    const options = { journals, minutes, program: programText, wait: given.wait }
    if (every === undefined) return yield* told(yield* round(archive, instances, options))
    const calls = callsTold(every, journals.length)
    if (calls !== undefined) yield* messages.note(calls)
    while (true) {
      const began = yield* Clock.currentTimeMillis
      yield* round(archive, instances, options)
      const took = (yield* Clock.currentTimeMillis) - began
      yield* Effect.sleep(every - (took % every))
    }
  },
  (effect) => Effect.provide(effect, Layer.provide(JournalClient.layer, nodeHttpClient))
)
