// Waiting for a lock, where `--wait` is given.
import * as Effect from "effect/Effect"
import * as Schedule from "effect/Schedule"

const LOOK_AGAIN = "1 second"

/** With `wait`, retries every second while another process holds the lock. */
export const retryWhileLocked = <A, E extends { readonly _tag: string }, R>(
  wait: boolean,
  effect: Effect.Effect<A, E, R>
): Effect.Effect<A, E, R> =>
  wait
    ? Effect.retry(effect, {
        while: ({ _tag }: E) => _tag === "LockHeld",
        schedule: Schedule.spaced(LOOK_AGAIN)
      })
    : effect
