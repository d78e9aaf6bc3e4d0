// The archive's path: command line, environment, configuration file, in that order.

import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import { WrongUsage } from "../failures/exit.ts"
import { variable } from "../invocation/variable.ts"
import { strings } from "../messages/strings.ts"
import { readGeneral } from "./config-file.ts"
import { atHome } from "./paths.ts"

const DEFAULT_ARCHIVE = "./chatledger-archive"

/** The flags that select the archive. */
export interface ArchiveFlags {
  readonly archive: Option.Option<string>
  readonly config: Option.Option<string>
}

/** A value and its source, for `chatledger doctor`. */
export interface Sourced<A> {
  readonly value: A
  readonly source: string
}

/** The archive's folder and its source: flag, then CHATLEDGER_ARCHIVE, then the configuration file, then the default. */
export const sourcedArchivePath = Effect.fnUntraced(function* (flags: ArchiveFlags) {
  if (Option.isSome(flags.archive)) {
    if (flags.archive.value === "")
      return yield* new WrongUsage({ reason: strings.configuration.archiveEmpty })
    return { value: flags.archive.value, source: "--archive" }
  }
  const fromEnvironment = variable("CHATLEDGER_ARCHIVE")
  if (fromEnvironment !== undefined) return { value: atHome(fromEnvironment), source: "CHATLEDGER_ARCHIVE" }
  const configuration = yield* readGeneral(flags.config)
  return configuration?.archive === undefined
    ? { value: DEFAULT_ARCHIVE, source: "default" }
    : { value: configuration.archive, source: configuration.path }
})

export const archivePath = (flags: ArchiveFlags) =>
  Effect.map(sourcedArchivePath(flags), ({ value }) => value)
