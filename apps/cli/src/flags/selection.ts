// Flags that choose messages: when, whose, which, and the zone in which times are meant. Help and docs are made of these.
import * as Flag from "effect/cli/Flag"
import { flagWords as says } from "../messages/flags.ts"

export const instances = Flag.String("instance").pipe(
  Flag.withDescription(says.instances),
  Flag.withMetavar("ID"),
  Flag.atLeast(0)
)

const time = (name: string, text: string) =>
  Flag.String(name).pipe(Flag.withDescription(text), Flag.withMetavar("T"), Flag.optional)

export const from = time("from", says.from)

export const to = time("to", says.to)

export const last = Flag.String("last").pipe(
  Flag.withDescription(says.last),
  Flag.withMetavar("LENGTH"),
  Flag.optional
)

export const maxAge = Flag.String("max-age").pipe(
  Flag.withDescription(says.maxAge),
  Flag.withMetavar("LENGTH"),
  Flag.optional
)

export const asOf = time("as-of", says.asOf)

export const at = time("at", says.at)

export const chats = Flag.String("chat").pipe(
  Flag.withDescription(says.chats),
  Flag.withMetavar("CHAT"),
  Flag.atLeast(0)
)

export const types = Flag.String("type").pipe(
  Flag.withDescription(says.types),
  Flag.withMetavar("T"),
  Flag.atLeast(0)
)

export const tz = Flag.String("tz").pipe(
  Flag.withDescription(says.tz),
  Flag.withMetavar("ZONE"),
  Flag.optional
)

export const tzOfDates = Flag.String("tz").pipe(
  Flag.withDescription(says.tzOfDates),
  Flag.withMetavar("ZONE"),
  Flag.optional
)
