// Flags for what to leave out of shared files. Help and docs are generated from them.

import * as Flag from "effect/cli/Flag"
import { atHome } from "../configuration/paths.ts"
import { helpStrings } from "../messages/strings.ts"

export const pseudonymize = Flag.Boolean("pseudonymize").pipe(
  Flag.withDescription(helpStrings.flags.pseudonymize),
  Flag.withDefault(false)
)

export const keyFile = Flag.String("key-file").pipe(
  Flag.map(atHome),
  Flag.withDescription(helpStrings.flags.keyFile),
  Flag.withMetavar("FILE"),
  Flag.optional
)

export const texts = Flag.Literals("texts", ["drop", "blank", "keep"]).pipe(
  Flag.withDescription(helpStrings.flags.texts),
  Flag.optional
)

export const shareSafe = Flag.Boolean("share-safe").pipe(
  Flag.withDescription(helpStrings.flags.shareSafe),
  Flag.withDefault(false)
)
