// chatledger sql: one query of the user, or a shell for many, in the sandbox.

import * as Command from "effect/cli/Command"
import { common } from "../../flags/common.ts"
import * as outputFlags from "../../flags/output.ts"
import * as queryFlags from "../../flags/query.ts"
import * as selectionFlags from "../../flags/selection.ts"
import { helpStrings } from "../../messages/strings.ts"

const help = helpStrings.commands.sql

const sqlFlags = {
  query: queryFlags.sql,
  file: queryFlags.file,
  param: queryFlags.params,
  asOf: selectionFlags.asOf,
  people: queryFlags.people,
  roster: queryFlags.rosters,
  names: queryFlags.names,
  dataset: queryFlags.dataset,
  ...queryFlags.engine,
  printPath: queryFlags.printPath,
  tz: selectionFlags.tz,
  format: outputFlags.answerFormat,
  out: outputFlags.outFile,
  csvProfile: outputFlags.csvProfile,
  force: outputFlags.force,
  unsafe: queryFlags.unsafe,
  history: queryFlags.history,
  ...queryFlags.limits,
  ...common
}

export type SqlFlags = Command.Command.Config.Infer<typeof sqlFlags>

export const sqlCommand = Command.make("sql", sqlFlags).pipe(
  Command.withDescription(help.about),
  Command.withExamples([
    { command: "chatledger sql", description: help.shell },
    {
      command:
        'chatledger sql "select sender_name, count(*) as n from messages group by all order by n desc limit 10"',
      description: help.most
    },
    {
      command: "chatledger sql --file question.sql --param chat=7900@c.us -o answer.xlsx",
      description: help.excel
    },
    {
      command: "chatledger sql --as-of 2026-01-31 'select * from reactions_as_of($as_of)'",
      description: help.moment
    },
    {
      command: "chatledger sql --print-path",
      description: help.path
    }
  ])
)
