// State and settings of an instance, as its snapshots keep them: evidence of whether its journal was being written.
//
// Asked at most once an hour, and before the first fetch. If they cannot be had, messages are fetched all the same.
import {
  type Instance,
  JournalClient,
  type JournalError,
  type NeededSetting,
  neededSettings,
  type Settings
} from "@chatledger/core"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import { Evidence } from "../coverage/evidence.ts"
import type { Facts } from "../facts.ts"

const HOUR_MILLIS = 60 * 60 * 1000

const isEvidence = Schema.is(Evidence)

const needed = Object.keys(neededSettings) as ReadonlyArray<NeededSetting>

const settingsIn = (settings: Settings): Readonly<Record<string, string>> =>
  Object.fromEntries(
    needed.flatMap((name) => {
      const value = settings[name]
      return value === "yes" || value === "no" ? [[name, value]] : []
    })
  )

/** The evidence in the facts of a snapshot, if it has any. */
export const evidenceIn = ({ evidence }: Facts): Evidence | undefined =>
  isEvidence(evidence) ? evidence : undefined

/** Errors after which there is no use in asking for anything else. */
const isFinal = ({ _tag }: JournalError): boolean =>
  ["NotAuthorised", "WrongInstance", "QuotaExceeded", "WrongAddress", "Redirected"].includes(_tag)

/** Asks for state and settings; fails where any other call would fail too. */
const ask = Effect.fnUntraced(function* (instance: Instance) {
  const journal = yield* JournalClient
  const orNull = <A>(effect: Effect.Effect<A, JournalError>): Effect.Effect<A | null, JournalError> =>
    Effect.catchIf(
      effect,
      (error) => !isFinal(error),
      () => Effect.succeed(null)
    )
  const asked_at = new Date(yield* Clock.currentTimeMillis).toISOString()
  const [state, settings] = yield* Effect.all(
    [orNull(journal.getStateInstance(instance)), orNull(journal.getSettings(instance))],
    { concurrency: 2 }
  )
  return {
    asked_at,
    ...(state === null ? {} : { state: state.read }),
    ...(settings === null ? {} : { settings: settingsIn(settings.read) })
  } satisfies Evidence
})

/** Evidence that is at most an hour old: what was kept, or asked for anew. */
export const freshEvidence = Effect.fnUntraced(function* (
  instance: Instance,
  kept: ReadonlyArray<Facts | undefined>
) {
  const now = yield* Clock.currentTimeMillis
  const known = kept
    .flatMap((facts) => (facts === undefined ? [] : (evidenceIn(facts) ?? [])))
    .toSorted((a, b) => (a.asked_at < b.asked_at ? 1 : -1))[0]
  const age = known === undefined ? Number.POSITIVE_INFINITY : now - Date.parse(known.asked_at)
  const isFresh = known !== undefined && age >= 0 && age < HOUR_MILLIS
  return { evidence: isFresh ? known : yield* ask(instance), isNew: !isFresh }
})
