// chatledger forget: one chat goes out of all snapshots.
import * as Command from "effect/cli/Command"
import * as flags from "../flags.ts"
import { commandWords } from "../wording/commands.ts"

const says = commandWords.forget

const forgetFlags = {
  chat: flags.chat,
  instance: flags.instances,
  roster: flags.rosters,
  execute: flags.execute,
  ...flags.common
}

export type ForgetFlags = Command.Command.Config.Infer<typeof forgetFlags>

export const forgetCommand = Command.make("forget", forgetFlags).pipe(
  Command.withDescription(says.about),
  Command.withExamples([
    { command: "chatledger forget --chat 79990000001@c.us", description: says.preview },
    {
      command: "chatledger forget --chat 79990000001@c.us --execute",
      description: says.execute
    }
  ])
)
