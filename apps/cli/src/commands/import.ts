// chatledger import: saved replies into the archive.
import * as Command from "effect/cli/Command"
import * as flags from "../flags.ts"
import { commandWords } from "../wording/commands.ts"

const says = commandWords.import

const importFlags = {
  path: flags.paths,
  instance: flags.instance,
  journal: flags.journal,
  requestedAt: flags.requestedAt,
  minutes: flags.minutes,
  tz: flags.tzOfDates,
  ...flags.common
}

export type ImportFlags = Command.Command.Config.Infer<typeof importFlags>

export const importCommand = Command.make("import", importFlags).pipe(
  Command.withDescription(says.about),
  Command.withExamples([
    {
      command: "chatledger import replies/ --instance 1101000001",
      description: says.folder
    },
    {
      command: "chatledger import today.json.gz --instance 1101000001 --requested-at mtime --minutes 1440",
      description: says.one
    }
  ])
)
