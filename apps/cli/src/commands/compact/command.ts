// chatledger compact: combines many small snapshots into one file per day.

import * as Command from "effect/cli/Command"
import { common } from "../../flags/common.ts"
import * as maintenanceFlags from "../../flags/maintenance.ts"
import * as selectionFlags from "../../flags/selection.ts"
import { helpStrings } from "../../messages/strings.ts"

const help = helpStrings.commands.compact

const compactFlags = { instance: selectionFlags.instances, removeNow: maintenanceFlags.removeNow, ...common }

export type CompactFlags = Command.Command.Config.Infer<typeof compactFlags>

export const compactCommand = Command.make("compact", compactFlags).pipe(
  Command.withDescription(help.about),
  Command.withExamples([
    {
      command: "chatledger compact",
      description: help.nightly
    }
  ])
)
