// Flags for fetching, importing and checking: sync, import, doctor. Help and docs are generated from them.

import { dateOrders } from "@chatledger/archive"
import * as Argument from "effect/cli/Argument"
import * as Flag from "effect/cli/Flag"
import { atHome } from "../configuration/paths.ts"
import { helpStrings } from "../messages/strings.ts"

export const instance = Flag.String("instance").pipe(
  Flag.withDescription(helpStrings.flags.instance),
  Flag.withMetavar("ID")
)

export const journal = Flag.Literals("journal", [
  "incoming",
  "outgoing",
  "history",
  "contacts",
  "chats",
  "group",
  "notifications",
  "incoming-calls",
  "outgoing-calls"
]).pipe(Flag.withDescription(helpStrings.flags.journal), Flag.optional)

export const journals = Flag.String("journal").pipe(
  Flag.withDescription(helpStrings.flags.journals),
  Flag.withMetavar("LIST"),
  Flag.optional
)

export const tokenFile = Flag.String("token-file").pipe(
  Flag.map(atHome),
  Flag.withDescription(helpStrings.flags.tokenFile),
  Flag.withMetavar("FILE"),
  Flag.optional
)

export const window = Flag.Int("minutes").pipe(
  Flag.withDescription(helpStrings.flags.window),
  Flag.withMetavar("N"),
  Flag.optional
)

export const every = Flag.String("every").pipe(
  Flag.withDescription(helpStrings.flags.every),
  Flag.withMetavar("LENGTH"),
  Flag.optional
)

export const anew = Flag.Boolean("new").pipe(
  Flag.withDescription(helpStrings.flags.anew),
  Flag.withDefault(false)
)

export const heal = Flag.Boolean("heal").pipe(
  Flag.withDescription(helpStrings.flags.heal),
  Flag.withDefault(false)
)

export const calls = Flag.Boolean("calls").pipe(
  Flag.withDescription(helpStrings.flags.calls),
  Flag.withDefault(false)
)

export const shard = Flag.String("shard").pipe(
  Flag.withDescription(helpStrings.flags.shard),
  Flag.withMetavar("I/N"),
  Flag.optional
)

export const fix = Flag.Boolean("fix").pipe(
  Flag.withDescription(helpStrings.flags.fix),
  Flag.withDefault(false)
)

export const findingsFormat = Flag.Literals("format", ["text", "json"]).pipe(
  Flag.withDescription(helpStrings.flags.findingsFormat),
  Flag.optional
)

export const requestedAt = Flag.String("requested-at").pipe(
  Flag.withDescription(helpStrings.flags.requestedAt),
  Flag.withMetavar("T"),
  Flag.optional
)

export const minutes = Flag.Int("minutes").pipe(
  Flag.withDescription(helpStrings.flags.minutes),
  Flag.withMetavar("N"),
  Flag.optional
)

export const tz = Flag.String("tz").pipe(
  Flag.withDescription(helpStrings.flags.tzOfImport),
  Flag.withMetavar("ZONE"),
  Flag.optional
)

export const chat = Flag.String("chat").pipe(
  Flag.withDescription(helpStrings.flags.phoneChat),
  Flag.withMetavar("CHAT"),
  Flag.optional
)

export const dateOrder = Flag.Literals("date-order", dateOrders).pipe(
  Flag.withDescription(helpStrings.flags.dateOrder),
  Flag.optional
)

export const paths = Argument.String("path").pipe(
  Argument.map(atHome),
  Argument.withDescription(helpStrings.flags.paths),
  Argument.variadic({ min: 1 })
)
