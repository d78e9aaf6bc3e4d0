// Flags of what is left out, to give files away. Help and docs are made of these.
import * as Flag from "effect/cli/Flag"
import { atHome } from "../configuration/paths.ts"
import { flagWords as says } from "../messages/flags.ts"

export const pseudonymize = Flag.Boolean("pseudonymize").pipe(
  Flag.withDescription(says.pseudonymize),
  Flag.withDefault(false)
)

export const keyFile = Flag.String("key-file").pipe(
  Flag.map(atHome),
  Flag.withDescription(says.keyFile),
  Flag.withMetavar("FILE"),
  Flag.optional
)

export const texts = Flag.Literals("texts", ["drop", "blank", "keep"]).pipe(
  Flag.withDescription(says.texts),
  Flag.optional
)

export const shareSafe = Flag.Boolean("share-safe").pipe(
  Flag.withDescription(says.shareSafe),
  Flag.withDefault(false)
)
