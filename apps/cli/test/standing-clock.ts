// A clock that stands at a moment until it is moved, for syncs at moments of the past; who sleeps, sleeps really, but
// a twentieth of the time.
import * as Clock from "effect/Clock"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"

const SHORTER = 20

export const standingClock = Effect.map(Clock.Clock, (real) => {
  let at = 0
  const nanos = () => BigInt(at) * 1_000_000n
  const clock: Clock.Clock = {
    currentTimeMillisUnsafe: () => at,
    currentTimeMillis: Effect.sync(() => at),
    currentTimeNanosUnsafe: nanos,
    currentTimeNanos: Effect.sync(nanos),
    monotonicTimeNanosUnsafe: () => real.monotonicTimeNanosUnsafe(),
    monotonicTimeNanos: real.monotonicTimeNanos,
    sleep: (duration) => real.sleep(Duration.millis(Duration.toMillis(duration) / SHORTER))
  }
  return {
    clock,
    moveTo: (millis: number) => {
      at = millis
    }
  }
})
