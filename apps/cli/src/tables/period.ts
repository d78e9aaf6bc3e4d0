// The flags that choose messages: period, instance, chat, type, and the time zone of dates.

import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import { durationOf, instantOf, zoneOf } from "../configuration/instant.ts"
import { WrongUsage } from "../failures/exit.ts"
import { strings } from "../messages/strings.ts"
import { Messages } from "../terminal/console.ts"

export interface PeriodFlags {
  readonly from: Option.Option<string>
  readonly to: Option.Option<string>
  readonly last: Option.Option<string>
  readonly tz: Option.Option<string>
}

export interface Period {
  readonly timeZone: string
  /** True if no flag names a zone, so the machine's is used. */
  readonly isMachineZone: boolean
  readonly from: Date | undefined
  readonly to: Date | undefined
}

/** The time in an optional flag. */
export const optionalInstant = (flag: string, text: Option.Option<string>, zone: string) =>
  Option.match(text, {
    onNone: () => Effect.succeed<Date | undefined>(undefined),
    onSome: (given) => Effect.map(instantOf(flag, given, zone), (date): Date | undefined => date)
  })

/** The period and zone from the flags; fails with `WrongUsage`. */
export const periodOf = Effect.fnUntraced(function* (flags: PeriodFlags) {
  const timeZone = yield* zoneOf(flags.tz)
  const isMachineZone = Option.isNone(flags.tz)
  if (Option.isSome(flags.last)) {
    if (Option.isSome(flags.from)) return yield* new WrongUsage({ reason: strings.selection.lastAndFrom })
    const end = (yield* optionalInstant("to", flags.to, timeZone)) ?? new Date(yield* Clock.currentTimeMillis)
    const from = new Date(end.getTime() - (yield* durationOf("last", flags.last.value)))
    return { timeZone, isMachineZone, from, to: Option.isSome(flags.to) ? end : undefined } satisfies Period
  }
  const from = yield* optionalInstant("from", flags.from, timeZone)
  const to = yield* optionalInstant("to", flags.to, timeZone)
  if (from !== undefined && to !== undefined && from >= to)
    return yield* new WrongUsage({ reason: strings.selection.fromAfterTo })
  return { timeZone, isMachineZone, from, to } satisfies Period
})

/** Notes the time zone, unless the user named it. */
export const noteZone = Effect.fnUntraced(function* (period: Period) {
  const messages = yield* Messages
  if (period.isMachineZone) yield* messages.note(strings.selection.machineZone(period.timeZone))
  else yield* messages.note(strings.selection.zone(period.timeZone))
})
