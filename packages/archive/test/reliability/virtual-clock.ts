// A clock for many days in a second: when nobody does anything but wait, it moves to the next who wakes.
//
// That nobody does anything it tells by so many turns of the event loop in which nobody has begun to wait; while a
// file is being written (Node compresses in other threads) it stands still, so that a run depends on nothing outside.
import type * as Clock from "effect/Clock"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"

const QUIET_TURNS = 8

interface Sleeper {
  readonly at: number
  readonly wake: () => void
}

export class VirtualClock implements Clock.Clock {
  /** UNIX milliseconds that everyone sees; jumps with `jump`. */
  private shift = 0
  private elapsed: number
  private sleepers: Array<Sleeper> = []
  private busy = 0
  private quiet = 0
  private isTurning = false

  constructor(start: number) {
    this.elapsed = start
  }

  /** Time as it really passes. */
  get trueNow(): number {
    return this.elapsed
  }

  currentTimeMillisUnsafe(): number {
    return this.elapsed + this.shift
  }

  readonly currentTimeMillis = Effect.sync(() => this.currentTimeMillisUnsafe())

  currentTimeNanosUnsafe(): bigint {
    return BigInt(Math.round(this.currentTimeMillisUnsafe())) * 1_000_000n
  }

  readonly currentTimeNanos = Effect.sync(() => this.currentTimeNanosUnsafe())

  monotonicTimeNanosUnsafe(): bigint {
    return BigInt(Math.round(this.elapsed)) * 1_000_000n
  }

  readonly monotonicTimeNanos = Effect.sync(() => this.monotonicTimeNanosUnsafe())

  sleep(duration: Duration.Duration): Effect.Effect<void> {
    return Effect.callback<void>((resume) => {
      const sleeper: Sleeper = {
        at: this.elapsed + Math.max(0, Duration.toMillis(duration)),
        wake: () => resume(Effect.void)
      }
      this.sleepers.push(sleeper)
      this.quiet = 0
      this.turn()
      return Effect.sync(() => {
        this.sleepers = this.sleepers.filter((other) => other !== sleeper)
      })
    })
  }

  /** Sets the clock that everyone sees forward or back; nobody wakes from it. */
  jump(millis: number): void {
    this.shift += millis
  }

  /** Moves on, with nobody asleep. */
  moveTo(trueTime: number): void {
    this.elapsed = Math.max(this.elapsed, trueTime)
  }

  readonly hold = (change: 1 | -1): void => {
    this.busy += change
    this.quiet = 0
  }

  private turn(): void {
    if (this.isTurning) return
    this.isTurning = true
    setImmediate(() => {
      this.isTurning = false
      if (this.sleepers.length === 0) return
      this.quiet = this.busy > 0 ? 0 : this.quiet + 1
      if (this.quiet > QUIET_TURNS) this.wakeNext()
      this.turn()
    })
  }

  private wakeNext(): void {
    const [first, ...rest] = this.sleepers.toSorted((a, b) => a.at - b.at)
    if (first === undefined) return
    this.quiet = 0
    this.sleepers = rest
    this.elapsed = Math.max(this.elapsed, first.at)
    first.wake()
  }
}
