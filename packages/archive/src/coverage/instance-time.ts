// Coverage state of one instance: what its snapshots tell about time, in observation order.
//
// `observed` adds one reply; the same replies in the same order always give the same state. The state is plain
// JSON; seen messages are in a separate table. Retention is shared by both journals of messages, and by both of calls.

import type { Facts } from "../facts.ts"
import { requestTime } from "../request-time.ts"
import { type CoveredJournal, claimOf, coveredJournals, isOfCalls } from "./claim.ts"
import { afterLook, lookOf, stateLookOf, typeInstanceIn } from "./evidence.ts"
import type { Interval } from "./intervals.ts"
import { afterClaim, type JournalTime, noTime, type ReplyTimes } from "./journal-time.ts"
import { type JournalLimits, limitsOf } from "./limits.ts"
import type { SeenRecord, SeenTable } from "./seen-table.ts"
import { type StateTimes, withLook } from "./states.ts"

/** The coverage state of one instance; times and lengths in milliseconds. */
export interface InstanceTime {
  readonly journals: Readonly<Record<CoveredJournal, JournalTime>>
  /** The longest retention that replies proved, beyond the assumed one; 0 if none did. */
  readonly retention: number
  /** The same for the journals of calls. */
  readonly callRetention: number
  /** Checks of the state. */
  readonly looks: StateTimes
  /** `typeInstance` of the latest settings; null if unknown. */
  readonly typeInstance: string | null
  /** True if chat ids are digits only, as in MAX and Telegram; null if no record determines it. */
  readonly hasBareIds: boolean | null
  /** How far the server's clock was ahead of the local one at the last fetch. */
  readonly clockOffset: number
  /** The same by the `Date` of the reply, even if implausible. */
  readonly reportedOffset: number
  /** Time of the latest reply with a known time; null if there is none. */
  readonly lastRequestedAt: number | null
  /** Newest request with a known time; null if there is none. */
  readonly newestRequestAt: number | null
}

export const noInstanceTime: InstanceTime = {
  journals: { incoming: noTime, outgoing: noTime, "incoming calls": noTime, "outgoing calls": noTime },
  retention: 0,
  callRetention: 0,
  looks: [],
  typeInstance: null,
  hasBareIds: null,
  clockOffset: 0,
  reportedOffset: 0,
  lastRequestedAt: null,
  newestRequestAt: null
}

/** Message counts of a reply; a message that it contains twice counts once. */
export interface Observation {
  /** Never seen before. */
  readonly newCount: number
  /** Seen before in another state; download links and thumbnails are ignored. */
  readonly changedCount: number
  /** Seen before in the same state. */
  readonly knownCount: number
  /** What the reply covers; undefined if nothing. */
  readonly covers: Interval | undefined
}

/** The latest record of each message of a reply, with its table entry, or -1. */
const latestOf = (table: SeenTable, records: ReadonlyArray<SeenRecord>) => {
  const latest = new Map<string, { record: SeenRecord; readonly entry: number }>()
  for (const record of records) {
    const key = `${record.high}/${record.low}`
    const known = latest.get(key)
    if (known === undefined) latest.set(key, { record, entry: table.find(record) })
    else known.record = record
  }
  return [...latest.values()]
}

type Latest = ReturnType<typeof latestOf>

const timesOf = (table: SeenTable, latest: Latest, journal: CoveredJournal): ReplyTimes => {
  const secondsOf = new Map(latest.map(({ record, entry }) => [entry, record.seconds]))
  const fresh = latest.flatMap(({ record, entry }) =>
    entry < 0 && record.seconds > 0 ? record.seconds * 1000 : []
  )
  const oldestIn = ({ from, to }: Interval) =>
    latest.reduce<number | undefined>((oldest, { record }) => {
      const at = record.seconds * 1000
      return at >= from && at < to && (oldest === undefined || at < oldest) ? at : oldest
    }, undefined)
  const expected = ({ from, to }: Interval) =>
    table.within(journal, Math.max(1, Math.ceil(from / 1000)), Math.ceil(to / 1000)).map((entry) => {
      const seconds = secondsOf.get(entry)
      return { at: table.secondsOf(entry) * 1000, backAt: seconds === undefined ? undefined : seconds * 1000 }
    })
  return { fresh, oldestIn, expected }
}

/** Evidence has times of the local clock, coverage those of the server. */
const withEvidence = (
  time: InstanceTime,
  evidence: Facts["evidence"],
  offset: number,
  reported: StateTimes
): InstanceTime => {
  if (evidence === null) return time
  const journals = { ...time.journals }
  for (const journal of coveredJournals) {
    const look = lookOf(evidence, journal)
    if (look !== undefined)
      journals[journal] = {
        ...journals[journal],
        blindness: afterLook(journals[journal].blindness, { ...look, at: look.at + offset })
      }
  }
  const state = stateLookOf(evidence)
  const looks =
    state === undefined ? time.looks : withLook(time.looks, reported, state.at + offset, state.isGood)
  return { ...time, journals, looks }
}

/** The longest proven retention of a journal, milliseconds. */
export const retentionOf = (time: InstanceTime, journal: CoveredJournal): number =>
  isOfCalls(journal) ? time.callRetention : time.retention

/** Adds what a reply shows about the messenger: the settings requested with it, and the ids of its records. */
const withMessenger = (
  time: InstanceTime,
  evidence: Facts["evidence"],
  records: ReadonlyArray<SeenRecord>
): InstanceTime => ({
  ...time,
  typeInstance: typeInstanceIn(evidence) ?? time.typeInstance,
  hasBareIds: time.hasBareIds ?? records.find(({ isBare }) => isBare !== undefined)?.isBare ?? null
})

/**
 * The state after one more reply, which is added to the table; its records must be oldest first. `reported` are the states in
 * notifications, `assumed` are limits other than those of the messenger.
 */
export const observed = (
  before: InstanceTime,
  table: SeenTable,
  facts: Facts,
  records: ReadonlyArray<SeenRecord>,
  reported: StateTimes = [],
  assumed?: Partial<JournalLimits>
): { readonly time: InstanceTime; readonly observation: Observation } => {
  const claim = claimOf(facts)
  const latest = latestOf(table, records)
  const clockOffset = claim === undefined ? before.clockOffset : claim.servedAt - claim.requestedAt
  const reportedOffset = claim === undefined ? before.reportedOffset : claim.reportedAt - claim.requestedAt
  let time = withEvidence(
    withMessenger(before, facts.evidence, records),
    facts.evidence,
    clockOffset,
    reported
  )
  let covers: Interval | undefined
  if (!facts.requested_at_is_guess) {
    const requestedAt = claim?.servedAt ?? Date.parse(facts.requested_at)
    const newestRequestAt = Math.max(requestedAt, time.newestRequestAt ?? requestedAt)
    time = { ...time, newestRequestAt, lastRequestedAt: requestTime(facts) }
  }
  if (claim !== undefined) {
    const { journal } = claim
    const reply = timesOf(table, latest, journal)
    const limits = { ...limitsOf({ idInstance: facts.instance_id, ...time }), ...assumed }
    const retention = Math.max(retentionOf(time, journal), limits.retentionMillis)
    const after = afterClaim(time.journals[journal], retention, claim, reply, limits)
    covers = after.covers
    const proven = after.retention > retention ? after.retention : retentionOf(time, journal)
    time = {
      ...time,
      ...(isOfCalls(journal) ? { callRetention: proven } : { retention: proven }),
      clockOffset,
      reportedOffset,
      journals: { ...time.journals, [journal]: after.time }
    }
  }
  let [newCount, changedCount, knownCount] = [0, 0, 0]
  for (const { record, entry } of latest) {
    if (entry < 0) {
      newCount += 1
      table.add(record, claim?.journal)
      continue
    }
    if (table.stateOf(entry) === record.state) knownCount += 1
    else changedCount += 1
    table.update(entry, record, claim?.journal)
  }
  return { time, observation: { newCount, changedCount, knownCount, covers } }
}
