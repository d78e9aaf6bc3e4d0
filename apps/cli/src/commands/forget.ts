// chatledger forget: one chat goes out of all snapshots.
import * as Command from "effect/cli/Command"
import * as flags from "../flags.ts"

const forgetFlags = { chat: flags.chat, instance: flags.instances, execute: flags.execute, ...flags.common }

export type ForgetFlags = Command.Command.Config.Infer<typeof forgetFlags>

export const forgetCommand = Command.make("forget", forgetFlags).pipe(
  Command.withDescription("Take the records of one chat out of all snapshots; a preview without --execute"),
  Command.withExamples([
    { command: "chatledger forget --chat 79990000001@c.us", description: "how many records that would be" },
    {
      command: "chatledger forget --chat 79990000001@c.us --execute",
      description: "takes them out, for good"
    }
  ])
)
