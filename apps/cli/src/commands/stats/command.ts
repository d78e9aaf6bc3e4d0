// chatledger stats: one statistic, or the list of all.

import * as Command from "effect/cli/Command"
import { common } from "../../flags/common.ts"
import * as outputFlags from "../../flags/output.ts"
import * as queryFlags from "../../flags/query.ts"
import * as selectionFlags from "../../flags/selection.ts"
import { helpStrings } from "../../messages/strings.ts"

const help = helpStrings.commands.stats

const statsFlags = {
  name: queryFlags.statistic,
  from: selectionFlags.from,
  to: selectionFlags.to,
  last: selectionFlags.last,
  asOf: selectionFlags.asOf,
  at: selectionFlags.at,
  instance: selectionFlags.instances,
  chat: selectionFlags.chats,
  tz: selectionFlags.tz,
  people: queryFlags.people,
  roster: queryFlags.rosters,
  names: queryFlags.names,
  dataset: queryFlags.dataset,
  ...queryFlags.parts,
  ...queryFlags.engine,
  queries: queryFlags.queries,
  param: queryFlags.params,
  ...queryFlags.shape,
  format: outputFlags.statisticFormat,
  out: outputFlags.outFile,
  csvProfile: outputFlags.csvProfile,
  force: outputFlags.force,
  ...queryFlags.limits,
  ...common
}

export type StatsFlags = Command.Command.Config.Infer<typeof statsFlags>

export const statsCommand = Command.make("stats", statsFlags).pipe(
  Command.withDescription(help.about),
  Command.withExamples([
    {
      command: "chatledger stats poll_results --chat 120363041234567890@g.us",
      description: help.polls
    },
    {
      command: "chatledger stats activity_by_day --last 30d --tz Europe/Moscow",
      description: help.days
    },
    {
      command: "chatledger stats silent_members --roster club.xlsx --last 30d",
      description: help.silent
    }
  ])
)
