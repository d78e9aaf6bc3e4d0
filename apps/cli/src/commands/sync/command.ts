// chatledger sync: fetches what is new in the journals of every configured instance into the archive.

import * as Command from "effect/cli/Command"
import { common } from "../../flags/common.ts"
import * as mediaFlags from "../../flags/media.ts"
import * as recordingFlags from "../../flags/recording.ts"
import * as selectionFlags from "../../flags/selection.ts"
import { helpStrings } from "../../messages/strings.ts"

const help = helpStrings.commands.sync

const syncFlags = {
  instance: selectionFlags.instances,
  tokenFile: recordingFlags.tokenFile,
  journal: recordingFlags.journals,
  minutes: recordingFlags.window,
  every: recordingFlags.every,
  shard: recordingFlags.shard,
  new: recordingFlags.anew,
  calls: recordingFlags.calls,
  heal: recordingFlags.heal,
  media: mediaFlags.media,
  ...common
}

export type SyncFlags = Command.Command.Config.Infer<typeof syncFlags>

export const syncCommand = Command.make("sync", syncFlags).pipe(
  Command.withDescription(help.about),
  Command.withExamples([
    { command: "chatledger sync", description: help.once },
    { command: "chatledger sync --every 5m", description: help.again }
  ])
)
