// Shared by all commands: the output for notes, and the reporting of failures.
import * as Cause from "effect/Cause"
import * as Effect from "effect/Effect"
import { isDebugging } from "../program.ts"
import { type ConsoleFlags, type ConsoleOptions, Messages, messagesLayer } from "../terminal/console.ts"
import { AlreadyReported, eventOfCause, exitCodeOf, failureMessage } from "./exit.ts"

const stderr = {
  get isTerminal() {
    return process.stderr.isTTY === true
  },
  get columns() {
    return process.stderr.columns ?? 80
  },
  write: (text: string) => {
    process.stderr.write(text)
  }
}

const tell = Effect.fnUntraced(function* (cause: Cause.Cause<unknown>) {
  const message = failureMessage(cause)
  if (message === undefined) return yield* Effect.failCause(cause)
  const messages = yield* Messages
  yield* messages.fail(message, eventOfCause(cause))
  if (isDebugging) yield* messages.fail(Cause.pretty(cause))
  return yield* new AlreadyReported({ code: exitCodeOf(cause) })
})

/** Runs a command with its message output, configured by its flags, and reports its failure there. */
export const withMessages = <A, E, R>(flags: ConsoleFlags, effect: Effect.Effect<A, E, R>) => {
  const options: ConsoleOptions = {
    quiet: flags.quiet,
    json: flags.logFormat === "json",
    progress: flags.progress
  }
  return effect.pipe(
    Effect.catchCause(tell),
    Effect.ensuring(Effect.flatMap(Messages, ({ clear }) => clear)),
    Effect.provide(messagesLayer(stderr, options))
  )
}
