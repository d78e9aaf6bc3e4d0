// Flags of serve. Help and docs are generated from them.

import * as Flag from "effect/cli/Flag"
import { helpStrings } from "../messages/strings.ts"

export const host = Flag.String("host").pipe(
  Flag.withDescription(helpStrings.flags.host),
  Flag.withMetavar("HOST"),
  Flag.withDefault("127.0.0.1")
)

export const port = Flag.Int("port").pipe(
  Flag.withDescription(helpStrings.flags.port),
  Flag.withMetavar("N"),
  Flag.withDefault(7870)
)

export const now = Flag.String("now").pipe(
  Flag.withDescription(helpStrings.flags.now),
  Flag.withMetavar("T"),
  Flag.optional
)

export const rotateToken = Flag.Boolean("rotate-token").pipe(
  Flag.withDescription(helpStrings.flags.rotateToken),
  Flag.withDefault(false)
)
