// chatledger doctor: checks whether an account can be recorded: state, settings, clock, disk, and every value with its
// source.

import * as Command from "effect/cli/Command"
import { common } from "../../flags/common.ts"
import * as recordingFlags from "../../flags/recording.ts"
import * as selectionFlags from "../../flags/selection.ts"
import { helpStrings } from "../../messages/strings.ts"

const help = helpStrings.commands.doctor

const doctorFlags = {
  instance: selectionFlags.instances,
  tokenFile: recordingFlags.tokenFile,
  fix: recordingFlags.fix,
  format: recordingFlags.findingsFormat,
  ...common
}

export type DoctorFlags = Command.Command.Config.Infer<typeof doctorFlags>

export const doctorCommand = Command.make("doctor", doctorFlags).pipe(
  Command.withDescription(help.about),
  Command.withExamples([{ command: "chatledger doctor --fix", description: help.fix }])
)
