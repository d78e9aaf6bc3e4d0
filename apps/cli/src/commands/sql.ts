// chatledger sql: one query of the user's, or a shell for many, through the locked door.
import * as Command from "effect/cli/Command"
import * as flags from "../flags.ts"
import { commandWords } from "../wording/commands.ts"

const says = commandWords.sql

const sqlFlags = {
  query: flags.sql,
  file: flags.file,
  param: flags.params,
  asOf: flags.asOf,
  people: flags.people,
  roster: flags.rosters,
  names: flags.names,
  printPath: flags.printPath,
  tz: flags.tz,
  format: flags.answerFormat,
  out: flags.outFile,
  csvProfile: flags.csvProfile,
  force: flags.force,
  unsafe: flags.unsafe,
  history: flags.history,
  ...flags.limits,
  ...flags.common
}

export type SqlFlags = Command.Command.Config.Infer<typeof sqlFlags>

export const sqlCommand = Command.make("sql", sqlFlags).pipe(
  Command.withDescription(says.about),
  Command.withExamples([
    { command: "chatledger sql", description: says.shell },
    {
      command:
        'chatledger sql "select sender_name, count(*) as n from messages group by all order by n desc limit 10"',
      description: says.most
    },
    {
      command: "chatledger sql --file question.sql --param chat=7900@c.us -o answer.xlsx",
      description: says.excel
    },
    {
      command: "chatledger sql --as-of 2026-01-31 'select * from reactions_as_of($as_of)'",
      description: says.moment
    },
    {
      command: "chatledger sql --print-path",
      description: says.path
    }
  ])
)
