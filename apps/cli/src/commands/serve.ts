// chatledger serve: the archive as the journal API on this machine, and its tables for Excel.
import * as Command from "effect/cli/Command"
import * as flags from "../flags.ts"

const serveFlags = {
  host: flags.host,
  port: flags.port,
  now: flags.now,
  tz: flags.tz,
  csvProfile: flags.csvProfile,
  ...flags.common
}

export type ServeFlags = Command.Command.Config.Infer<typeof serveFlags>

export const serveCommand = Command.make("serve", serveFlags).pipe(
  Command.withDescription(
    "Serve the archive as GREEN-API's journal, for scripts and spreadsheets, and its tables for Excel"
  ),
  Command.withExamples([
    { command: "chatledger serve", description: "at http://127.0.0.1:7870, until Ctrl-C" },
    {
      command: "chatledger serve --now 2026-01-31T18:00",
      description: "as the journal was at that moment"
    }
  ])
)
