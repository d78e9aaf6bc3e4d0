// chatledger status: what the archive holds, per instance and journal.
import * as Command from "effect/cli/Command"
import * as flags from "../flags.ts"

const statusFlags = { format: flags.listFormat, tz: flags.tz, ...flags.common }

export type StatusFlags = Command.Command.Config.Infer<typeof statusFlags>

export const statusCommand = Command.make("status", statusFlags).pipe(
  Command.withDescription(
    "What the archive holds: snapshots, messages, gaps and issues per instance and journal"
  )
)
