// chatledger transcript: readable chats, one file each, as HTML, Markdown or plain text.
import * as Command from "effect/cli/Command"
import { common } from "../../flags/common.ts"
import * as mediaFlags from "../../flags/media.ts"
import * as outputFlags from "../../flags/output.ts"
import * as privacyFlags from "../../flags/privacy.ts"
import * as queryFlags from "../../flags/query.ts"
import * as selectionFlags from "../../flags/selection.ts"
import { helpStrings } from "../../messages/strings.ts"

const help = helpStrings.commands.transcript

const transcriptFlags = {
  format: outputFlags.transcriptFormat,
  out: outputFlags.transcriptPlace,
  from: selectionFlags.from,
  to: selectionFlags.to,
  last: selectionFlags.last,
  instance: selectionFlags.instances,
  chat: selectionFlags.chats,
  tz: selectionFlags.tz,
  people: queryFlags.people,
  roster: queryFlags.rosters,
  names: queryFlags.names,
  thumbnails: outputFlags.previews,
  media: mediaFlags.transcriptFolder,
  pseudonymize: privacyFlags.pseudonymize,
  keyFile: privacyFlags.keyFile,
  texts: privacyFlags.texts,
  force: outputFlags.force,
  ...common
}

export type TranscriptFlags = Command.Command.Config.Infer<typeof transcriptFlags>

export const transcriptCommand = Command.make("transcript", transcriptFlags).pipe(
  Command.withDescription(help.about),
  Command.withExamples([
    { command: "chatledger transcript", description: help.all },
    { command: 'chatledger transcript --chat "book club" --last 30d -o club.html', description: help.one },
    { command: "chatledger transcript --chat 79000000045 --format txt -o -", description: help.text }
  ])
)
