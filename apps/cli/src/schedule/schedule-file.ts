// A plan as text for a scheduler: a crontab line, two units, or a task.
import * as Effect from "effect/Effect"
import { WrongUsage } from "../failures/exit.ts"
import { strings } from "../messages/strings.ts"
import { checkCronLine } from "./crontab.ts"
import type { Plan, Scheduler } from "./plan.ts"
import { systemdUnits } from "./systemd.ts"
import { isWindowsWord, windowsTask, windowsTaskFile } from "./windows.ts"

/** The text of a plan, and its bytes in a file. Fails with `WrongUsage` if the scheduler cannot express it. */
export const scheduleFile = Effect.fnUntraced(function* (scheduler: Scheduler, plan: Plan) {
  if (scheduler === "windows") {
    const odd = [plan.folder, ...plan.sync, ...plan.exports.flat()].find((word) => !isWindowsWord(word))
    if (odd !== undefined) return yield* new WrongUsage({ reason: strings.schedule.notForWindows(odd) })
    return { text: windowsTask(plan), bytes: windowsTaskFile(plan) }
  }
  const text =
    scheduler === "cron"
      ? `${yield* checkCronLine(plan)}\n`
      : systemdUnits(plan)
          .map(({ file, text }) => `# ~/.config/systemd/user/${file}\n${text}`)
          .join("\n")
  return { text, bytes: new TextEncoder().encode(text) }
})
