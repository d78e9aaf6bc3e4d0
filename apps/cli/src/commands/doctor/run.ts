// `chatledger doctor`: checks the configuration, the archive and every instance, and gives advice.
//
// Queries the service under the instance's lock, at its rate; without an archive there is nothing to lock. Exits
// with 3 if recording works but something is lost.

import { openArchive } from "@chatledger/archive"
import { withLastRequests, withLock } from "@chatledger/archive/internal"
import { JournalClient, LastRequests } from "@chatledger/core"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Option from "effect/Option"
import { sourcedArchivePath } from "../../configuration/archive-path.ts"
import { type KnownInstance, knownInstances, withToken } from "../../configuration/instances.ts"
import { isOtherArchive } from "../../configuration/own-archive.ts"
import { AlreadyReported, codeOfFailures } from "../../failures/exit.ts"
import { retryWhileLocked } from "../../failures/retry-while-locked.ts"
import { nodeHttpClient } from "../../http/node-client.ts"
import { Messages } from "../../terminal/console.ts"
import { isTerminal, print, terminalColumns } from "../../terminal/stdout.ts"
import type { DoctorFlags } from "./command.ts"
import {
  archiveConfiguration,
  configuredDefaults,
  instanceConfiguration,
  otherArchive
} from "./configuration.ts"
import { diskFindings } from "./disk.ts"
import { type Finding, findingsJson, findingsText } from "./finding.ts"
import { instanceFindings } from "./instance.ts"
import { networkFindings } from "./network.ts"
import { doctorStrings } from "./strings.ts"
import { verdictOf, verdictsText } from "./verdict.ts"

const SIDE_BY_SIDE = 8

const ask = Effect.fnUntraced(function* (path: string, known: KnownInstance, given: DoctorFlags) {
  const instance = yield* withToken(known)
  const asking = instanceFindings(instance, given.fix)
  const archive = yield* Effect.option(openArchive(path))
  if (Option.isNone(archive)) return yield* asking
  const paced = withLastRequests(archive.value, instance.idInstance, (last) =>
    Effect.provideService(asking, LastRequests, last)
  )
  return yield* retryWhileLocked(given.wait, withLock(archive.value, instance.idInstance, paced))
})

const examine = Effect.fnUntraced(function* (path: string, known: KnownInstance, given: DoctorFlags) {
  const configured = yield* instanceConfiguration(known)
  if (configured.some(({ health }) => health === "problem")) return configured
  const found = yield* ask(path, known, given).pipe(
    Effect.catch((error) =>
      Effect.succeed<ReadonlyArray<Finding>>([
        {
          subject: known.idInstance.value,
          check: "service",
          health: "problem",
          found: doctorStrings.doctor.notChecked,
          advice:
            error._tag === "LockHeld"
              ? doctorStrings.doctor.addWait(doctorStrings.failure(error))
              : doctorStrings.failure(error),
          tag: error._tag
        }
      ])
    )
  )
  return [...configured, ...found]
})

const client = Layer.provide(JournalClient.layer, nodeHttpClient)

export const run = Effect.fnUntraced(function* (given: DoctorFlags) {
  const messages = yield* Messages
  const archive = yield* sourcedArchivePath(given)
  const network = yield* networkFindings()
  const canAsk = network.every(({ tag }) => tag === undefined)
  let findings: ReadonlyArray<Finding> = [
    archiveConfiguration(archive),
    ...(yield* diskFindings(archive.value)),
    ...((yield* Effect.orElseSucceed(isOtherArchive(given), () => false)) ? [otherArchive] : []),
    ...network,
    ...(yield* configuredDefaults(given.config))
  ]
  const instances = yield* Effect.result(knownInstances(given))
  if (instances._tag === "Success") {
    yield* messages.progress(doctorStrings.doctor.progress)
    const each = <E, R>(look: (known: KnownInstance) => Effect.Effect<ReadonlyArray<Finding>, E, R>) =>
      Effect.forEach(instances.success, look, { concurrency: SIDE_BY_SIDE })
    const examined = canAsk
      ? yield* Effect.provide(
          each((known) => examine(archive.value, known, given)),
          client
        )
      : yield* each(instanceConfiguration)
    findings = [...findings, ...examined.flat()]
    yield* messages.clear
  }
  const format = Option.getOrElse(given.format, () => (isTerminal() ? "text" : "json"))
  const known = instances._tag === "Success" ? instances.success : []
  const verdicts = known.map((instance) => verdictOf(instance, findings))
  yield* print(
    format === "text"
      ? `${findingsText(findings, isTerminal() ? terminalColumns() : undefined)}\n${verdictsText(known, verdicts)}`
      : findingsJson([...findings, ...verdicts])
  )
  if (instances._tag === "Failure") return yield* instances.failure
  const bad = findings.flatMap(({ tag, subject }) => (tag === undefined ? [] : [{ _tag: tag, subject }]))
  const failing = new Set(bad.map(({ subject }) => subject))
  const isAnyWhole = canAsk && instances.success.some(({ idInstance }) => !failing.has(idInstance.value))
  const code = codeOfFailures(bad, isAnyWhole)
  if (code !== 0) return yield* new AlreadyReported({ code })
})
