// The binary: platform layers, the command tree, and an exit code. Everything else is in other folders.
import "effect/schema/SchemaJITCompiler/enable"
import { plainFiles } from "@chatledger/archive/internal"
import * as NodeRuntime from "@effect/platform-node/NodeRuntime"
import * as NodeServices from "@effect/platform-node/NodeServices"
import * as Cause from "effect/Cause"
import * as CliConfig from "effect/cli/CliConfig"
import * as CliOutput from "effect/cli/CliOutput"
import * as Command from "effect/cli/Command"
import * as GlobalFlag from "effect/cli/GlobalFlag"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Layer from "effect/Layer"
import { chatledger } from "./cli.ts"
import { completionsFlag } from "./completions.ts"
import { eventOfCause, exitCodeOf, failureMessage } from "./failures/exit.ts"
import { codeOfSuccess } from "./failures/incomplete.ts"
import { helpLayer } from "./help.ts"
import { withKnownHelp } from "./invocation/plain-words.ts"
import { helpStrings } from "./messages/strings.ts"
import { isDebugging, isLogJson, program, words } from "./program.ts"
import { type Level, lineOf } from "./terminal/console.ts"
import { hasPrinted, stdoutFailure } from "./terminal/stdout.ts"
import { stopInTime } from "./terminal/stopping.ts"
import { isThread } from "./threads/thread.ts"

const say = (level: Level, text: string, event?: string) =>
  process.stderr.write(lineOf(level, text, isLogJson, event))

/** The help of the statistic after `stats`, loaded on request. */
const statisticHelp = Effect.promise(() => import("./tables/statistic-help.ts")).pipe(
  Effect.flatMap(({ helpOfNamedStatistic }) => helpOfNamedStatistic),
  Effect.provide(NodeServices.layer)
)

/** Invalid flags are reported in one line each on standard error; help goes to standard output only on request. */
const presenter: CliOutput.Presenter = {
  present: (event) =>
    event._tag === "InvalidInvocation"
      ? Effect.sync(() => {
          for (const error of event.errors)
            say("error", helpStrings.help.invocationError(error), "wrong_usage")
          say("info", helpStrings.help.seeHelp(event.commandPath.join(" ")))
        })
      : event._tag === "Help" && event.commandPath.at(-1) === "stats"
        ? Effect.flatMap(statisticHelp, (page) =>
            page === undefined
              ? CliOutput.defaultPresenter.present(event)
              : Effect.sync(() => process.stdout.write(page))
          )
        : CliOutput.defaultPresenter.present(event)
}

const report = (cause: Cause.Cause<unknown>) =>
  Effect.sync(() => {
    const message = failureMessage(cause)
    if (message === undefined) return
    say("error", message, eventOfCause(cause))
    if (isDebugging) say("error", Cause.pretty(cause))
  })

/** Services of the platform; only regular files are read as files. */
const files = Layer.provideMerge(plainFiles, NodeServices.layer)

const builtIns = GlobalFlag.BuiltIns.filter((flag) => flag !== GlobalFlag.Wizard).map((flag) =>
  flag === GlobalFlag.Completions ? completionsFlag : flag
)

const commands = chatledger.subcommands.flatMap((group) => group.commands.map(({ name }) => name))

const main = Command.runWith(chatledger, { version: program.version })(withKnownHelp(words, commands)).pipe(
  Effect.tapCause(report),
  Effect.provide(
    Layer.mergeAll(files, CliOutput.layerPresenter(presenter), helpLayer, CliConfig.layer({ builtIns }))
  )
)

// Handles failures of writes that are not awaited (help, notes); answers report their own.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code === "EPIPE" || hasPrinted()) return
  say("error", stdoutFailure(error).message)
  process.exitCode = 7
})
process.stderr.on("error", () => undefined)
// Closing the terminal ends a command as Ctrl-C does.
process.on("SIGHUP", () => process.kill(process.pid, "SIGTERM"))

if (isThread()) (await import("./threads/work.ts")).answerJobs()
else {
  stopInTime()
  NodeRuntime.runMain(main, {
    disableErrorReporting: true,
    teardown: (exit, onExit) => onExit(Exit.isSuccess(exit) ? codeOfSuccess() : exitCodeOf(exit.cause))
  })
}
