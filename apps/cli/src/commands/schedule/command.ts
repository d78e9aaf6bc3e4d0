// chatledger schedule: sync and export by systemd, cron or the Windows Task Scheduler.

import * as Command from "effect/cli/Command"
import { common } from "../../flags/common.ts"
import * as outputFlags from "../../flags/output.ts"
import * as queryFlags from "../../flags/query.ts"
import * as scheduleFlags from "../../flags/schedule.ts"
import * as selectionFlags from "../../flags/selection.ts"
import { helpStrings } from "../../messages/strings.ts"

const help = helpStrings.commands.schedule

const flags = {
  print: scheduleFlags.print,
  install: scheduleFlags.install,
  remove: scheduleFlags.remove,
  every: scheduleFlags.every,
  export: scheduleFlags.exports,
  media: scheduleFlags.media,
  heal: scheduleFlags.heal,
  calls: scheduleFlags.calls,
  syncOnly: scheduleFlags.syncOnly,
  names: queryFlags.names,
  tz: selectionFlags.tz,
  name: scheduleFlags.name,
  out: scheduleFlags.out,
  force: outputFlags.force,
  ...common
}

export type ScheduleFlags = Command.Command.Config.Infer<typeof flags>

export const scheduleCommand = Command.make("schedule", flags).pipe(
  Command.withDescription(help.about),
  Command.withExamples([
    { command: "chatledger schedule --print cron", description: help.print },
    { command: "chatledger schedule --install systemd", description: help.install },
    { command: "chatledger schedule --install cron --every 3h --names names.csv", description: help.names },
    { command: "chatledger schedule --install cron --every 1h --media --heal", description: help.media },
    { command: "chatledger schedule --print windows -o chatledger-task.xml", description: help.windows },
    { command: "chatledger schedule --remove cron", description: help.remove }
  ])
)
