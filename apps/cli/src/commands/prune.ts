// chatledger prune: old snapshots go.
import * as Command from "effect/cli/Command"
import * as flags from "../flags.ts"
import { commandWords } from "../wording/commands.ts"

const says = commandWords.prune

const pruneFlags = {
  before: flags.before,
  instance: flags.instances,
  execute: flags.execute,
  tz: flags.tzOfDates,
  ...flags.common
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
