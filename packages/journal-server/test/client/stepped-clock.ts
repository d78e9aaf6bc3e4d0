// A clock for real sockets: short sleeps are stepped over at once, in their order; long ones are time-outs, which
// wait for somebody to move the clock. So nothing waits, and no time-out fires while the network does its work.
import type * as Clock from "effect/Clock"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"

/** Milliseconds from which on a sleep is a time-out. */
export const LONG_MILLIS = 25_000

interface Sleep {
  readonly until: number
  readonly isShort: boolean
  readonly wake: () => void
}

/** A turn of Node's event loop. */
export const turn = Effect.callback<void>((resume) => {
  const soon = setImmediate(() => resume(Effect.void))
  return Effect.sync(() => clearImmediate(soon))
})

/** Waits for something that the network does. */
export const until = (isSo: () => boolean): Effect.Effect<void> =>
  Effect.suspend(() => (isSo() ? Effect.void : Effect.andThen(turn, until(isSo))))

/** A clock that starts at a moment, and how to move it. */
export const steppedClock = (start = Date.parse("2026-03-01T10:00:00Z")) => {
  let now = start
  let isStepping = false
  const sleeps = new Set<Sleep>()
  const first = (which: (sleep: Sleep) => boolean) =>
    [...sleeps].filter(which).sort((a, b) => a.until - b.until)[0]
  const wake = (sleep: Sleep) => {
    now = Math.max(now, sleep.until)
    sleeps.delete(sleep)
    sleep.wake()
  }
  const step = () => {
    const short = first(({ isShort }) => isShort)
    const next = short && first(({ until }) => until <= short.until)
    if (next !== undefined) wake(next)
    isStepping = sleeps.size > 0 && first(({ isShort }) => isShort) !== undefined
    if (isStepping) setImmediate(step)
  }
  const millis = () => now
  const nanos = () => BigInt(now) * 1_000_000n
  const clock: Clock.Clock = {
    currentTimeMillisUnsafe: millis,
    currentTimeMillis: Effect.sync(millis),
    currentTimeNanosUnsafe: nanos,
    currentTimeNanos: Effect.sync(nanos),
    monotonicTimeNanosUnsafe: nanos,
    monotonicTimeNanos: Effect.sync(nanos),
    sleep: (duration) =>
      Effect.callback<void>((resume) => {
        const span = Duration.toMillis(duration)
        const sleep = { until: now + span, isShort: span < LONG_MILLIS, wake: () => resume(Effect.void) }
        sleeps.add(sleep)
        if (sleep.isShort && !isStepping) {
          isStepping = true
          setImmediate(step)
        }
        return Effect.sync(() => sleeps.delete(sleep))
      })
  }
  /** Moves the clock, and wakes whoever has slept long enough. */
  const advance = Effect.fnUntraced(function* (by: number) {
    const end = now + by
    for (;;) {
      const next = first((sleep) => sleep.until <= end)
      if (next === undefined) break
      wake(next)
      yield* turn
    }
    now = end
  })
  return { clock, advance, now: millis }
}
