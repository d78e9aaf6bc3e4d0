// chatledger search: messages and names by words, in any of their forms.
import * as Command from "effect/cli/Command"
import { common } from "../../flags/common.ts"
import * as outputFlags from "../../flags/output.ts"
import * as queryFlags from "../../flags/query.ts"
import * as selectionFlags from "../../flags/selection.ts"
import { helpStrings } from "../../messages/strings.ts"

const help = helpStrings.commands.search

const searchFlags = {
  text: queryFlags.searchText,
  from: selectionFlags.from,
  to: selectionFlags.to,
  last: selectionFlags.last,
  instance: selectionFlags.instances,
  chat: selectionFlags.chats,
  sender: selectionFlags.senders,
  tz: selectionFlags.tz,
  people: queryFlags.people,
  roster: queryFlags.rosters,
  names: queryFlags.names,
  context: outputFlags.around,
  limit: outputFlags.most,
  transcripts: outputFlags.transcripts,
  format: outputFlags.answerFormat,
  out: outputFlags.outFile,
  csvProfile: outputFlags.csvProfile,
  force: outputFlags.force,
  ...common
}

export type SearchFlags = Command.Command.Config.Infer<typeof searchFlags>

export const searchCommand = Command.make("search", searchFlags).pipe(
  Command.withDescription(help.about),
  Command.withExamples([
    { command: "chatledger search meeting lift", description: help.words },
    { command: `chatledger search '"new lift"' --context 1`, description: help.phrase },
    { command: "chatledger search 'order*' --sender vera --last 30d -o orders.csv", description: help.month }
  ])
)
