// Next steps after an instance is configured: the settings of a complete journal, the first sync, and a schedule.
//
// Each can fail independently: what was saved stays saved.
import { existsSync } from "node:fs"
import * as NodePath from "node:path"
import { JournalClient } from "@chatledger/core"
import { writeTextFile } from "@chatledger/export/internal"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import { knownInstances } from "../../configuration/instances.ts"
import { openOwnArchive } from "../../configuration/own-archive.ts"
import { AlreadyReported } from "../../failures/exit.ts"
import { strings } from "../../messages/strings.ts"
import { programText } from "../../program.ts"
import { directoryPlan } from "../../recording/directory-plan.ts"
import { syncRound } from "../../recording/round.ts"
import { settingsOff } from "../../recording/settings-off.ts"
import { installPlan } from "../../schedule/install.ts"
import { planOf } from "../../schedule/plan-of.ts"
import { runProgram } from "../../schedule/run-program.ts"
import { scheduleFile } from "../../schedule/schedule-file.ts"
import { askLine, canAsk } from "../../terminal/ask.ts"
import { Messages } from "../../terminal/console.ts"
import type { InitFlags } from "./command.ts"
import type { TestedInstance } from "./instance.ts"

const NAME = "chatledger"
const TASK = "chatledger-task.xml"

/** The answer from a flag, or --yes, or the user at the terminal; otherwise no. */
const isWanted = Effect.fnUntraced(function* (
  flags: InitFlags,
  flag: Option.Option<boolean>,
  question: string
) {
  if (Option.isSome(flag)) return flag.value
  if (flags.yes) return true
  if (!canAsk()) return false
  const answer = yield* askLine(`${question} ${strings.init.yesOrNo}`)
  return answer === "" || strings.init.isYes(answer)
})

/** Turns on settings that are off. */
export const offerSettings = Effect.fnUntraced(function* (
  flags: InitFlags,
  { instance, settings }: TestedInstance
) {
  const messages = yield* Messages
  const client = yield* JournalClient
  const off = settingsOff(settings)
  if (off.length === 0) return
  yield* messages.note(strings.init.settingsOff)
  for (const name of off) yield* messages.note(`  ${name}: ${strings.settings[name]}`)
  if (!(yield* isWanted(flags, flags.fix, strings.init.fix)))
    return yield* messages.note(strings.init.fixLater)
  const { read: isSaved } = yield* client.setSettings(
    instance,
    Object.fromEntries(off.map((name) => [name, "yes"]))
  )
  if (!isSaved) {
    yield* messages.warn(`${strings.doctor.notSaved}: ${strings.doctor.setInConsole}`)
    return yield* new AlreadyReported({ code: 3 })
  }
  yield* messages.note(`${strings.doctor.set(off.join(", "))}; ${strings.doctor.takesMinutes}`)
})

/** Fetches the content of the journal. */
export const offerSync = Effect.fnUntraced(function* (flags: InitFlags, path: string, idInstance: string) {
  if (!(yield* isWanted(flags, flags.sync, strings.init.sync))) return
  const config = Option.some(path)
  const archive = yield* openOwnArchive({ archive: flags.archive, config, new: false })
  const instances = yield* knownInstances({ config, instance: [idInstance], tokenFile: Option.none() })
  const code = yield* syncRound(archive, instances, {
    journals: ["incoming", "outgoing"],
    minutes: undefined,
    program: programText,
    wait: flags.wait,
    directory: yield* directoryPlan(config)
  })
  if (code !== 0) return yield* new AlreadyReported({ code })
})

/** The scheduler of this system; undefined without one. */
const usualScheduler = Effect.fnUntraced(function* () {
  if (process.platform === "win32") return "windows"
  if (existsSync("/run/systemd/system")) return "systemd"
  return Option.isSome(yield* Effect.option(runProgram("crontab", ["-l"]))) ? "cron" : undefined
})

/** Schedules sync and export. */
export const offerSchedule = Effect.fnUntraced(function* (flags: InitFlags, path: string) {
  const messages = yield* Messages
  const scheduler = Option.isSome(flags.schedule) ? flags.schedule.value : yield* usualScheduler()
  if (scheduler === "none") return
  if (scheduler === undefined) return yield* messages.note(strings.init.noScheduler)
  const named = Option.map(flags.schedule, () => true)
  const isOffered = Option.isSome(named) || !flags.yes
  if (!isOffered || !(yield* isWanted(flags, named, strings.init.schedule(scheduler))))
    return yield* messages.note(strings.init.scheduleLater(scheduler))
  const plan = yield* planOf({
    archive: flags.archive,
    config: Option.some(path),
    cache: flags.cache,
    name: NAME,
    every: "1h",
    syncOnly: false,
    media: false,
    heal: false,
    calls: false,
    export: [],
    names: [],
    tz: Option.none()
  })
  if (scheduler !== "windows") return yield* installPlan(scheduler, plan)
  const { bytes } = yield* scheduleFile("windows", plan)
  const task = NodePath.join(plan.folder, TASK)
  yield* writeTextFile(task, (write) => write(bytes))
  yield* messages.note(strings.schedule.taskWritten(task, NAME))
})
