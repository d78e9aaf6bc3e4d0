// Runs an effect as a promise: it rejects with the effect's errors, or with the reason of an aborted signal.
import * as Cause from "effect/Cause"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import { InvalidArgument, optionsOf } from "./invalid-argument.ts"

/** Options of a call that can be aborted. */
export interface Abortable {
  /** Aborts the call; the promise then rejects with the signal's reason. */
  readonly signal?: AbortSignal | undefined
}

/** The signal of an options argument; throws `InvalidArgument` if it is none. */
export const signalOf = (call: string, options: unknown): AbortSignal | undefined => {
  const { signal } = optionsOf(call, options, "an object, such as { signal }")
  if (signal === undefined || typeof Object(signal).throwIfAborted === "function")
    return signal as AbortSignal | undefined
  const needs = "the signal of an AbortController, or such as AbortSignal.timeout(60_000)"
  throw new InvalidArgument({ call, argument: "signal", needs })
}

/**
 * Runs an effect without requirements. Rejects with its error, with the signal's reason, or with `InvalidArgument` where
 * `options` is nothing of the kind; `call` is the function that was called.
 */
export const runPromise = async <A, E>(
  effect: Effect.Effect<A, E>,
  options: Abortable = {},
  call = "the call"
): Promise<A> => {
  const signal = signalOf(call, options)
  signal?.throwIfAborted()
  const exit = await Effect.runPromiseExit(effect, signal === undefined ? undefined : { signal })
  if (Exit.isSuccess(exit)) return exit.value
  if (signal?.aborted === true && Cause.hasInterrupts(exit.cause)) throw signal.reason
  throw Cause.squash(exit.cause)
}
