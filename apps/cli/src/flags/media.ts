// Flags for media files: media, sync. Help and docs are generated from them.
import * as Argument from "effect/cli/Argument"
import * as Flag from "effect/cli/Flag"
import { atHome } from "../configuration/paths.ts"
import { helpStrings } from "../messages/strings.ts"

export const action = Argument.Literals("action", ["fetch", "gaps"]).pipe(
  Argument.withDescription(helpStrings.flags.mediaAction)
)

export const media = Flag.Boolean("media").pipe(
  Flag.withDescription(helpStrings.flags.media),
  Flag.withDefault(false)
)

const folderFor = (text: string) =>
  Flag.String("media").pipe(
    Flag.map(atHome),
    Flag.withDescription(text),
    Flag.withMetavar("DIR"),
    Flag.optional
  )

export const folder = folderFor(helpStrings.flags.mediaFolder)
export const transcriptFolder = folderFor(helpStrings.flags.mediaTranscriptFolder)
export const reportFolder = folderFor(helpStrings.flags.mediaReportFolder)

export const kinds = Flag.String("kind").pipe(
  Flag.withDescription(helpStrings.flags.mediaKinds),
  Flag.withMetavar("KIND"),
  Flag.atLeast(0)
)

const size = (name: string, text: string) =>
  Flag.String(name).pipe(Flag.withDescription(text), Flag.withMetavar("SIZE"), Flag.optional)

export const maxFileSize = size("max-file-size", helpStrings.flags.maxFileSize)
export const maxRunSize = size("max-run-size", helpStrings.flags.maxRunSize)

export const again = Flag.Boolean("again").pipe(
  Flag.withDescription(helpStrings.flags.mediaAgain),
  Flag.withDefault(false)
)
