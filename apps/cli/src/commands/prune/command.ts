// chatledger prune: removes old snapshots.

import * as Command from "effect/cli/Command"
import { common } from "../../flags/common.ts"
import * as maintenanceFlags from "../../flags/maintenance.ts"
import * as selectionFlags from "../../flags/selection.ts"
import { helpStrings } from "../../messages/strings.ts"

const help = helpStrings.commands.prune

const pruneFlags = {
  before: maintenanceFlags.before,
  instance: selectionFlags.instances,
  execute: maintenanceFlags.execute,
  tz: selectionFlags.tzOfDates,
  ...common
}

export type PruneFlags = Command.Command.Config.Infer<typeof pruneFlags>

export const pruneCommand = Command.make("prune", pruneFlags).pipe(
  Command.withDescription(help.about),
  Command.withExamples([
    {
      command: "chatledger prune --before 2024-01-01",
      description: help.preview
    },
    { command: "chatledger prune --before 2024-01-01 --execute", description: help.execute }
  ])
)
