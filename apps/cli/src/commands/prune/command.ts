// chatledger prune: old snapshots go.
import * as Command from "effect/cli/Command"
import { common } from "../../flags/common.ts"
import * as maintenanceFlags from "../../flags/maintenance.ts"
import * as selectionFlags from "../../flags/selection.ts"
import { commandWords } from "../../messages/commands.ts"

const says = commandWords.prune

const pruneFlags = {
  before: maintenanceFlags.before,
  instance: selectionFlags.instances,
  execute: maintenanceFlags.execute,
  tz: selectionFlags.tzOfDates,
  ...common
}

export type PruneFlags = Command.Command.Config.Infer<typeof pruneFlags>

export const pruneCommand = Command.make("prune", pruneFlags).pipe(
  Command.withDescription(says.about),
  Command.withExamples([
    {
      command: "chatledger prune --before 2024-01-01",
      description: says.preview
    },
    { command: "chatledger prune --before 2024-01-01 --execute", description: says.execute }
  ])
)
