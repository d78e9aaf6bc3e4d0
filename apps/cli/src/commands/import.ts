// chatledger import: saved replies into the archive, each file for itself.
import {
  findSources,
  type ImportedFile,
  ImportRefused,
  importReply,
  isInstanceId,
  knownBodies,
  openOrCreateArchive
} from "@chatledger/archive"
import * as Command from "effect/cli/Command"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Stdio from "effect/Stdio"
import * as Stream from "effect/Stream"
import { Messages } from "../console.ts"
import { PartlyDone, WrongUsage } from "../exit.ts"
import * as flags from "../flags.ts"
import { instantOf, machineZone } from "../instant.ts"
import { programText } from "../program.ts"
import { type CommonFlags, withMessages } from "../session.ts"
import { archivePath } from "../settings.ts"

interface ImportFlags extends CommonFlags {
  readonly path: ReadonlyArray<string>
  readonly instance: string
  readonly journal: Option.Option<"incoming" | "outgoing" | "history">
  readonly requestedAt: Option.Option<string>
  readonly minutes: Option.Option<number>
}

const count = (number: number, one: string) => `${number} ${one}${number === 1 ? "" : "s"}`

const stateText = {
  added: "kept",
  known: "already there",
  retimed: "already there, now with a better time"
} as const

const report = Effect.fnUntraced(function* (file: ImportedFile) {
  const messages = yield* Messages
  const records = file.parts.reduce((sum, { summary }) => sum + summary.recordCount, 0)
  const [first] = file.parts
  const state = file.parts.every((part) => part.state === first?.state) ? first?.state : undefined
  const guess = file.requestedAtIsGuess ? ", its time is a guess (--requested-at tells)" : ""
  yield* messages.note(
    `${file.source.name}: ${count(records, "record")}, ${file.journal}, ${state === undefined ? "partly already there" : stateText[state]}${guess}`
  )
  for (const { summary } of file.parts) {
    for (const fault of summary.faults)
      yield* messages.warn(
        `${file.source.name}: record ${fault.position + 1}: ${fault.detail} (${fault.code})`
      )
    const rest = summary.faultCount - summary.faults.length
    if (rest > 0) yield* messages.warn(`${file.source.name}: and ${count(rest, "more fault")}`)
  }
  return file.parts.some(({ summary }) => summary.faultCount > 0)
})

const stdinBytes = Effect.map(Stdio.Stdio, ({ stdin }) =>
  Stream.mapError(
    stdin,
    () => new ImportRefused({ source: "-", kind: "unreadable", reason: "standard input failed" })
  )
)

const run = Effect.fnUntraced(function* (given: ImportFlags) {
  const messages = yield* Messages
  if (!isInstanceId(given.instance))
    return yield* new WrongUsage({
      reason: `--instance ${given.instance} is no idInstance: it is a number such as 1101000001`
    })
  if (Option.isSome(given.minutes) && given.minutes.value < 1)
    return yield* new WrongUsage({ reason: "--minutes has to be 1 or more" })
  const requestedAt = Option.isNone(given.requestedAt)
    ? undefined
    : given.requestedAt.value === "mtime"
      ? ("mtime" as const)
      : yield* instantOf("requested-at", given.requestedAt.value, machineZone())
  const { sources, missing } = yield* findSources(given.path)
  const archive = yield* openOrCreateArchive(yield* archivePath(given.archive))
  const known = yield* knownBodies(archive, given.instance)
  const stdin = yield* stdinBytes
  const options = {
    instanceId: given.instance,
    journal: Option.getOrUndefined(given.journal),
    requestedAt,
    minutes: Option.getOrUndefined(given.minutes),
    program: programText
  }
  const refusals: Array<ImportRefused> = [...missing]
  let kept = 0
  let hasFaults = false
  for (const refusal of missing) yield* messages.warn(refusal.message)
  for (const [index, source] of sources.entries()) {
    yield* messages.progress(`importing ${index + 1} of ${sources.length}: ${source.name}`)
    const result = yield* Effect.result(Effect.scoped(importReply(archive, known, source, options, stdin)))
    if (result._tag === "Success") {
      kept += 1
      hasFaults = (yield* report(result.success)) || hasFaults
    } else if (result.failure instanceof ImportRefused) {
      refusals.push(result.failure)
      yield* messages.warn(result.failure.message)
    } else return yield* Effect.fail(result.failure)
  }
  if (kept === 0 && refusals.length > 0)
    return yield* new PartlyDone({ code: refusals.every(isUsage) ? 2 : 3 })
  if (refusals.length > 0 || hasFaults) return yield* new PartlyDone({ code: 3 })
})

const isUsage = (refusal: ImportRefused) => refusal.kind === "usage"

export const importCommand = Command.make(
  "import",
  {
    path: flags.paths,
    instance: flags.instance,
    journal: flags.journal,
    requestedAt: flags.requestedAt,
    minutes: flags.minutes,
    ...flags.common
  },
  (given) => withMessages(given, run(given))
).pipe(
  Command.withDescription("Bring saved replies of a journal into the archive"),
  Command.withExamples([
    {
      command: "chatledger import replies/ --instance 1101000001",
      description: "every saved reply in a folder"
    },
    {
      command: "chatledger import today.json.gz --instance 1101000001 --requested-at mtime --minutes 1440",
      description: "one reply, asked for when its file was written, covering a day"
    }
  ])
)
