// chatledger report: one HTML file to look at, with everything in it.
import * as Command from "effect/cli/Command"
import * as flags from "../flags.ts"

const reportFlags = {
  out: flags.reportFile,
  from: flags.from,
  to: flags.to,
  last: flags.last,
  instance: flags.instances,
  chat: flags.chats,
  tz: flags.tz,
  names: flags.names,
  locale: flags.pageLocale,
  shareSafe: flags.shareSafe,
  force: flags.force,
  ...flags.common
}

export type ReportFlags = Command.Command.Config.Infer<typeof reportFlags>

export const reportCommand = Command.make("report", reportFlags).pipe(
  Command.withDescription("Write one HTML file to look at: activity, people, reactions, polls, coverage"),
  Command.withExamples([
    {
      command: "chatledger report --last 90d --locale ru -o report.html",
      description: "the last three months, in Russian"
    },
    {
      command: "chatledger report --share-safe",
      description: "without names, numbers and texts, to show around"
    }
  ])
)
