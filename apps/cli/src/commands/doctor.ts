// chatledger doctor: can this account be recorded? State, settings, clock, disk, and every value with its source.
import * as Command from "effect/cli/Command"
import * as flags from "../flags.ts"
import { commandWords } from "../wording/commands.ts"

const says = commandWords.doctor

const doctorFlags = {
  instance: flags.instances,
  tokenFile: flags.tokenFile,
  fix: flags.fix,
  format: flags.findingsFormat,
  ...flags.common
}

export type DoctorFlags = Command.Command.Config.Infer<typeof doctorFlags>

export const doctorCommand = Command.make("doctor", doctorFlags).pipe(
  Command.withDescription(says.about),
  Command.withExamples([{ command: "chatledger doctor --fix", description: says.fix }])
)
