// Repeats rounds of the instances that are due, until interrupted.
//
// Uses the monotonic clock: changing the machine's clock makes no round earlier or later.
import { monotonicMillis } from "@chatledger/core/internal"
import * as Effect from "effect/Effect"
import { scheduleOf } from "./schedule.ts"

/** Runs a round for the instances that are due, by their intervals in milliseconds; the first runs at once, for all. */
export const again = Effect.fnUntraced(function* <E, R>(
  intervals: ReadonlyMap<string, number>,
  round: (due: ReadonlySet<string>) => Effect.Effect<unknown, E, R>
) {
  const schedule = scheduleOf(intervals, yield* monotonicMillis)
  while (true) {
    const began = yield* monotonicMillis
    const due = new Set(schedule.due(began))
    // A timer may fire a millisecond early.
    if (due.size > 0) yield* round(due)
    const now = yield* monotonicMillis
    for (const id of due) schedule.synced(id, began, now)
    yield* Effect.sleep(Math.max(1, schedule.nextAt() - now))
  }
})
