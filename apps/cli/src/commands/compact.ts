// chatledger compact: many small snapshots become one file a day.
import * as Command from "effect/cli/Command"
import * as flags from "../flags.ts"
import { commandWords } from "../wording/commands.ts"

const says = commandWords.compact

const compactFlags = { instance: flags.instances, removeNow: flags.removeNow, ...flags.common }

export type CompactFlags = Command.Command.Config.Infer<typeof compactFlags>

export const compactCommand = Command.make("compact", compactFlags).pipe(
  Command.withDescription(says.about),
  Command.withExamples([
    {
      command: "chatledger compact",
      description: says.nightly
    }
  ])
)
