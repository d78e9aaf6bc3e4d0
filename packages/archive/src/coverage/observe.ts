// Observes a reply that was just committed, without reading anything again.
//
// Replies may come in any order: an earlier one is inserted before those that this process has observed. Gotcha: one
// that is earlier than the ledger's state at the start requires reading all snapshots.
import * as Effect from "effect/Effect"
import type { Facts } from "../facts.ts"
import { requestTime } from "../request-time.ts"
import { catchUp, save } from "./catch-up.ts"
import { coveredJournalOf } from "./claim.ts"
import type { CoverageInterval, CoverageState, JournalCoverage } from "./coverage.ts"
import type { Observation } from "./instance-time.ts"
import { difference, type Interval, type Intervals } from "./intervals.ts"
import { type InstanceLedger, Ledger, type Reading } from "./ledger.ts"
import { SeenReply } from "./seen-reply.ts"
import type { SeenRecord } from "./seen-table.ts"

/** Number of replies of this process before which a late one can be inserted. */
const REMEMBERED = 16

/** The effect of one more reply; times are UNIX milliseconds. */
export interface Observed extends Observation {
  /** Gaps that this reply opened: time that it should have covered and that is still available. */
  readonly newGaps: ReadonlyArray<Interval>
  /** All open gaps of the journal, each with the moment at which its start will be lost. */
  readonly openGaps: ReadonlyArray<CoverageInterval>
  /** Time lost since the previous fetch. */
  readonly newLosses: ReadonlyArray<Interval>
  /** Time that this reply requested and probably lacks. */
  readonly newlyTruncated: ReadonlyArray<Interval>
  /** The coverage of the journal at the reply's time; undefined for a reply without coverage. */
  readonly coverage: JournalCoverage | undefined
}

const nothingObserved: Observation = { newCount: 0, changedCount: 0, knownCount: 0, covers: undefined }

/** Observes a reply that precedes some of this process, and then those again. */
const takeLate = (ledger: Ledger, reading: Reading, from: number): Observation => {
  const later = ledger.remembered.splice(from)
  const [first] = later
  let observation = nothingObserved
  if (first !== undefined) {
    ledger.table.rewind(first.mark)
    ledger.time = first.time
  }
  for (const each of [reading, ...later.map((remembered) => remembered.reading)]) {
    ledger.remembered.push({ reading: each, time: ledger.time, mark: ledger.table.mark() })
    const taken = ledger.take(each)
    if (each === reading) observation = taken
  }
  ledger.ids.splice(ledger.ids.findLastIndex((id) => id < reading.id) + 1, 0, reading.id)
  while (ledger.remembered.length > REMEMBERED) {
    ledger.remembered.shift()
    const [oldest] = ledger.remembered
    if (oldest !== undefined) ledger.table.forget(oldest.mark)
  }
  return observation
}

/** Inserts a reply at its position; reads everything again if that is before this process's observations. */
const place = Effect.fnUntraced(function* (ledger: Ledger, reading: Reading) {
  const { ids, remembered } = ledger
  const last = ids.at(-1)
  const time = requestTime(reading.facts)
  const isLater = (other: Reading) => {
    const otherTime = requestTime(other.facts)
    return otherTime === time ? other.id > reading.id : otherTime > time
  }
  const later = remembered.findIndex((other) => isLater(other.reading))
  const from = later < 0 ? remembered.length : later
  const before = (remembered[from]?.time ?? ledger.time).lastRequestedAt
  const isAfter = before === null || before < time || (before === time && from > 0)
  const isGuess = ({ facts }: Reading) => facts.requested_at_is_guess
  const isByTime = !isGuess(reading) && !remembered.slice(from).some((other) => isGuess(other.reading))
  if (isAfter && (isByTime || last === undefined)) return takeLate(ledger, reading, from)
  let observation = nothingObserved
  yield* catchUp(ledger, (id, taken) => {
    if (id === reading.id) observation = taken
  })
  return observation
})

/** Saves a ledger that has observed replies with `keep: false`. */
export const keepLedger = (ledger: InstanceLedger) =>
  ledger instanceof Ledger ? save(ledger) : Effect.die("a ledger comes from instanceLedger")

const only = (coverage: JournalCoverage | undefined, state: CoverageState): Intervals =>
  coverage?.intervals.filter((interval) => interval.state === state) ?? []

const seenIn = (body: Uint8Array): ReadonlyArray<SeenRecord> => {
  const reply = new SeenReply()
  reply.push(body)
  return reply.end().records
}

/**
 * Adds a reply that was just committed to a ledger, returns its effect, and saves the ledger.
 *
 * With `keep: false` it is saved by `keepLedger`, or caught up the next time. The reply is given as its body, or as what
 * `SeenRecords` collected from it, oldest first.
 * The ledger is up to date afterwards; replies may come in any order. Fails as `instanceLedger` does.
 */
export const observe = Effect.fnUntraced(function* (
  ledger: InstanceLedger,
  facts: Facts,
  reply: Uint8Array | ReadonlyArray<SeenRecord>,
  options: { readonly keep: boolean } = { keep: true }
) {
  if (!(ledger instanceof Ledger)) return yield* Effect.die("a ledger comes from instanceLedger")
  const journal = coveredJournalOf(facts)
  const newest = journal === undefined ? null : ledger.time.journals[journal].newestServedAt
  const before = journal === undefined || newest === null ? undefined : ledger.coverage(journal, newest)
  const records = reply instanceof Uint8Array ? seenIn(reply) : reply
  const reading = { id: facts.snapshot_id, facts, records }
  const isKnown = ledger.ids.includes(reading.id)
  const observation = isKnown ? nothingObserved : yield* place(ledger, reading)
  if (!isKnown && options.keep) yield* save(ledger)
  const now = journal === undefined ? null : ledger.time.journals[journal].newestServedAt
  const after = journal === undefined || now === null ? undefined : ledger.coverage(journal, now)
  const since = (state: CoverageState) => difference(only(after, state), only(before, state))
  return {
    ...observation,
    newGaps: since("gap"),
    openGaps: after?.intervals.filter(({ state }) => state === "gap") ?? [],
    newLosses: since("lost"),
    newlyTruncated: since("maybe_truncated"),
    coverage: after
  } satisfies Observed
})
