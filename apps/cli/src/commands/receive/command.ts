// chatledger receive: an endpoint for webhooks that stores each notification before it replies.

import * as Command from "effect/cli/Command"
import { common } from "../../flags/common.ts"
import * as receivingFlags from "../../flags/receiving.ts"
import { helpStrings } from "../../messages/strings.ts"

const help = helpStrings.commands.receive

const receiveFlags = {
  instance: receivingFlags.instances,
  host: receivingFlags.host,
  port: receivingFlags.port,
  authorizationFile: receivingFlags.authorizationFile,
  maxSize: receivingFlags.maxSize,
  consumeQueue: receivingFlags.consumeQueue,
  ...common
}

export type ReceiveFlags = Command.Command.Config.Infer<typeof receiveFlags>

export const receiveCommand = Command.make("receive", receiveFlags).pipe(
  Command.withDescription(help.about),
  Command.withExamples([
    {
      command: "chatledger receive --authorization-file webhook-token",
      description: help.start
    },
    {
      command: "chatledger receive --consume-queue",
      description: help.queue
    }
  ])
)
