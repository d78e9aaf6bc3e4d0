// The content and destination of transcripts: the flags of `chatledger transcript`, checked against each other.
//
// The format is the requested one, or the file's extension, or HTML. A path with a format's extension is a
// file, unless a folder with that name exists; any other path is a folder.
import * as NodePath from "node:path"
import { type TranscriptFormat, transcriptFormats } from "@chatledger/analytics/internal"
import * as Effect from "effect/Effect"
import * as FileSystem from "effect/FileSystem"
import * as Option from "effect/Option"
import { WrongUsage } from "../../failures/exit.ts"
import { strings } from "../../messages/strings.ts"
import { checkPath } from "../../output/destination.ts"
import { isOwnFile } from "../../output/own-files.ts"
import { namingIn } from "../../tables/naming.ts"
import { periodOf } from "../../tables/period.ts"
import { pseudonymsOf } from "../../tables/pseudonyms.ts"
import type { TranscriptFlags } from "./command.ts"

const DEFAULT_FOLDER = "./chatledger-transcripts"

const isFormat = (name: string): name is TranscriptFormat =>
  transcriptFormats.some((format) => format === name)

const otherEndings = /^(htm|pdf|docx?|xlsx|csv|json|zip)$/

/** Reads the flags; fails with `WrongUsage`, `OutputExists` and `KeyUnusable`. */
export const transcriptPlan = Effect.fnUntraced(function* (given: TranscriptFlags) {
  const fs = yield* FileSystem.FileSystem
  if (Option.isSome(given.media) && given.pseudonymize)
    return yield* new WrongUsage({ reason: strings.media.withTokens })
  const out = Option.getOrElse(given.out, () => DEFAULT_FOLDER)
  if (out === "") return yield* new WrongUsage({ reason: strings.transcripts.outEmpty })
  const ending = NodePath.extname(out).slice(1).toLowerCase()
  const found = yield* Effect.option(fs.stat(out))
  const isFolder = /[\\/]$/.test(out) || Option.getOrUndefined(found)?.type === "Directory"
  const isFile = out === "-" || (!isFolder && isFormat(ending))
  const usual = isFile && isFormat(ending) ? ending : "html"
  const format = Option.getOrElse(given.format, () => usual)
  if (isFile && out !== "-" && format !== ending)
    return yield* new WrongUsage({ reason: strings.transcripts.outEnding(out, format) })
  if (!isFile && Option.isNone(found) && otherEndings.test(ending))
    return yield* new WrongUsage({ reason: strings.transcripts.outOther(out, transcriptFormats.join(", ")) })
  if (isFile && out !== "-") yield* checkPath(out, given.force ? Effect.succeed(true) : isOwnFile(given, out))
  return {
    format,
    out,
    isFile,
    pseudonyms: yield* pseudonymsOf(given),
    period: yield* periodOf(given),
    naming: yield* namingIn(given)
  }
})

export type TranscriptPlan = Effect.Success<ReturnType<typeof transcriptPlan>>
