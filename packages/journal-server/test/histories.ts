// Made-up histories of messages, and a plain reading of what a journal shows of them.
import * as Effect from "effect/Effect"
import * as fc from "fast-check"
import type { Direction, JournalQuery, ScriptedState } from "../src/index.ts"
import { instanceId, record } from "./served.ts"

/** A state, as data to reckon with. */
export interface HistoryState {
  readonly journal: Direction
  readonly message: number
  /** UNIX seconds. */
  readonly visibleFrom: number
  readonly timestamp: number | undefined
  readonly sendByApi: boolean
  readonly step: number
}

export const origin = 1_700_000_000

const told = fc.record({
  message: fc.nat(12),
  visibleFrom: fc.nat(80).map((by) => origin + by * 50),
  timestamp: fc.option(
    fc.integer({ min: -8, max: 8 }).map((by) => origin + by * 500),
    { nil: undefined, freq: 9 }
  ),
  sendByApi: fc.boolean(),
  journal: fc.constantFrom("incoming", "outgoing")
})

/** States in any order, of messages that change from anything to anything. */
export const anyHistory: fc.Arbitrary<ReadonlyArray<HistoryState>> = fc
  .array(told, { maxLength: 60 })
  .map((states) => states.map((state, step) => ({ ...state, step })))

/**
 * States of messages that stay in their journal and never grow younger, as in real ones. A time that changes becomes that of
 * no other message: which of two in such a second comes first is not decided by what was fetched.
 */
export const likelyHistory: fc.Arbitrary<ReadonlyArray<HistoryState>> = anyHistory.map((states) => {
  const latest = new Map<number, number>()
  const seconds = new Map<number, { readonly isMoved: boolean }>()
  const timeOf = ({ message, timestamp, visibleFrom }: HistoryState): number => {
    const before = latest.get(message)
    const wanted = Math.max(before ?? 0, timestamp ?? visibleFrom)
    if (before === wanted) return wanted
    const taken = seconds.get(wanted)
    if (before !== undefined && taken !== undefined) return before
    if (before !== undefined || taken?.isMoved !== true) return wanted
    let free = wanted
    while (seconds.has(free)) free += 1
    return free
  }
  return [...states]
    .sort((a, b) => a.visibleFrom - b.visibleFrom)
    .map((state) => {
      const { message } = state
      const timestamp = timeOf(state)
      if (latest.get(message) !== timestamp) seconds.set(timestamp, { isMoved: latest.has(message) })
      latest.set(message, timestamp)
      return { ...state, timestamp, journal: message % 2 === 0 ? "incoming" : "outgoing" }
    })
})

/** The text of a record in that state. */
export const textOf = ({ message, timestamp, sendByApi, journal, step }: HistoryState): string =>
  JSON.stringify(
    record(`M${message}`, 0, { timestamp, sendByApi, type: journal, textMessage: `step ${step}` })
  )

export const scripted = (states: ReadonlyArray<HistoryState>): ReadonlyArray<ScriptedState> =>
  states.map((state) => ({ ...state, instanceId, record: textOf(state) }))

/** What is asked, without the limit of the vendor. */
export const asking = (
  at: number,
  minutes: number,
  journal: Direction,
  onlySentByApi = false
): JournalQuery => ({
  instanceId,
  journal,
  at: new Date(at),
  minutes,
  onlySentByApi,
  limit: 10_000
})

/** Word for word: every message once, as last seen by then, if young enough, newest first. */
export const shownOf = (
  states: ReadonlyArray<HistoryState>,
  { at, minutes, journal, onlySentByApi, limit }: JournalQuery
) => {
  const now = Math.floor(at.getTime() / 1000)
  const seen = states
    .filter(({ visibleFrom }) => visibleFrom <= now)
    .toSorted((a, b) => a.visibleFrom - b.visibleFrom)
  return [...Map.groupBy(seen, ({ message }) => message).values()]
    .map((ofOne) => ({ first: ofOne[0] as HistoryState, last: ofOne.at(-1) as HistoryState }))
    .map(({ first, last }) => ({ first, last, time: last.timestamp ?? first.visibleFrom }))
    .filter(({ last }) => last.journal === journal && (last.sendByApi || !onlySentByApi))
    .filter(({ time }) => time >= now - minutes * 60)
    .toSorted((a, b) => b.time - a.time || seen.indexOf(b.first) - seen.indexOf(a.first))
    .slice(0, limit)
    .map(({ last }) => textOf(last))
}

const MOST_MILLIS = 200_000

/** Runs an effect for many values; fails with the smallest that it fails for. */
export const forAll = <Values extends [unknown, ...Array<unknown>]>(
  arbitraries: { readonly [Index in keyof Values]: fc.Arbitrary<Values[Index]> },
  numRuns: number,
  check: (...values: Values) => Effect.Effect<void, unknown>
) =>
  Effect.promise(() =>
    fc.assert(
      fc.asyncProperty(fc.tuple(...(arbitraries as [fc.Arbitrary<unknown>])), (values) =>
        Effect.runPromise(check(...(values as unknown as Values)))
      ),
      // Else a failure whose example is long in getting smaller is a time-out without it.
      { numRuns, interruptAfterTimeLimit: MOST_MILLIS, markInterruptAsFailure: true }
    )
  )
