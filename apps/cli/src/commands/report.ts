// chatledger report: one HTML file to look at, with everything in it.
import * as Command from "effect/cli/Command"
import * as flags from "../flags.ts"
import { commandWords } from "../wording/commands.ts"

const says = commandWords.report

const reportFlags = {
  out: flags.reportFile,
  from: flags.from,
  to: flags.to,
  last: flags.last,
  instance: flags.instances,
  chat: flags.chats,
  tz: flags.tz,
  people: flags.people,
  roster: flags.rosters,
  names: flags.names,
  shareSafe: flags.shareSafe,
  force: flags.force,
  ...flags.common
}

export type ReportFlags = Command.Command.Config.Infer<typeof reportFlags>

export const reportCommand = Command.make("report", reportFlags).pipe(
  Command.withDescription(says.about),
  Command.withExamples([
    {
      command: "chatledger report --last 90d --locale ru -o report.html",
      description: says.months
    },
    {
      command: "chatledger report --share-safe",
      description: says.safe
    }
  ])
)
