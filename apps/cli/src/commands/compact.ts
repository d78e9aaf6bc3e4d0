// chatledger compact: many small snapshots become one file a day.
import * as Command from "effect/cli/Command"
import * as flags from "../flags.ts"

const compactFlags = { instance: flags.instances, removeNow: flags.removeNow, ...flags.common }

export type CompactFlags = Command.Command.Config.Infer<typeof compactFlags>

export const compactCommand = Command.make("compact", compactFlags).pipe(
  Command.withDescription("Pack the snapshots of every day that is over into one file, bit for bit"),
  Command.withExamples([
    {
      command: "chatledger compact",
      description: "every night by cron: loose files go a day after they were packed"
    }
  ])
)
