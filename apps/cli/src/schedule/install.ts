// Installs a plan, and reports it.
import * as Effect from "effect/Effect"
import { AlreadyReported } from "../failures/exit.ts"
import { strings } from "../messages/strings.ts"
import { Messages } from "../terminal/console.ts"
import { installCronLine } from "./crontab.ts"
import { intervalText, type Plan } from "./plan.ts"
import { installUnits } from "./user-units.ts"

/** Installs a plan. Fails as the installers do, and with `AlreadyReported` if systemd is not available. */
export const installPlan = Effect.fnUntraced(function* (scheduler: "systemd" | "cron", plan: Plan) {
  const messages = yield* Messages
  const every = intervalText(plan.minutes)
  if (scheduler === "cron") {
    const { isReplaced } = yield* installCronLine(plan)
    return yield* messages.note(strings.schedule.inCrontab(every, isReplaced))
  }
  const installed = yield* Effect.result(installUnits(plan))
  if (installed._tag === "Failure") {
    if (installed.failure._tag !== "ScheduleFailed") return yield* installed.failure
    yield* messages.warn(installed.failure.reason)
    yield* messages.warn(strings.schedule.switchOn(plan.name))
    return yield* new AlreadyReported({ code: 3 })
  }
  const { isLingering, isReplaced } = installed.success
  yield* messages.note(strings.schedule.inSystemd(plan.name, every, isReplaced))
  if (isLingering !== true) yield* messages.note(strings.schedule.linger)
})
