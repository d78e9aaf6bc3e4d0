// chatledger serve: the archive as the journal API on this machine, with its report, tables, statistics and SQL.

import * as Command from "effect/cli/Command"
import { common } from "../../flags/common.ts"
import * as outputFlags from "../../flags/output.ts"
import * as queryFlags from "../../flags/query.ts"
import * as selectionFlags from "../../flags/selection.ts"
import * as serverFlags from "../../flags/server.ts"
import { helpStrings } from "../../messages/strings.ts"

const help = helpStrings.commands.serve

const serveFlags = {
  host: serverFlags.host,
  port: serverFlags.port,
  now: serverFlags.now,
  tz: selectionFlags.tz,
  csvProfile: outputFlags.csvProfile,
  names: queryFlags.names,
  rotateToken: serverFlags.rotateToken,
  ...queryFlags.limits,
  ...common
}

export type ServeFlags = Command.Command.Config.Infer<typeof serveFlags>

export const serveCommand = Command.make("serve", serveFlags).pipe(
  Command.withDescription(help.about),
  Command.withExamples([
    { command: "chatledger serve", description: help.start },
    {
      command: "chatledger serve --now 2026-01-31T18:00",
      description: help.moment
    },
    {
      command: "chatledger serve --rotate-token",
      description: help.rotate
    }
  ])
)
