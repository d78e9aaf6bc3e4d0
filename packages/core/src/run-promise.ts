// An effect as a promise: the errors are those of the effect, and a signal that aborts is what the promise says.
import * as Cause from "effect/Cause"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"

/** What a call that can be given up takes. */
export interface Abortable {
  /** Gives the call up; the promise is then rejected with the reason of the signal. */
  readonly signal?: AbortSignal | undefined
}

/** Runs an effect that needs nothing more. Rejects with the error itself, or with the reason of the signal. */
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
