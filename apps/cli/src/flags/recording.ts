// Flags of what fetches, brings in and checks: sync, import, doctor. Help and docs are made of these.
import * as Argument from "effect/cli/Argument"
import * as Flag from "effect/cli/Flag"
import { atHome } from "../configuration/paths.ts"
import { flagWords as says } from "../messages/flags.ts"

export const instance = Flag.String("instance").pipe(
  Flag.withDescription(says.instance),
  Flag.withMetavar("ID")
)

export const journal = Flag.Literals("journal", ["incoming", "outgoing", "history"]).pipe(
  Flag.withDescription(says.journal),
  Flag.optional
)

export const journals = Flag.String("journal").pipe(
  Flag.withDescription(says.journals),
  Flag.withMetavar("LIST"),
  Flag.optional
)

export const tokenFile = Flag.String("token-file").pipe(
  Flag.map(atHome),
  Flag.withDescription(says.tokenFile),
  Flag.withMetavar("FILE"),
  Flag.optional
)

export const window = Flag.Int("minutes").pipe(
  Flag.withDescription(says.window),
  Flag.withMetavar("N"),
  Flag.optional
)

export const every = Flag.String("every").pipe(
  Flag.withDescription(says.every),
  Flag.withMetavar("LENGTH"),
  Flag.optional
)

export const anew = Flag.Boolean("new").pipe(Flag.withDescription(says.anew), Flag.withDefault(false))

export const shard = Flag.String("shard").pipe(
  Flag.withDescription(says.shard),
  Flag.withMetavar("I/N"),
  Flag.optional
)

export const fix = Flag.Boolean("fix").pipe(Flag.withDescription(says.fix), Flag.withDefault(false))

export const findingsFormat = Flag.Literals("format", ["text", "json"]).pipe(
  Flag.withDescription(says.findingsFormat),
  Flag.optional
)

export const requestedAt = Flag.String("requested-at").pipe(
  Flag.withDescription(says.requestedAt),
  Flag.withMetavar("T"),
  Flag.optional
)

export const minutes = Flag.Int("minutes").pipe(
  Flag.withDescription(says.minutes),
  Flag.withMetavar("N"),
  Flag.optional
)

export const paths = Argument.String("path").pipe(
  Argument.map(atHome),
  Argument.withDescription(says.paths),
  Argument.variadic({ min: 1 })
)
