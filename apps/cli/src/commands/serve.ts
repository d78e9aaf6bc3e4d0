// chatledger serve: the archive as the journal API on this machine, with its report, tables, statistics and SQL.
import * as Command from "effect/cli/Command"
import * as flags from "../flags.ts"

const serveFlags = {
  host: flags.host,
  port: flags.port,
  now: flags.now,
  tz: flags.tz,
  csvProfile: flags.csvProfile,
  rotateToken: flags.rotateToken,
  ...flags.limits,
  ...flags.common
}

export type ServeFlags = Command.Command.Config.Infer<typeof serveFlags>

export const serveCommand = Command.make("serve", serveFlags).pipe(
  Command.withDescription(
    "Serve the archive on this machine: as GREEN-API's journal, and its report, tables, statistics and SQL"
  ),
  Command.withExamples([
    { command: "chatledger serve", description: "at http://127.0.0.1:7870, until Ctrl-C" },
    {
      command: "chatledger serve --now 2026-01-31T18:00",
      description: "as the journal was at that moment"
    },
    {
      command: "chatledger serve --rotate-token",
      description: "with a new token; the one before opens nothing any more"
    }
  ])
)
