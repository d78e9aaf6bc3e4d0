// chatledger stats: one statistic, or the list of all.
import * as Command from "effect/cli/Command"
import * as flags from "../flags.ts"
import { commandWords } from "../wording/commands.ts"

const says = commandWords.stats

const statsFlags = {
  name: flags.statistic,
  from: flags.from,
  to: flags.to,
  last: flags.last,
  asOf: flags.asOf,
  at: flags.at,
  instance: flags.instances,
  chat: flags.chats,
  tz: flags.tz,
  people: flags.people,
  roster: flags.rosters,
  names: flags.names,
  queries: flags.queries,
  param: flags.params,
  format: flags.answerFormat,
  out: flags.outFile,
  csvProfile: flags.csvProfile,
  force: flags.force,
  ...flags.limits,
  ...flags.common
}

export type StatsFlags = Command.Command.Config.Infer<typeof statsFlags>

export const statsCommand = Command.make("stats", statsFlags).pipe(
  Command.withDescription(says.about),
  Command.withExamples([
    {
      command: "chatledger stats poll_results --chat 120363041234567890@g.us",
      description: says.polls
    },
    {
      command: "chatledger stats activity_by_day --last 30d --tz Europe/Moscow",
      description: says.days
    },
    {
      command: "chatledger stats silent_members --roster club.xlsx --last 30d",
      description: says.silent
    }
  ])
)
