// `chatledger schedule`: prints or installs the schedule of sync and export.
import { writeTextFile } from "@chatledger/export/internal"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import { WrongUsage } from "../../failures/exit.ts"
import { strings } from "../../messages/strings.ts"
import { checkPath } from "../../output/destination.ts"
import { removeCronLine } from "../../schedule/crontab.ts"
import { installPlan } from "../../schedule/install.ts"
import type { Scheduler } from "../../schedule/plan.ts"
import { planOf } from "../../schedule/plan-of.ts"
import { scheduleFile } from "../../schedule/schedule-file.ts"
import { removeUnits } from "../../schedule/user-units.ts"
import { Messages } from "../../terminal/console.ts"
import { isTerminal, print } from "../../terminal/stdout.ts"
import { harmless } from "../../terminal/text.ts"
import type { ScheduleFlags } from "./command.ts"

const remove = Effect.fnUntraced(function* (scheduler: "systemd" | "cron", name: string) {
  const messages = yield* Messages
  const isRemoved = yield* scheduler === "cron" ? removeCronLine(name) : removeUnits(name)
  yield* messages.note(isRemoved ? strings.schedule.removed(name) : strings.schedule.nothingToRemove(name))
})

const write = Effect.fnUntraced(function* (scheduler: Scheduler, given: ScheduleFlags) {
  const messages = yield* Messages
  const { text, bytes } = yield* scheduleFile(scheduler, yield* planOf(given))
  if (Option.isNone(given.out) || given.out.value === "-")
    return yield* print(isTerminal() ? harmless(text.replaceAll("\r\n", "\n")) : bytes)
  const path = given.out.value
  yield* checkPath(path, Effect.succeed(given.force))
  yield* writeTextFile(path, (put) => put(bytes))
  yield* messages.note(
    scheduler === "windows" ? strings.schedule.taskWritten(path, given.name) : strings.schedule.written(path)
  )
})

export const run = Effect.fnUntraced(function* (given: ScheduleFlags) {
  const { print: printed, install: installed, remove: removed } = given
  const actions = [printed, installed, removed].filter(Option.isSome)
  if (actions.length !== 1) return yield* new WrongUsage({ reason: strings.schedule.oneOf })
  if (Option.isSome(removed)) return yield* remove(removed.value, given.name)
  if (Option.isSome(installed)) return yield* installPlan(installed.value, yield* planOf(given))
  if (Option.isSome(printed)) return yield* write(printed.value, given)
})
