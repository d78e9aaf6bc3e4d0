// A made-up account whose history is known: messages, a vendor who shows them for a while, and syncs that fail to run.
//
// Everything follows from a seed. The vendor shows a message up to three minutes late, forgets it after a day or
// more, moves the timestamp of some, cuts replies, and records nothing while a setting is off. Gotcha: an outage of a setting that no look falls
// into cannot be known, so there is none.

import { randomFrom } from "@chatledger/sample-account"
import { coverageAt, nextMinutes } from "../src/coverage/coverage.ts"
import { type InstanceTime, noInstanceTime, observed } from "../src/coverage/instance-time.ts"
import { limitsOf } from "../src/coverage/limits.ts"
import { type SeenRecord, SeenTable } from "../src/coverage/seen-table.ts"
import type { Facts, Interval } from "../src/index.ts"

const second = 1000
const minute = 60 * second
const hour = 60 * minute
const day = 24 * hour
const start = Date.parse("2024-01-29T00:00:00Z")
const limits = limitsOf({ idInstance: "1" })

interface Message {
  readonly no: number
  /** Whole seconds, as milliseconds. */
  readonly at: number
  readonly visibleAt: number
  /** When its status changes, which moves its timestamp. */
  readonly movesAt: number
  isSeen: boolean
  /** The timestamp with which a reply last showed it. */
  seenAt: number
}

/** A message with the timestamp that the journal shows at a moment. */
interface Shown {
  readonly at: number
  readonly message: Message
}

/** What the journal holds at a moment, newest first. */
const shownAt = (messages: ReadonlyArray<Message>, served: number): ReadonlyArray<Shown> =>
  messages
    .filter(({ visibleAt }) => visibleAt <= served)
    .map((message) => ({
      at: message.movesAt + 3 * minute <= served ? message.movesAt : message.at,
      message
    }))
    .sort((a, b) => b.at - a.at)

/** What happened, and what is said of it. */
export interface Account {
  readonly time: InstanceTime
  readonly now: number
  /** Messages of the enrolled time that no reply showed. */
  readonly missed: ReadonlyArray<number>
  /** What replies really showed, each by itself; one that is full may be cut. */
  readonly shown: ReadonlyArray<Interval>
  /** From the last look before a setting was off to the first after it, and the time it takes to apply. */
  readonly off: ReadonlyArray<Interval>
}

export interface Vendor {
  /** How long messages are shown, in milliseconds, one day at least. */
  readonly retention: number
  readonly mostRecords: number
  /** Whether replies are cut now and then although they are not full. */
  readonly isCutting: boolean
  /** Whether a setting is off for a time. */
  readonly isOff: boolean
}

const momentsOf = (random: () => number): ReadonlyArray<number> => {
  const moments: Array<number> = []
  let at = start + 2 * day + random() * hour
  for (let count = 4 + Math.floor(random() * 20); count > 0; count -= 1) {
    moments.push(Math.floor(at))
    const kind = random()
    at += kind < 0.7 ? (2 + random() * 20) * minute : kind < 0.9 ? random() * 10 * hour : random() * 3 * day
  }
  return moments
}

const messagesOf = (random: () => number, end: number): ReadonlyArray<Message> => {
  const messages: Array<Message> = []
  const step = (5 + random() * 120) * minute
  for (let at = start; at < end; at += random() * 2 * step) {
    const burst = random() < 0.1 ? 6 : 1
    for (let count = 0; count < burst; count += 1) {
      const isMoving = random() < 0.3
      const sent = Math.floor((at + count * random() * 2000) / second) * second
      messages.push({
        no: messages.length,
        at: sent,
        visibleAt: sent + random() * 180 * second,
        movesAt: isMoving ? sent + Math.floor(random() * 4000) * minute : Number.POSITIVE_INFINITY,
        isSeen: false,
        seenAt: 0
      })
    }
  }
  return messages.sort((a, b) => a.at - b.at)
}

/** A stretch that at least one of the moments falls into, and the looks around it. */
const offOf = (random: () => number, moments: ReadonlyArray<number>) => {
  const first = Math.floor(random() * moments.length)
  const last = Math.min(moments.length - 1, first + Math.floor(random() * 4))
  const [at, until] = [moments[first] as number, moments[last] as number]
  const before = moments[first - 1] ?? 0
  const after = moments[last + 1] ?? Number.POSITIVE_INFINITY
  const from = before === 0 ? 0 : at - random() * (at - before)
  const on = after === Number.POSITIVE_INFINITY ? after : until + 1 + random() * (after - until - 1)
  const looks = { from: before - 3 * minute - second, to: after + 5 * minute }
  return { off: { from, to: on + random() * 5 * minute }, setOn: on, looks }
}

const factsAt = (served: number, minutes: number, replied: ReadonlyArray<Shown>, settings: object): Facts => {
  const oldest = replied.reduce((least, { at }) => Math.min(least, at), Number.POSITIVE_INFINITY)
  const requested_at = new Date(served - 7 * minute).toISOString()
  return {
    version: 1,
    snapshot_id: "",
    instance_id: "1",
    journal: "incoming",
    origin: "sync",
    requested_at,
    requested_at_is_guess: false,
    minutes,
    server_date: new Date(served).toUTCString(),
    status: 200,
    byte_count: 0,
    sha256: "",
    record_count: replied.length,
    oldest_timestamp: replied.length === 0 ? null : oldest / second,
    newest_timestamp: null,
    source: null,
    evidence: { asked_at: requested_at, state: "authorized", settings },
    program: "test"
  }
}

const recordOf = ({ at, message: { no } }: Shown): SeenRecord => ({
  high: no,
  low: no,
  state: 0,
  seconds: at / second
})

/** Lives through the outages of a seed. The clock of the machine is seven minutes slow. */
export const liveThrough = (seed: number, vendor: Vendor): Account => {
  const random = randomFrom(seed).next
  const moments = momentsOf(random)
  const now = moments.at(-1) as number
  const messages = messagesOf(random, now)
  const fault = vendor.isOff ? offOf(random, moments) : undefined
  const isRecorded = ({ visibleAt }: Message) =>
    fault === undefined || visibleAt < fault.off.from || visibleAt >= fault.off.to
  const recorded = messages.filter(isRecorded)
  const table = new SeenTable()
  const shown: Array<Interval> = []
  let time = noInstanceTime
  for (const served of moments) {
    const coverage = coverageAt(time, "incoming", served, limits)
    const asked =
      random() < 0.8 ? nextMinutes(coverage, served - 7 * minute) : 10 + Math.floor(random() * 3000)
    const from = Math.max(served - asked * minute, served - vendor.retention)
    const all = shownAt(recorded, served).filter(({ at }) => at >= from)
    let replied = all.slice(0, vendor.mostRecords)
    if (vendor.isCutting && random() < 0.3) {
      const covered = time.journals.incoming.covered
      const isArchived = ({ message: { isSeen, seenAt } }: Shown) =>
        isSeen &&
        seenAt >= Math.max(from + 62 * second, served - day + second) &&
        seenAt < served - 182 * second &&
        covered.some((interval) => seenAt >= interval.from && seenAt < interval.to)
      const missing = replied.findLastIndex(isArchived)
      if (missing >= 0) replied = replied.slice(0, Math.floor(random() * (missing + 1)))
    }
    const oldest = replied.at(-1)?.at ?? served
    const isCut = replied.length < all.length || replied.length >= vendor.mostRecords
    shown.push({ from: isCut ? oldest + second : from, to: served })
    for (const { at, message } of replied) {
      message.isSeen = true
      message.seenAt = at
    }
    const isOn = fault === undefined || served < fault.off.from || served >= fault.setOn
    const facts = factsAt(served, asked, replied, { incomingWebhook: isOn ? "yes" : "no" })
    const records = [...replied].reverse().map(recordOf)
    time = observed(time, table, facts, records, [], { mostRecords: vendor.mostRecords }).time
  }
  const enrolledFrom = time.journals.incoming.firstSyncFrom ?? now
  const missed = messages.filter(({ at, isSeen }) => !isSeen && at >= enrolledFrom).map(({ at }) => at)
  return { time, now, missed, shown, off: fault === undefined ? [] : [fault.looks] }
}
