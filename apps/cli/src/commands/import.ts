// chatledger import: saved replies into the archive.
import * as Command from "effect/cli/Command"
import * as flags from "../flags.ts"

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
  Command.withDescription("Bring saved replies of a journal into the archive"),
  Command.withExamples([
    {
      command: "chatledger import replies/ --instance 1101000001",
      description: "every saved reply in a folder"
    },
    {
      command: "chatledger import today.json.gz --instance 1101000001 --requested-at mtime --minutes 1440",
      description: "one reply, asked for when its file was written, covering a day"
    }
  ])
)
