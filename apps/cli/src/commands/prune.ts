// chatledger prune: old snapshots go.
import * as Command from "effect/cli/Command"
import * as flags from "../flags.ts"

const pruneFlags = {
  before: flags.before,
  instance: flags.instances,
  execute: flags.execute,
  tz: flags.tzOfDates,
  ...flags.common
}

export type PruneFlags = Command.Command.Config.Infer<typeof pruneFlags>

export const pruneCommand = Command.make("prune", pruneFlags).pipe(
  Command.withDescription(
    "Remove the snapshots that were asked for before a time; a preview without --execute"
  ),
  Command.withExamples([
    {
      command: "chatledger prune --before 2024-01-01",
      description: "what would go, and which time nothing covers then"
    },
    { command: "chatledger prune --before 2024-01-01 --execute", description: "removes it, for good" }
  ])
)
