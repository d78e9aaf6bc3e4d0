// Flags that every command has. Help and docs are made of these.
import * as Flag from "effect/cli/Flag"
import * as GlobalFlag from "effect/cli/GlobalFlag"
import { atHome } from "../configuration/paths.ts"
import { flagWords as says } from "../messages/flags.ts"

export const archive = Flag.String("archive").pipe(
  Flag.map(atHome),
  Flag.withDescription(says.archive),
  Flag.withMetavar("DIR"),
  Flag.optional
)

export const config = Flag.String("config").pipe(
  Flag.map(atHome),
  Flag.withDescription(says.config),
  Flag.withMetavar("FILE"),
  Flag.optional
)

export const cache = Flag.String("cache").pipe(
  Flag.map(atHome),
  Flag.withDescription(says.cache),
  Flag.withMetavar("DIR"),
  Flag.optional
)

export const wait = Flag.Boolean("wait").pipe(Flag.withDescription(says.wait), Flag.withDefault(false))

export const quiet = Flag.Boolean("quiet").pipe(Flag.withDescription(says.quiet), Flag.withDefault(false))

export const logFormat = Flag.Literals("log-format", ["text", "json"]).pipe(
  Flag.withDescription(says.logFormat),
  Flag.withDefault("text")
)

export const progress = Flag.Boolean("progress").pipe(
  Flag.withDescription(says.progress),
  Flag.withDefault(true)
)

/** Of the whole program, before or after the command; what it says is read by `wording/language.ts`, before flags are. */
export const locale = GlobalFlag.Setting("locale")({
  flag: Flag.Literals("locale", ["en", "ru"]).pipe(
    Flag.withDescription(says.locale),
    Flag.withMetavar("<en|ru>"),
    Flag.optional
  )
})

/** Flags that every command has. */
export const common = { archive, config, cache, wait, quiet, logFormat, progress }
