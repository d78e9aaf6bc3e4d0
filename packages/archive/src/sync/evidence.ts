// State and settings of an instance for its snapshots: evidence of whether its journal was being written.
//
// Requested at most once an hour, and before the first fetch. Messages are fetched even if this fails.
import { type Instance, JournalClient, type JournalError, type Settings } from "@chatledger/core"
import { neededSettings } from "@chatledger/core/internal"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Schema from "effect/Schema"
import { Evidence } from "../coverage/evidence.ts"
import { type Facts, idInstant } from "../facts.ts"
import { readFacts } from "../snapshot.ts"
import type { SnapshotRef } from "../snapshot-ref.ts"

const HOUR_MILLIS = 60 * 60 * 1000

const isEvidence = Schema.is(Evidence)

/** Settings of the journals: those of messages, and those of calls. */
const needed: ReadonlyArray<string> = [
  ...Object.keys(neededSettings),
  "incomingCallWebhook",
  "outgoingCallWebhook"
]

/** Only short words: the settings of an untrusted server are stored with every reply. */
const word = /^[\w-]{1,32}$/

/** The account's id on WhatsApp, as in group members and votes. */
const ownNumber = /^[1-9]\d{6,19}@c\.us$/

const settingsIn = (settings: Settings): Readonly<Record<string, string>> => {
  const { typeInstance, wid } = settings
  const type = typeof typeInstance === "string" && word.test(typeInstance) ? { typeInstance } : {}
  const own = typeof wid === "string" && ownNumber.test(wid) ? { wid } : {}
  const recorded = needed.flatMap((name) => {
    const value = settings[name]
    return value === "yes" || value === "no" ? [[name, value]] : []
  })
  return { ...Object.fromEntries(recorded), ...type, ...own }
}

/** The evidence in the facts of a snapshot, if it has any. */
const evidenceIn = ({ evidence }: Facts): Evidence | undefined =>
  isEvidence(evidence) ? evidence : undefined

/** Errors after which no other request makes sense. */
const isFinal = ({ _tag }: JournalError): boolean =>
  ["NotAuthorised", "WrongInstance", "QuotaExceeded", "WrongAddress", "Redirected"].includes(_tag)

/** Requests state and settings; fails if any other call would fail too. */
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

/** The evidence of the newest sync reply, if at most an hour old; ignores damaged snapshots. */
const keptEvidence = Effect.fnUntraced(function* (refs: ReadonlyArray<SnapshotRef>, now: number) {
  const hourAgo = idInstant(new Date(now - HOUR_MILLIS))
  for (const ref of refs.filter(({ snapshotId }) => snapshotId > hourAgo).reverse()) {
    const facts = Option.getOrUndefined(yield* Effect.option(readFacts(ref)))
    // A clock that was ahead has left ids with future times.
    const isOfNow = facts !== undefined && Math.abs(now - Date.parse(facts.requested_at)) < HOUR_MILLIS
    if (facts?.origin === "sync" && isOfNow) return evidenceIn(facts)
  }
  return undefined
})

/** Evidence at most an hour old: stored or requested anew. The snapshots are those of the instance, in order. */
export const freshEvidence = Effect.fnUntraced(function* (
  instance: Instance,
  refs: ReadonlyArray<SnapshotRef>
) {
  const now = yield* Clock.currentTimeMillis
  const known = yield* keptEvidence(refs, now)
  const age = known === undefined ? Number.POSITIVE_INFINITY : now - Date.parse(known.asked_at)
  return known !== undefined && age >= 0 && age < HOUR_MILLIS ? known : yield* ask(instance)
})
