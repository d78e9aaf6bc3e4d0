// Flags of receive. Help and docs are generated from them.

import * as Flag from "effect/cli/Flag"
import { atHome } from "../configuration/paths.ts"
import { helpStrings } from "../messages/strings.ts"

export const instances = Flag.String("instance").pipe(
  Flag.withDescription(helpStrings.flags.receivedInstances),
  Flag.withMetavar("LIST"),
  Flag.optional
)

export const host = Flag.String("host").pipe(
  Flag.withDescription(helpStrings.flags.receiveHost),
  Flag.withMetavar("HOST"),
  Flag.withDefault("127.0.0.1")
)

export const port = Flag.Int("port").pipe(
  Flag.withDescription(helpStrings.flags.port),
  Flag.withMetavar("N"),
  Flag.withDefault(7871)
)

export const authorizationFile = Flag.String("authorization-file").pipe(
  Flag.map(atHome),
  Flag.withDescription(helpStrings.flags.authorizationFile),
  Flag.withMetavar("FILE"),
  Flag.optional
)

export const consumeQueue = Flag.Boolean("consume-queue").pipe(
  Flag.withDescription(helpStrings.flags.consumeQueue),
  Flag.withDefault(false)
)

export const maxSize = Flag.Int("max-size").pipe(
  Flag.withDescription(helpStrings.flags.maxSize),
  Flag.withMetavar("BYTES"),
  Flag.withDefault(4 * 1024 * 1024)
)
