// chatledger sync: what is new in the journals of every configured instance, into the archive.
import * as Command from "effect/cli/Command"
import * as flags from "../flags.ts"
import { commandWords } from "../wording/commands.ts"

const says = commandWords.sync

const syncFlags = {
  instance: flags.instances,
  tokenFile: flags.tokenFile,
  journal: flags.journals,
  minutes: flags.window,
  every: flags.every,
  shard: flags.shard,
  new: flags.anew,
  ...flags.common
}

export type SyncFlags = Command.Command.Config.Infer<typeof syncFlags>

export const syncCommand = Command.make("sync", syncFlags).pipe(
  Command.withDescription(says.about),
  Command.withExamples([
    { command: "chatledger sync", description: says.once },
    { command: "chatledger sync --every 5m", description: says.again }
  ])
)
