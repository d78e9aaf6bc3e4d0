// Runs an effect as a promise: it rejects with the effect's errors, or with the reason of an aborted signal.
import * as Cause from "effect/Cause"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"

/** Options of a call that can be aborted. */
export interface Abortable {
  /** Aborts the call; the promise then rejects with the signal's reason. */
  readonly signal?: AbortSignal | undefined
}

/** Runs an effect without requirements. Rejects with its error, or with the signal's reason. */
export const runPromise = async <A, E>(
  effect: Effect.Effect<A, E>,
  { signal }: Abortable = {}
): Promise<A> => {
  signal?.throwIfAborted()
  const exit = await Effect.runPromiseExit(effect, signal === undefined ? undefined : { signal })
  if (Exit.isSuccess(exit)) return exit.value
  if (signal?.aborted === true && Cause.hasInterrupts(exit.cause)) throw signal.reason
  throw Cause.squash(exit.cause)
}
