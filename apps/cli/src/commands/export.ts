// chatledger export: tables, or the answer to a query, as Parquet, CSV and XLSX, several formats in one run.
import * as Command from "effect/cli/Command"
import * as flags from "../flags.ts"
import { commandWords } from "../wording/commands.ts"

const says = commandWords.export

const exportFlags = {
  format: flags.exportFormats,
  out: flags.out,
  table: flags.tables,
  query: flags.query,
  name: flags.name,
  param: flags.params,
  from: flags.from,
  to: flags.to,
  last: flags.last,
  instance: flags.instances,
  chat: flags.chats,
  type: flags.types,
  tz: flags.tz,
  people: flags.people,
  roster: flags.rosters,
  names: flags.names,
  csvProfile: flags.csvProfile,
  thumbnails: flags.thumbnails,
  partition: flags.partition,
  pseudonymize: flags.pseudonymize,
  keyFile: flags.keyFile,
  texts: flags.texts,
  force: flags.force,
  ...flags.limits,
  ...flags.common
}

export type ExportFlags = Command.Command.Config.Infer<typeof exportFlags>

export const exportCommand = Command.make("export", exportFlags).pipe(
  Command.withDescription(says.about),
  Command.withExamples([
    { command: "chatledger export", description: says.all },
    {
      command: "chatledger export --csv-profile excel-ru --table messages --last 30d -o messages.csv",
      description: says.month
    },
    {
      command: "chatledger export --names names.csv",
      description: says.names
    },
    {
      command: "chatledger export --pseudonymize --key-file chatledger.key --format csv",
      description: says.tokens
    }
  ])
)
