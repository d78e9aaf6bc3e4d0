// chatledger report: one self-contained HTML file to look at.

import * as Command from "effect/cli/Command"
import { common } from "../../flags/common.ts"
import * as mediaFlags from "../../flags/media.ts"
import * as outputFlags from "../../flags/output.ts"
import * as privacyFlags from "../../flags/privacy.ts"
import * as queryFlags from "../../flags/query.ts"
import * as selectionFlags from "../../flags/selection.ts"
import { helpStrings } from "../../messages/strings.ts"

const help = helpStrings.commands.report

const reportFlags = {
  out: outputFlags.reportFile,
  from: selectionFlags.from,
  to: selectionFlags.to,
  last: selectionFlags.last,
  instance: selectionFlags.instances,
  chat: selectionFlags.chats,
  tz: selectionFlags.tz,
  people: queryFlags.people,
  roster: queryFlags.rosters,
  names: queryFlags.names,
  transcripts: outputFlags.reportTranscripts,
  media: mediaFlags.reportFolder,
  shareSafe: privacyFlags.shareSafe,
  force: outputFlags.force,
  ...common
}

export type ReportFlags = Command.Command.Config.Infer<typeof reportFlags>

export const reportCommand = Command.make("report", reportFlags).pipe(
  Command.withDescription(help.about),
  Command.withExamples([
    {
      command: "chatledger report --last 90d --locale ru -o report.html",
      description: help.months
    },
    {
      command: "chatledger report --share-safe",
      description: help.safe
    }
  ])
)
