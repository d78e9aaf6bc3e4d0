// Flags that choose messages: time, sender, type, and the time zone. Help and docs are generated from them.

import * as Flag from "effect/cli/Flag"
import { helpStrings } from "../messages/strings.ts"

export const instances = Flag.String("instance").pipe(
  Flag.withDescription(helpStrings.flags.instances),
  Flag.withMetavar("ID"),
  Flag.atLeast(0)
)

const time = (name: string, text: string) =>
  Flag.String(name).pipe(Flag.withDescription(text), Flag.withMetavar("T"), Flag.optional)

export const from = time("from", helpStrings.flags.from)

export const to = time("to", helpStrings.flags.to)

export const last = Flag.String("last").pipe(
  Flag.withDescription(helpStrings.flags.last),
  Flag.withMetavar("LENGTH"),
  Flag.optional
)

export const maxAge = Flag.String("max-age").pipe(
  Flag.withDescription(helpStrings.flags.maxAge),
  Flag.withMetavar("LENGTH"),
  Flag.optional
)

export const failOn = Flag.String("fail-on").pipe(
  Flag.withDescription(helpStrings.flags.failOn),
  Flag.withMetavar("LIST"),
  Flag.optional
)

export const asOf = time("as-of", helpStrings.flags.asOf)

export const at = time("at", helpStrings.flags.at)

export const chats = Flag.String("chat").pipe(
  Flag.withDescription(helpStrings.flags.chats),
  Flag.withMetavar("CHAT"),
  Flag.atLeast(0)
)

export const senders = Flag.String("sender").pipe(
  Flag.withDescription(helpStrings.flags.sender),
  Flag.withMetavar("WHO"),
  Flag.atLeast(0)
)

export const types = Flag.String("type").pipe(
  Flag.withDescription(helpStrings.flags.types),
  Flag.withMetavar("T"),
  Flag.atLeast(0)
)

export const tz = Flag.String("tz").pipe(
  Flag.withDescription(helpStrings.flags.tz),
  Flag.withMetavar("ZONE"),
  Flag.optional
)

export const tzOfDates = Flag.String("tz").pipe(
  Flag.withDescription(helpStrings.flags.tzOfDates),
  Flag.withMetavar("ZONE"),
  Flag.optional
)
