// Flags of init. Help and docs are generated from them.
import * as Flag from "effect/cli/Flag"
import { atHome } from "../configuration/paths.ts"
import { helpStrings } from "../messages/strings.ts"

const text = (name: string, description: string, metavar: string) =>
  Flag.String(name).pipe(Flag.withDescription(description), Flag.withMetavar(metavar), Flag.optional)

/** Asked at a terminal unless given. */
const offer = (name: string, description: string) =>
  Flag.Boolean(name).pipe(Flag.withDescription(description), Flag.optional)

export const instance = text("instance", helpStrings.flags.initInstance, "ID")

export const apiUrl = text("api-url", helpStrings.flags.initApiUrl, "URL")

export const tokenFile = Flag.String("token-file").pipe(
  Flag.map(atHome),
  Flag.withDescription(helpStrings.flags.initTokenFile),
  Flag.withMetavar("FILE"),
  Flag.optional
)

export const name = text("name", helpStrings.flags.initName, "NAME")

export const fix = offer("fix", helpStrings.flags.initFix)

export const sync = offer("sync", helpStrings.flags.initSync)

export const schedule = Flag.Literals("schedule", ["systemd", "cron", "windows", "none"]).pipe(
  Flag.withDescription(helpStrings.flags.initSchedule),
  Flag.optional
)

export const yes = Flag.Boolean("yes").pipe(
  Flag.withAlias("y"),
  Flag.withDescription(helpStrings.flags.initYes),
  Flag.withDefault(false)
)
