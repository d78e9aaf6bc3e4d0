// Flags of what changes the archive: compact, prune, forget. Help and docs are made of these.
import * as Flag from "effect/cli/Flag"
import { flagWords as says } from "../messages/flags.ts"

export const removeNow = Flag.Boolean("remove-now").pipe(
  Flag.withDescription(says.removeNow),
  Flag.withDefault(false)
)

export const before = Flag.String("before").pipe(Flag.withDescription(says.before), Flag.withMetavar("T"))

export const execute = Flag.Boolean("execute").pipe(
  Flag.withDescription(says.execute),
  Flag.withDefault(false)
)

export const chat = Flag.String("chat").pipe(Flag.withDescription(says.chat), Flag.withMetavar("ID"))
