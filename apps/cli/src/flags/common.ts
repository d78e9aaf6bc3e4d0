// Flags of every command. Help and docs are generated from them.

import * as Flag from "effect/cli/Flag"
import * as GlobalFlag from "effect/cli/GlobalFlag"
import { atHome } from "../configuration/paths.ts"
import { helpStrings, locales } from "../messages/strings.ts"

export const archive = Flag.String("archive").pipe(
  Flag.map(atHome),
  Flag.withDescription(helpStrings.flags.archive),
  Flag.withMetavar("DIR"),
  Flag.optional
)

export const config = Flag.String("config").pipe(
  Flag.map(atHome),
  Flag.withDescription(helpStrings.flags.config),
  Flag.withMetavar("FILE"),
  Flag.optional
)

export const cache = Flag.String("cache").pipe(
  Flag.map(atHome),
  Flag.withDescription(helpStrings.flags.cache),
  Flag.withMetavar("DIR"),
  Flag.optional
)

export const wait = Flag.Boolean("wait").pipe(
  Flag.withDescription(helpStrings.flags.wait),
  Flag.withDefault(false)
)

export const strict = Flag.Boolean("strict").pipe(
  Flag.withDescription(helpStrings.flags.strict),
  Flag.withDefault(false)
)

export const quiet = Flag.Boolean("quiet").pipe(
  Flag.withDescription(helpStrings.flags.quiet),
  Flag.withDefault(false)
)

export const logFormat = Flag.Literals("log-format", ["text", "json"]).pipe(
  Flag.withDescription(helpStrings.flags.logFormat),
  Flag.withDefault("text")
)

export const progress = Flag.Boolean("progress").pipe(
  Flag.withDescription(helpStrings.flags.progress),
  Flag.withDefault(true)
)

/** A global flag, before or after the command; `messages/strings.ts` reads it before the flags are parsed. */
export const locale = GlobalFlag.Setting("locale")({
  flag: Flag.Literals("locale", locales).pipe(
    Flag.withDescription(helpStrings.flags.locale),
    Flag.withMetavar(`<${locales.join("|")}>`),
    Flag.optional
  )
})

/** Flags of every command. */
export const common = { archive, config, cache, wait, strict, quiet, logFormat, progress }
