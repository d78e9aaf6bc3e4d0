// Observing: what a reply that was just committed means, without reading anything again.
//
// Replies may come in any order: one that is earlier than those which this process observed before is put before
// them. Gotcha: one that is earlier than what the ledger began with costs a reading of all snapshots.
import * as Effect from "effect/Effect"
import type { Facts } from "../facts.ts"
import { requestTime } from "../request-time.ts"
import { catchUp, save } from "./catch-up.ts"
import { coveredJournals } from "./claim.ts"
import type { CoverageInterval, CoverageState, JournalCoverage } from "./coverage.ts"
import type { Observation } from "./instance-time.ts"
import { difference, type Interval, type Intervals } from "./intervals.ts"
import { type InstanceLedger, Ledger, type Reading } from "./ledger.ts"
import { SeenReply } from "./seen-reply.ts"
import type { SeenRecord } from "./seen-table.ts"

/** Replies of this process that one which comes late may be put before. */
const REMEMBERED = 16

/** What one more reply means; times are UNIX milliseconds. */
export interface Observed extends Observation {
  /** Gaps that this reply opened: time that it should have covered, still to be had. */
  readonly newGaps: ReadonlyArray<Interval>
  /** All gaps of the journal that are open, each with the moment at which its start will be lost. */
  readonly openGaps: ReadonlyArray<CoverageInterval>
  /** Time that was lost since the fetch before. */
  readonly newLosses: ReadonlyArray<Interval>
  /** Time that this reply was requested and probably lacks. */
  readonly newlyTruncated: ReadonlyArray<Interval>
  /** The journal after the reply, as seen at its time; undefined for a reply that has no coverage. */
  readonly coverage: JournalCoverage | undefined
}

const nothingObserved: Observation = { newCount: 0, changedCount: 0, knownCount: 0, covers: undefined }

/** Observes a reply that comes before some of those of this process, and those again. */
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

/** Puts a reply where it belongs; reads everything anew if that is before what this process has observed. */
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
  const before = (remembered[from]?.time ?? ledger.time).lastAskedAt
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

/** Keeps a ledger that has observed replies without keeping them. */
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
 * Tells a ledger of a reply that was just committed, answers what the reply means, and keeps the ledger.
 *
 * With `keep: false` it is kept by `keepLedger`, or caught up at the next time. The reply is its body, or what
 * `SeenRecords` made of it while it came, oldest first.
 * The ledger is up to date afterwards; two replies may come in any order. Fails as `instanceLedger` does.
 */
export const observe = Effect.fnUntraced(function* (
  ledger: InstanceLedger,
  facts: Facts,
  reply: Uint8Array | ReadonlyArray<SeenRecord>,
  options: { readonly keep: boolean } = { keep: true }
) {
  if (!(ledger instanceof Ledger)) return yield* Effect.die("a ledger comes from instanceLedger")
  const journal = coveredJournals.find((journal) => journal === facts.journal)
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
