// Installs, replaces and removes the line of a plan in the user's crontab, with `crontab`.
import * as Effect from "effect/Effect"
import { WrongUsage } from "../failures/exit.ts"
import { strings } from "../messages/strings.ts"
import { cronLine, MOST_CRON_CHARACTERS, ownerIn, withLine, withoutLine } from "./cron.ts"
import type { Plan } from "./plan.ts"
import { runProgram, ScheduleFailed } from "./run-program.ts"

const read = Effect.fnUntraced(function* () {
  const { code, stderr, stdout } = yield* runProgram("crontab", ["-l"])
  if (code === 0) return stdout
  if (/no crontab/i.test(stderr)) return ""
  return yield* new ScheduleFailed({ reason: strings.schedule.crontab(stderr.trim()) })
})

const write = Effect.fnUntraced(function* (crontab: string) {
  const { code, stderr } = yield* runProgram("crontab", ["-"], crontab)
  if (code !== 0) return yield* new ScheduleFailed({ reason: strings.schedule.crontab(stderr.trim()) })
})

/** The line of a plan. Fails with `WrongUsage` if it is too long for cron. */
export const checkCronLine = Effect.fnUntraced(function* (plan: Plan) {
  const line = cronLine(plan)
  if (line.length > MOST_CRON_CHARACTERS)
    return yield* new WrongUsage({ reason: strings.schedule.tooLong(line.length, MOST_CRON_CHARACTERS) })
  return line
})

/** Installs the line of a plan; never replaces another configuration's. Fails with `WrongUsage` and `ScheduleFailed`. */
export const installCronLine = Effect.fnUntraced(function* (plan: Plan) {
  yield* checkCronLine(plan)
  const before = yield* read()
  const owner = ownerIn(before, plan.name)
  if (owner !== undefined && owner !== plan.owner)
    return yield* new WrongUsage({ reason: strings.schedule.ofAnother(plan.name, owner) })
  yield* write(withLine(before, plan))
  return { isReplaced: owner !== undefined }
})

/** Removes the line of this name; false if there is none. Fails with `ScheduleFailed`. */
export const removeCronLine = Effect.fnUntraced(function* (name: string) {
  const before = yield* read()
  if (ownerIn(before, name) === undefined) return false
  yield* write(withoutLine(before, name))
  return true
})
