// Flags of commands that change the archive: compact, prune, forget. Help and docs are generated from them.

import * as Flag from "effect/cli/Flag"
import { helpStrings } from "../messages/strings.ts"

export const removeNow = Flag.Boolean("remove-now").pipe(
  Flag.withDescription(helpStrings.flags.removeNow),
  Flag.withDefault(false)
)

export const before = Flag.String("before").pipe(
  Flag.withDescription(helpStrings.flags.before),
  Flag.withMetavar("T")
)

export const execute = Flag.Boolean("execute").pipe(
  Flag.withDescription(helpStrings.flags.execute),
  Flag.withDefault(false)
)

export const chat = Flag.String("chat").pipe(
  Flag.withDescription(helpStrings.flags.chat),
  Flag.withMetavar("ID")
)
