#!/usr/bin/env node
// The binary: platform layers, the command tree, and an exit code. Everything else is in the rooms.
import "effect/schema/SchemaJITCompiler/enable"
import { Spooler } from "@chatledger/analytics"
import { PartReader } from "@chatledger/archive"
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
import { exitCodeOf, isForUser, PartlyDone } from "./exit.ts"
import { program } from "./program.ts"
import { harmless } from "./terminal-text.ts"
import { runThreadJob, threadedPartReader, threadedSpooler, threadJob } from "./threads.ts"

const say = (text: string) => process.stderr.write(`${harmless(text)}\n`)

/** Wrong flags are told in a line each on standard error; help goes to standard output only when it is asked for. */
const presenter: CliOutput.Presenter = {
  present: (event) =>
    event._tag === "InvalidInvocation"
      ? Effect.sync(() => {
          for (const error of event.errors) say(`chatledger: ${error.message}`)
          say(`see ${event.commandPath.join(" ")} --help`)
        })
      : CliOutput.defaultPresenter.present(event)
}

const isTag = (error: unknown, tag: string) =>
  typeof error === "object" && error !== null && "_tag" in error && error._tag === tag

const isHelp = (error: unknown) =>
  isTag(error, "ShowHelp") &&
  typeof error === "object" &&
  error !== null &&
  "errors" in error &&
  Array.isArray(error.errors) &&
  error.errors.length === 0

const isDebugging = process.argv.some(
  (word, i) =>
    /^--log-level(=debug|=trace|=all)$/i.test(word) ||
    (word === "--log-level" && /^(debug|trace|all)$/i.test(process.argv[i + 1] ?? ""))
)

const report = (cause: Cause.Cause<unknown>) =>
  Effect.sync(() => {
    const error = Cause.squash(cause)
    if (
      Cause.hasInterruptsOnly(cause) ||
      error instanceof PartlyDone ||
      isTag(error, "ShowHelp") ||
      isTag(error, "ReaderGone")
    )
      return
    if (isForUser(error)) say(`chatledger: ${error.message}`)
    else
      say(
        `chatledger: a bug: ${error instanceof Error ? error.message : String(error)}; please report it with the command that shows it`
      )
    if (isDebugging) say(Cause.pretty(cause))
  })

const codeOf = (exit: Exit.Exit<unknown, unknown>): number => {
  if (Exit.isSuccess(exit)) return 0
  if (Cause.hasInterruptsOnly(exit.cause)) return 130
  const error = Cause.squash(exit.cause)
  return isHelp(error) || isTag(error, "ReaderGone") ? 0 : exitCodeOf(error)
}

const builtIns = GlobalFlag.BuiltIns.filter((flag) => flag !== GlobalFlag.Wizard)

const main = Command.run(chatledger, { version: program.version }).pipe(
  Effect.tapCause(report),
  Effect.provideService(Spooler, threadedSpooler(new URL(import.meta.url))),
  Effect.provideService(PartReader, threadedPartReader(new URL(import.meta.url))),
  Effect.provide(
    Layer.mergeAll(NodeServices.layer, CliOutput.layerPresenter(presenter), CliConfig.layer({ builtIns }))
  )
)

process.stdout.on("error", () => {})

const job = threadJob()
if (job !== undefined) NodeRuntime.runMain(Effect.provide(runThreadJob(job), NodeServices.layer))
else
  NodeRuntime.runMain(main, {
    disableErrorReporting: true,
    teardown: (exit, onExit) => onExit(codeOf(exit))
  })
