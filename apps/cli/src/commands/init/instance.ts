// The instance to add: number, address and token from flags, a pipe, or the terminal; and whether the service accepts it.
//
// On a terminal, invalid input is asked for again; elsewhere it ends the command.
import { reasonOf } from "@chatledger/archive/internal"
import { type Instance, JournalClient, type JournalError, RetryBudget, retryBudget } from "@chatledger/core"
import * as Effect from "effect/Effect"
import * as FileSystem from "effect/FileSystem"
import * as Option from "effect/Option"
import * as Redacted from "effect/Redacted"
import * as Stdio from "effect/Stdio"
import * as Stream from "effect/Stream"
import { guessedApiUrl } from "../../configuration/api-url.ts"
import { tokenIn } from "../../configuration/token-text.ts"
import {
  apiUrlWanted,
  idInstanceWanted,
  isIdInstance,
  isPoolAddress,
  isTokenForPath,
  tokenFileWanted
} from "../../configuration/value-shapes.ts"
import { WrongUsage } from "../../failures/exit.ts"
import { strings } from "../../messages/strings.ts"
import { askLine, askSecret, canAsk } from "../../terminal/ask.ts"
import { Messages } from "../../terminal/console.ts"
import type { InitFlags } from "./command.ts"

/** Retries of a test; a user at a terminal should not wait for more. */
const RETRIES = 2

/** Repeats a question until the answer is valid. */
const until = Effect.fnUntraced(function* (
  ask: Effect.Effect<string>,
  whyNot: (text: string) => string | undefined
) {
  const messages = yield* Messages
  while (true) {
    const text = yield* ask
    const reason = whyNot(text)
    if (reason === undefined) return text
    yield* messages.warn(reason)
  }
})

const given = (flag: string, value: Option.Option<string>, whyNot: (text: string) => string | undefined) => {
  const reason = Option.getOrUndefined(Option.map(value, whyNot))
  return reason === undefined
    ? Effect.succeed(Option.getOrUndefined(value))
    : Effect.fail(new WrongUsage({ reason: `${flag} ${reason}` }))
}

const idOf = Effect.fnUntraced(function* (flags: InitFlags, known: ReadonlySet<string>, usual?: string) {
  const whyNot = (text: string) => {
    if (!isIdInstance(text)) return idInstanceWanted
    return known.has(text) ? strings.init.alreadyThere(text) : undefined
  }
  const named = yield* given("--instance", flags.instance, whyNot)
  if (named !== undefined && usual === undefined) return named
  if (!canAsk()) return yield* new WrongUsage({ reason: strings.init.needsInstance })
  return yield* until(askLine(strings.init.idInstance, usual), whyNot)
})

const apiUrlOf = Effect.fnUntraced(function* (flags: InitFlags, idInstance: string, usual?: string) {
  const whyNot = (text: string) => (isPoolAddress(text) ? undefined : apiUrlWanted)
  const named = yield* given("--api-url", flags.apiUrl, whyNot)
  if (named !== undefined && usual === undefined) return named
  const guess = guessedApiUrl(idInstance)
  if (!canAsk() || (flags.yes && usual === undefined)) return guess
  return yield* until(askLine(strings.init.apiUrl, usual ?? guess), whyNot)
})

const faultOf = (text: string) => {
  const token = tokenIn(text)
  return typeof token === "string" ? strings.init.noToken : undefined
}

/** The text of a file, or of standard input. */
const tokenText = Effect.fnUntraced(function* (flags: InitFlags) {
  const fs = yield* FileSystem.FileSystem
  const stdio = yield* Stdio.Stdio
  if (Option.isNone(flags.tokenFile)) {
    if (yield* stdio.stdinIsTerminal) return yield* new WrongUsage({ reason: strings.init.needsToken })
    return yield* Stream.mkString(Stream.decodeText(stdio.stdin)).pipe(
      Effect.mapError(() => new WrongUsage({ reason: strings.selection.stdinUnreadable }))
    )
  }
  const path = flags.tokenFile.value
  if (isTokenForPath(path))
    return yield* new WrongUsage({ reason: strings.configuration.tokenArgument(tokenFileWanted) })
  const shown = strings.configuration.tokenFileAt(path)
  return yield* Effect.mapError(
    fs.readFileString(path),
    (error) =>
      new WrongUsage({
        reason: strings.configuration.tokenUnreadable(shown, strings.reason(reasonOf(error)))
      })
  )
})

const tokenOf = Effect.fnUntraced(function* (flags: InitFlags, isAgain: boolean) {
  const isTyped = Option.isNone(flags.tokenFile) && canAsk()
  const text =
    isTyped || isAgain ? yield* until(askSecret(strings.init.token), faultOf) : yield* tokenText(flags)
  const token = tokenIn(text)
  if (typeof token === "string") return yield* new WrongUsage({ reason: strings.init.noToken })
  return token
})

const test = Effect.fnUntraced(function* (instance: Instance) {
  const client = yield* JournalClient
  const { read: state } = yield* client.getStateInstance(instance)
  const { read: settings } = yield* client.getSettings(instance)
  return { instance, state, settings }
})

/** Whether a different answer from the user may help. */
const isAnswerable = ({ _tag }: JournalError): boolean =>
  [
    "NotAuthorised",
    "WrongInstance",
    "WrongAddress",
    "Refused",
    "Redirected",
    "Unavailable",
    "BadReply"
  ].includes(_tag)

/**
 * An instance whose token the service accepts, with its state and settings. Fails with `WrongUsage` and a `JournalError`.
 */
export const testedInstance = Effect.fnUntraced(function* (flags: InitFlags, known: ReadonlySet<string>) {
  const messages = yield* Messages
  const idInstance = yield* idOf(flags, known)
  const apiUrl = yield* apiUrlOf(flags, idInstance)
  let instance: Instance = { idInstance, apiUrl, apiTokenInstance: yield* tokenOf(flags, false) }
  let isTyped = Option.isNone(flags.tokenFile)
  while (true) {
    yield* messages.progress(strings.doctor.progress)
    const tested = yield* Effect.result(
      Effect.provideService(test(instance), RetryBudget, retryBudget(RETRIES))
    )
    yield* messages.clear
    if (tested._tag === "Success") return { ...tested.success, isTyped }
    const { failure } = tested
    if (!canAsk() || !isAnswerable(failure)) return yield* failure
    yield* messages.warn(strings.failure(failure))
    if (failure._tag === "NotAuthorised") {
      instance = { ...instance, apiTokenInstance: yield* tokenOf(flags, true) }
      isTyped = true
    } else {
      const again =
        failure._tag === "WrongInstance"
          ? yield* idOf(flags, known, instance.idInstance)
          : instance.idInstance
      instance = { ...instance, idInstance: again, apiUrl: yield* apiUrlOf(flags, again, instance.apiUrl) }
    }
  }
})

export type TestedInstance = Effect.Success<ReturnType<typeof testedInstance>>

/** The content of the token's file. */
export const tokenLine = ({ apiTokenInstance }: Instance): string => `${Redacted.value(apiTokenInstance)}\n`
