// chatledger import: adds saved replies to the archive.

import * as Command from "effect/cli/Command"
import { common } from "../../flags/common.ts"
import * as recordingFlags from "../../flags/recording.ts"
import { helpStrings } from "../../messages/strings.ts"

const help = helpStrings.commands.import

const importFlags = {
  path: recordingFlags.paths,
  instance: recordingFlags.instance,
  journal: recordingFlags.journal,
  requestedAt: recordingFlags.requestedAt,
  minutes: recordingFlags.minutes,
  tz: recordingFlags.tz,
  chat: recordingFlags.chat,
  dateOrder: recordingFlags.dateOrder,
  ...common
}

export type ImportFlags = Command.Command.Config.Infer<typeof importFlags>

export const importCommand = Command.make("import", importFlags).pipe(
  Command.withDescription(help.about),
  Command.withExamples([
    {
      command: "chatledger import replies/ --instance 1101000001",
      description: help.folder
    },
    {
      command: "chatledger import today.json.gz --instance 1101000001 --requested-at mtime --minutes 1440",
      description: help.one
    },
    {
      command: "chatledger import chat.zip --instance 1101000001 --chat 79001234567@c.us --tz Europe/Moscow",
      description: help.phone
    }
  ])
)
