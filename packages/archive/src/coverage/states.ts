// Blind time from the states of an instance: those that its checks saw, and those that its notifications reported.
//
// A notification has the exact time of a change. Between two checks alone it is unknown, so time is blind from the last
// good check, less the time that a message needs to appear, to the next good one, plus the time that a change needs to
// take effect. Pure. Gotcha: checks that can no longer matter are dropped, so a change that becomes known more than
// `LATE_MILLIS` after it happened needs all checks again.
import { type Intervals, withInterval } from "./intervals.ts"

/** States in which the account receives messages; `yellowCard` only limits sending. */
const recordingStates = new Set(["authorized", "yellowCard"])

/** True for a state in which the account receives messages. */
export const isRecording = (state: string): boolean => recordingStates.has(state)

/** A message received before the check may not have been in the journal yet. */
export const APPEARS_AFTER_MILLIS = 3 * 60 * 1000
export const APPLIED_AFTER_MILLIS = 5 * 60 * 1000
const LATE_MILLIS = 2 * 24 * 60 * 60 * 1000
/** Replies repeat the check of the last hour; the offset of the clock differs a little between them. */
const SAME_MILLIS = 60 * 1000

/** Times of states, oldest first: UNIX milliseconds, negative for a state in which nothing is recorded. */
export type StateTimes = ReadonlyArray<number>

/** Index of the last time at or before a moment; -1 if there is none. */
const lastUntil = (times: StateTimes, at: number): number =>
  times.findLastIndex((time) => Math.abs(time) <= at)

/** Adds a change that a notification reported; of several with the same time, the latest counts. */
export const withReported = (reported: StateTimes, at: number, state: string): StateTimes => {
  const signed = isRecording(state) ? at : -at
  const last = lastUntil(reported, at)
  const isSame = last >= 0 && Math.abs(reported[last] as number) === at
  return [...reported.slice(0, isSame ? last : last + 1), signed, ...reported.slice(last + 1)]
}

/** True if checks that would matter to a change at this time may be missing. */
export const isLate = (looks: StateTimes, at: number): boolean =>
  at < Math.abs(looks.at(-1) ?? 0) - LATE_MILLIS

/** Drops old checks that saw the same as those before and after them, if no change was reported in between. */
const thinned = (looks: StateTimes, reported: StateTimes): StateTimes =>
  looks.filter((look, index) => {
    const [before, after] = [looks[index - 1], looks[index + 1]]
    if (before === undefined || after === undefined || !isLate(looks, Math.abs(look))) return true
    if (before > 0 !== look > 0 || after > 0 !== look > 0) return true
    return lastUntil(reported, Math.abs(before)) !== lastUntil(reported, Math.abs(after))
  })

/** Adds a check of the state; one that was known before changes nothing. */
export const withLook = (
  looks: StateTimes,
  reported: StateTimes,
  at: number,
  isGood: boolean
): StateTimes => {
  const last = lastUntil(looks, at)
  const isNear = (look: number | undefined) =>
    look !== undefined && look > 0 === isGood && Math.abs(Math.abs(look) - at) < SAME_MILLIS
  if (isNear(looks[last]) || isNear(looks[last + 1])) return looks
  return thinned([...looks.slice(0, last + 1), isGood ? at : -at, ...looks.slice(last + 1)], reported)
}

interface Seen {
  readonly at: number
  readonly isGood: boolean
  readonly isExact: boolean
}

const seenAt = (isExact: boolean) => (time: number) => ({ at: Math.abs(time), isGood: time > 0, isExact })

/** The earliest moment at which a state that a check saw can have begun. */
const startAfter = (last: Seen | undefined): number => {
  if (last === undefined) return 0
  return last.isExact ? last.at : last.at - APPEARS_AFTER_MILLIS
}

/** Blind time up to `end`, from checks and reported changes. */
export const blindByState = (looks: StateTimes, reported: StateTimes, end: number): Intervals => {
  const all = [...reported.map(seenAt(true)), ...looks.map(seenAt(false))].sort((a, b) => a.at - b.at)
  let blind: Intervals = []
  let since: number | undefined
  let last: Seen | undefined
  for (const seen of all) {
    if (!seen.isGood) since ??= seen.isExact ? seen.at : startAfter(last)
    else if (since !== undefined) {
      blind = withInterval(blind, { from: since, to: seen.at + (seen.isExact ? 0 : APPLIED_AFTER_MILLIS) })
      since = undefined
    }
    last = seen
  }
  return since === undefined ? blind : withInterval(blind, { from: since, to: Math.max(since, end) })
}
