// chatledger serve: the archive as the journal API on this machine, with its report, tables, statistics and SQL.
import * as Command from "effect/cli/Command"
import * as flags from "../flags.ts"
import { commandWords } from "../wording/commands.ts"

const says = commandWords.serve

const serveFlags = {
  host: flags.host,
  port: flags.port,
  now: flags.now,
  tz: flags.tz,
  csvProfile: flags.csvProfile,
  names: flags.names,
  rotateToken: flags.rotateToken,
  ...flags.limits,
  ...flags.common
}

export type ServeFlags = Command.Command.Config.Infer<typeof serveFlags>

export const serveCommand = Command.make("serve", serveFlags).pipe(
  Command.withDescription(says.about),
  Command.withExamples([
    { command: "chatledger serve", description: says.start },
    {
      command: "chatledger serve --now 2026-01-31T18:00",
      description: says.moment
    },
    {
      command: "chatledger serve --rotate-token",
      description: says.rotate
    }
  ])
)
