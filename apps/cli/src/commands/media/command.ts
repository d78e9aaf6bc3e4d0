// chatledger media: the files of messages.
import * as Command from "effect/cli/Command"
import { common } from "../../flags/common.ts"
import * as mediaFlags from "../../flags/media.ts"
import * as outputFlags from "../../flags/output.ts"
import * as queryFlags from "../../flags/query.ts"
import * as recordingFlags from "../../flags/recording.ts"
import * as selectionFlags from "../../flags/selection.ts"
import { helpStrings } from "../../messages/strings.ts"

const help = helpStrings.commands.media

const allFlags = {
  action: mediaFlags.action,
  instance: selectionFlags.instances,
  tokenFile: recordingFlags.tokenFile,
  kind: mediaFlags.kinds,
  maxFileSize: mediaFlags.maxFileSize,
  maxRunSize: mediaFlags.maxRunSize,
  again: mediaFlags.again,
  ...queryFlags.shape,
  format: outputFlags.answerFormat,
  out: outputFlags.outFile,
  csvProfile: outputFlags.csvProfile,
  force: outputFlags.force,
  tz: selectionFlags.tz,
  ...common
}

export type MediaCommandFlags = Command.Command.Config.Infer<typeof allFlags>

export const mediaCommand = Command.make("media", allFlags).pipe(
  Command.withDescription(help.about),
  Command.withExamples([
    { command: "chatledger media fetch", description: help.fetch },
    {
      command: "chatledger media fetch --kind image --kind audio --max-file-size 5MB",
      description: help.few
    },
    { command: "chatledger media gaps --sort sent_at:desc --limit 20", description: help.gaps }
  ])
)
