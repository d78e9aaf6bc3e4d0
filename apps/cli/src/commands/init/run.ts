// `chatledger init`: asks for an instance, tests it, saves it, and offers the next steps.
//
// Nothing is written before the service has accepted the instance, so Ctrl-C leaves nothing half done.
import * as NodePath from "node:path"
import { JournalClient } from "@chatledger/core"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { placeOfFile } from "../../configuration/config-file.ts"
import { mayBeToken } from "../../configuration/value-shapes.ts"
import { AlreadyReported, failureMessage, WrongUsage } from "../../failures/exit.ts"
import { nodeHttpClient } from "../../http/node-client.ts"
import { strings } from "../../messages/strings.ts"
import { canAsk } from "../../terminal/ask.ts"
import { Messages } from "../../terminal/console.ts"
import { threadedBodyReading } from "../../threads/body-reading.ts"
import type { InitFlags } from "./command.ts"
import { testedInstance } from "./instance.ts"
import { existing, keepInstance } from "./keep.ts"
import { offerSchedule, offerSettings, offerSync } from "./offers.ts"

const stateAdvice: Readonly<Record<string, string>> = strings.doctor.states

const checkName = (flags: InitFlags) => {
  if (flags.name._tag === "None") return Effect.void
  const name = flags.name.value
  if (name === "") return Effect.fail(new WrongUsage({ reason: `--name ${strings.configuration.notEmpty}` }))
  return mayBeToken(name)
    ? Effect.fail(new WrongUsage({ reason: `--name ${strings.configuration.ownName}` }))
    : Effect.void
}

/** Runs one of several steps; returns whether it succeeded, and reports a failure. */
const attempted = <E, R>(effect: Effect.Effect<void, E, R>) =>
  Effect.matchCauseEffect(effect, {
    onSuccess: () => Effect.succeed(true),
    onFailure: Effect.fnUntraced(function* (cause) {
      const message = failureMessage(cause)
      const messages = yield* Messages
      if (message !== undefined) yield* messages.warn(message)
      return false
    })
  })

export const run = Effect.fnUntraced(
  function* (flags: InitFlags) {
    const messages = yield* Messages
    yield* checkName(flags)
    const path = NodePath.resolve(placeOfFile(flags.config).path)
    const before = yield* existing(path)
    const known = new Set(before?.instances.map(({ idInstance }) => idInstance) ?? [])
    if (canAsk()) {
      yield* messages.note(strings.init.welcome(path, before !== undefined))
      yield* messages.note(strings.init.console)
    }
    const tested = yield* testedInstance(flags, known)
    const { idInstance } = tested.instance
    yield* messages.note(strings.init.accepted(idInstance, tested.state))
    if (tested.state !== "authorized")
      yield* messages.warn(stateAdvice[tested.state] ?? strings.doctor.seeConsole)
    const tokenPath = yield* keepInstance(path, flags, tested)
    yield* messages.note(strings.init.kept(path, tokenPath))
    const done = [
      yield* attempted(offerSettings(flags, tested)),
      yield* attempted(offerSync(flags, path, idInstance)),
      yield* attempted(offerSchedule(flags, path))
    ]
    yield* messages.note(strings.init.next)
    if (done.includes(false)) return yield* new AlreadyReported({ code: 3 })
  },
  (effect) =>
    Effect.provide(
      effect,
      Layer.merge(Layer.provide(JournalClient.layer, nodeHttpClient), threadedBodyReading)
    )
)
