// chatledger forget: removes one chat from all snapshots.

import * as Command from "effect/cli/Command"
import { common } from "../../flags/common.ts"
import * as maintenanceFlags from "../../flags/maintenance.ts"
import * as queryFlags from "../../flags/query.ts"
import * as selectionFlags from "../../flags/selection.ts"
import { helpStrings } from "../../messages/strings.ts"

const help = helpStrings.commands.forget

const forgetFlags = {
  chat: maintenanceFlags.chat,
  instance: selectionFlags.instances,
  roster: queryFlags.rosters,
  execute: maintenanceFlags.execute,
  ...common
}

export type ForgetFlags = Command.Command.Config.Infer<typeof forgetFlags>

export const forgetCommand = Command.make("forget", forgetFlags).pipe(
  Command.withDescription(help.about),
  Command.withExamples([
    { command: "chatledger forget --chat 79990000001@c.us", description: help.preview },
    {
      command: "chatledger forget --chat 79990000001@c.us --execute",
      description: help.execute
    }
  ])
)
