// The ledger of an instance: what its snapshots say about time, and what was seen in them, up to date.
//
// It reads only snapshots that it has not read yet, unless one came out of order or has gone: then all of them. The
// result is always that of reading all, in the order of observations. The archive is the truth: what a ledger
// remembers in `cache/` may be deleted, damaged or unwritable. Gotcha: a snapshot that cannot be read claims nothing.
import * as Effect from "effect/Effect"
import type * as FileSystem from "effect/FileSystem"
import type * as Path from "effect/Path"
import { type Archive, listInstances, listSnapshots } from "../archive.ts"
import type { ArchiveUnreadable } from "../errors.ts"
import type { Facts } from "../facts.ts"
import { readSnapshot } from "../snapshot.ts"
import type { SnapshotRef } from "../snapshot-ref.ts"
import { type CoveredJournal, coveredJournals } from "./claim.ts"
import { type CoverageInterval, type CoverageState, coverageAt, type JournalCoverage } from "./coverage.ts"
import { type InstanceTime, noInstanceTime, type Observation, observed } from "./instance-time.ts"
import { difference, type Interval, type Intervals } from "./intervals.ts"
import { type Base, digestOf, readKept, writeKept } from "./ledger-file.ts"
import { SeenReply } from "./seen-reply.ts"
import { type Mark, type SeenRecord, SeenTable } from "./seen-table.ts"

const READ_AT_ONCE = 4
const BATCH = 64
/** Replies of this process that one which comes late may be put before. */
const REMEMBERED = 16

/** A snapshot as the ledger reads it. */
interface Reading {
  readonly id: string
  readonly facts: Facts
  /** Oldest first. */
  readonly records: ReadonlyArray<SeenRecord>
}

/** A reply that this process has observed, and where the ledger stood before. */
interface Remembered {
  readonly reading: Reading
  readonly time: InstanceTime
  readonly mark: Mark
}

/** What the snapshots of one instance say; it changes with every reply that it observes. */
export interface InstanceLedger {
  readonly archive: Archive
  readonly instanceId: string
  /** What is known of a journal at a moment, UNIX milliseconds. */
  readonly coverage: (journal: CoveredJournal, now: number) => JournalCoverage
  /** The end of what is covered, UNIX milliseconds; undefined if nothing is. */
  readonly coveredUntil: (journal: CoveredJournal) => number | undefined
  /** Messages seen, in whatever journal. */
  readonly seenCount: number
  /** The newest request whose time is known, UNIX milliseconds; undefined if there is none. */
  readonly newestRequestAt: number | undefined
}

class Ledger implements InstanceLedger {
  readonly archive: Archive
  readonly instanceId: string
  ids: Array<string> = []
  damaged: Array<string> = []
  time: InstanceTime = noInstanceTime
  table = new SeenTable()
  base: Base | null = null
  remembered: Array<Remembered> = []

  constructor(archive: Archive, instanceId: string) {
    this.archive = archive
    this.instanceId = instanceId
  }

  coverage(journal: CoveredJournal, now: number): JournalCoverage {
    return coverageAt(this.time, journal, now)
  }

  coveredUntil(journal: CoveredJournal): number | undefined {
    return this.time.journals[journal].covered.at(-1)?.to
  }

  get seenCount(): number {
    return this.table.count
  }

  get newestRequestAt(): number | undefined {
    return this.time.newestRequestAt ?? undefined
  }

  /** Observes the next reply in order. */
  take({ facts, records }: Reading): Observation {
    const { time, observation } = observed(this.time, this.table, facts, records)
    this.time = time
    return observation
  }

  reset(): void {
    this.ids = []
    this.damaged = []
    this.time = noInstanceTime
    this.table = new SeenTable()
    this.base = null
    this.remembered = []
  }
}

type Disk = FileSystem.FileSystem | Path.Path

/** Reads one snapshot; undefined if it is damaged. */
const readingOf = Effect.fnUntraced(function* (ref: SnapshotRef) {
  const reply = new SeenReply()
  const facts = yield* Effect.option(readSnapshot(ref, (chunk) => Effect.sync(() => reply.push(chunk))))
  if (facts._tag === "None") return undefined
  return { id: ref.snapshotId, facts: facts.value, records: reply.end() } satisfies Reading
})

/** Reads snapshots in order, some at once, and hands out one after the other. */
const readInOrder = Effect.fnUntraced(function* (
  refs: ReadonlyArray<SnapshotRef>,
  onRead: (ref: SnapshotRef, reading: Reading | undefined) => void
) {
  for (let from = 0; from < refs.length; from += BATCH) {
    const batch = refs.slice(from, from + BATCH)
    const readings = yield* Effect.forEach(batch, readingOf, { concurrency: READ_AT_ONCE })
    for (const [index, ref] of batch.entries()) onRead(ref, readings[index])
  }
})

/** Observes more snapshots; false if some of them should have come before others. */
const append = Effect.fnUntraced(function* (
  ledger: Ledger,
  refs: ReadonlyArray<SnapshotRef>,
  onObserved: (id: string, observation: Observation) => void
) {
  const early: Array<SnapshotRef> = []
  let hasKnownTimes = ledger.ids.length > 0
  yield* readInOrder(refs, (ref, reading) => {
    if (reading === undefined) ledger.damaged.push(ref.snapshotId)
    else if (reading.facts.requested_at_is_guess && hasKnownTimes) early.push(ref)
    else {
      hasKnownTimes ||= !reading.facts.requested_at_is_guess
      onObserved(reading.id, ledger.take(reading))
    }
  })
  ledger.ids.push(...refs.map(({ snapshotId }) => snapshotId))
  return early
})

/** Reads everything anew: guessed times first, since they never beat a known one. */
const replay = Effect.fnUntraced(function* (
  ledger: Ledger,
  refs: ReadonlyArray<SnapshotRef>,
  onObserved: (id: string, observation: Observation) => void
) {
  ledger.reset()
  const early = yield* append(ledger, refs, onObserved)
  if (early.length === 0) return
  ledger.reset()
  const ids = new Set(early.map(({ snapshotId }) => snapshotId))
  const rest = refs.filter(({ snapshotId }) => !ids.has(snapshotId))
  yield* readInOrder(early, (_, reading) => {
    if (reading !== undefined) onObserved(reading.id, ledger.take(reading))
  })
  yield* append(ledger, rest, onObserved)
  ledger.ids = refs.map(({ snapshotId }) => snapshotId)
})

const save = Effect.fnUntraced(function* (ledger: Ledger) {
  const { archive, instanceId, ids, damaged, time, table, base } = ledger
  const kept = { snapshotCount: ids.length, digest: digestOf(ids), damaged, time, table, base }
  ledger.base = yield* writeKept(archive, instanceId, kept)
})

/** Whether what could not be read still cannot. */
const isStillDamaged = Effect.fnUntraced(function* (
  refs: ReadonlyArray<SnapshotRef>,
  damaged: ReadonlyArray<string>
) {
  const ids = new Set(damaged)
  const again = refs.filter(({ snapshotId }) => ids.has(snapshotId))
  const readings = yield* Effect.forEach(again, readingOf, { concurrency: READ_AT_ONCE })
  return readings.every((reading) => reading === undefined)
})

const catchUp = Effect.fnUntraced(function* (
  ledger: Ledger,
  onObserved: (id: string, observation: Observation) => void
) {
  const refs = yield* listSnapshots(ledger.archive, ledger.instanceId)
  const kept = yield* readKept(ledger.archive, ledger.instanceId)
  const known = refs.slice(0, kept?.snapshotCount ?? 0)
  const ids = known.map(({ snapshotId }) => snapshotId)
  const isUsable =
    kept !== undefined &&
    known.length === kept.snapshotCount &&
    digestOf(ids) === kept.digest &&
    (yield* isStillDamaged(known, kept.damaged))
  if (!isUsable) yield* replay(ledger, refs, onObserved)
  else {
    ledger.reset()
    ledger.ids = ids
    ledger.damaged = [...kept.damaged]
    ledger.time = kept.time
    ledger.table = kept.table
    ledger.base = kept.base
    if (refs.length === known.length) return
    const early = yield* append(ledger, refs.slice(known.length), onObserved)
    if (early.length > 0) yield* replay(ledger, refs, onObserved)
  }
  yield* save(ledger)
})

/**
 * The ledger of an instance, caught up with the archive; nothing is known of an instance that is not in it.
 *
 * Reads the names of all snapshots and the bodies of new ones. Fails with `ArchiveUnreadable` if a folder cannot be
 * listed; a damaged snapshot only claims nothing.
 */
export const instanceLedger = (
  archive: Archive,
  instanceId: string
): Effect.Effect<InstanceLedger, ArchiveUnreadable, Disk> =>
  Effect.gen(function* () {
    const ledger = new Ledger(archive, instanceId)
    yield* catchUp(ledger, () => undefined)
    return ledger
  })

/** What one more reply means; times are UNIX milliseconds. */
export interface Observed extends Observation {
  /** Gaps that this reply opened: time that it should have covered, still to be had. */
  readonly newGaps: ReadonlyArray<Interval>
  /** All gaps of the journal that are open, each with the moment at which its start will be lost. */
  readonly openGaps: ReadonlyArray<CoverageInterval>
  /** Time that was lost since the fetch before. */
  readonly newLosses: ReadonlyArray<Interval>
  /** Time that this reply was asked for and probably lacks. */
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
  ledger.ids.splice(ledger.ids.length - later.length, 0, reading.id)
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
  const later = remembered.findIndex((other) => other.reading.id > reading.id)
  const from = later < 0 ? remembered.length : later
  const before = from > 0 ? remembered[from - 1]?.reading.id : ids.at(-1 - remembered.length)
  const isAfter = before === undefined || before < reading.id
  const isFirst = last === undefined || !reading.facts.requested_at_is_guess
  if (isAfter && isFirst) return takeLate(ledger, reading, from)
  let observation = nothingObserved
  yield* catchUp(ledger, (id, taken) => {
    if (id === reading.id) observation = taken
  })
  return observation
})

const only = (coverage: JournalCoverage | undefined, state: CoverageState): Intervals =>
  coverage?.intervals.filter((interval) => interval.state === state) ?? []

/**
 * Tells a ledger of a reply that was just committed, answers what the reply means, and keeps the ledger.
 *
 * The ledger is up to date afterwards; two replies may come in any order. Fails as `instanceLedger` does.
 */
export const observe = Effect.fnUntraced(function* (ledger: InstanceLedger, facts: Facts, body: Uint8Array) {
  if (!(ledger instanceof Ledger)) return yield* Effect.die("a ledger comes from instanceLedger")
  const journal = coveredJournals.find((journal) => journal === facts.journal)
  const newest = journal === undefined ? null : ledger.time.journals[journal].newestServedAt
  const before = journal === undefined || newest === null ? undefined : ledger.coverage(journal, newest)
  const reply = new SeenReply()
  reply.push(body)
  const reading = { id: facts.snapshot_id, facts, records: reply.end() }
  const isKnown = ledger.ids.includes(reading.id)
  const observation = isKnown ? nothingObserved : yield* place(ledger, reading)
  if (!isKnown) yield* save(ledger)
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

/** Coverage of one journal of one instance. */
export interface InstanceCoverage extends JournalCoverage {
  readonly instanceId: string
}

/**
 * The coverage of every journal of every instance, seen from `now`, UNIX milliseconds; by default from the newest
 * request in the archive, so that the same archive gives the same answer. Fails as `instanceLedger` does.
 */
export const coverageOf = Effect.fnUntraced(function* (archive: Archive, now?: number) {
  const ledgers = yield* Effect.forEach(yield* listInstances(archive), (id) => instanceLedger(archive, id))
  const newest = ledgers.reduce((newest, ledger) => Math.max(newest, ledger.newestRequestAt ?? 0), 0)
  return ledgers.flatMap((ledger) =>
    coveredJournals.flatMap((journal): ReadonlyArray<InstanceCoverage> => {
      const coverage = ledger.coverage(journal, now ?? newest)
      return coverage.newestFetchAt === undefined ? [] : [{ instanceId: ledger.instanceId, ...coverage }]
    })
  )
})
