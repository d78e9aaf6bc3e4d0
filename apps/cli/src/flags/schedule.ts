// Flags of schedule. Help and docs are generated from them.
import * as Flag from "effect/cli/Flag"
import { atHome } from "../configuration/paths.ts"
import { helpStrings } from "../messages/strings.ts"
import { schedulers } from "../schedule/plan.ts"

const installed = ["systemd", "cron"] as const

export const print = Flag.Literals("print", schedulers).pipe(
  Flag.withDescription(helpStrings.flags.printSchedule),
  Flag.optional
)

export const install = Flag.Literals("install", installed).pipe(
  Flag.withDescription(helpStrings.flags.installSchedule),
  Flag.optional
)

export const remove = Flag.Literals("remove", installed).pipe(
  Flag.withDescription(helpStrings.flags.removeSchedule),
  Flag.optional
)

export const every = Flag.String("every").pipe(
  Flag.withDescription(helpStrings.flags.scheduleEvery),
  Flag.withMetavar("LENGTH"),
  Flag.withDefault("1h")
)

export const name = Flag.String("name").pipe(
  Flag.withDescription(helpStrings.flags.scheduleName),
  Flag.withMetavar("NAME"),
  Flag.withDefault("chatledger")
)

export const exports = Flag.String("export").pipe(
  Flag.withDescription(helpStrings.flags.scheduleExports),
  Flag.withMetavar("NAME"),
  Flag.atLeast(0)
)

const syncing = (name: string, text: string) =>
  Flag.Boolean(name).pipe(Flag.withDescription(text), Flag.withDefault(false))

export const media = syncing("media", helpStrings.flags.scheduleMedia)
export const heal = syncing("heal", helpStrings.flags.scheduleHeal)
export const calls = syncing("calls", helpStrings.flags.scheduleCalls)

export const syncOnly = Flag.Boolean("sync-only").pipe(
  Flag.withDescription(helpStrings.flags.syncOnly),
  Flag.withDefault(false)
)

export const out = Flag.String("out").pipe(
  Flag.map(atHome),
  Flag.withAlias("o"),
  Flag.withDescription(helpStrings.flags.scheduleOut),
  Flag.withMetavar("FILE"),
  Flag.optional
)
