// chatledger export: tables, or the answer to a query, as Parquet, CSV and XLSX, several formats in one run.

import * as Command from "effect/cli/Command"
import { common } from "../../flags/common.ts"
import * as mediaFlags from "../../flags/media.ts"
import * as outputFlags from "../../flags/output.ts"
import * as privacyFlags from "../../flags/privacy.ts"
import * as queryFlags from "../../flags/query.ts"
import * as selectionFlags from "../../flags/selection.ts"
import { helpStrings } from "../../messages/strings.ts"

const help = helpStrings.commands.export

const exportFlags = {
  named: outputFlags.namedExport,
  format: outputFlags.exportFormats,
  out: outputFlags.out,
  table: outputFlags.tables,
  query: queryFlags.query,
  name: outputFlags.name,
  param: queryFlags.params,
  from: selectionFlags.from,
  to: selectionFlags.to,
  last: selectionFlags.last,
  instance: selectionFlags.instances,
  chat: selectionFlags.chats,
  type: selectionFlags.types,
  tz: selectionFlags.tz,
  people: queryFlags.people,
  roster: queryFlags.rosters,
  names: queryFlags.names,
  csvProfile: outputFlags.csvProfile,
  preset: outputFlags.preset,
  compression: outputFlags.compression,
  sheets: outputFlags.sheets,
  newestFirst: outputFlags.newestFirst,
  thumbnails: outputFlags.thumbnails,
  media: mediaFlags.folder,
  partition: outputFlags.partition,
  pseudonymize: privacyFlags.pseudonymize,
  keyFile: privacyFlags.keyFile,
  texts: privacyFlags.texts,
  retention: outputFlags.retention,
  ddl: outputFlags.ddl,
  force: outputFlags.force,
  ...queryFlags.limits,
  ...common
}

export type ExportFlags = Command.Command.Config.Infer<typeof exportFlags>

export const exportCommand = Command.make("export", exportFlags).pipe(
  Command.withDescription(help.about),
  Command.withExamples([
    { command: "chatledger export", description: help.all },
    { command: "chatledger export weekly", description: help.named },
    {
      command: "chatledger export --csv-profile excel-ru --table messages --last 30d -o messages.csv",
      description: help.month
    },
    {
      command: "chatledger export --names names.csv",
      description: help.names
    },
    {
      command: "chatledger export --pseudonymize --key-file chatledger.key --format csv",
      description: help.tokens
    }
  ])
)
