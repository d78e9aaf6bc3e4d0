// chatledger status: what the archive holds, per instance and journal, and whether its time is covered.
import * as Command from "effect/cli/Command"
import * as flags from "../flags.ts"
import { commandWords } from "../wording/commands.ts"
import { statusColumns } from "../wording/status-columns.ts"

const says = commandWords.status

const statusFlags = { format: flags.listFormat, maxAge: flags.maxAge, tz: flags.tz, ...flags.common }

export type StatusFlags = Command.Command.Config.Infer<typeof statusFlags>

const width = Math.max(...Object.keys(statusColumns).map((name) => name.length))
const list = Object.entries(statusColumns).map(([name, meaning]) => `  ${name.padEnd(width)}  ${meaning}`)

export const statusCommand = Command.make("status", statusFlags).pipe(
  Command.withShortDescription(says.short),
  Command.withDescription(`${says.about}\n\n${list.join("\n")}`)
)
