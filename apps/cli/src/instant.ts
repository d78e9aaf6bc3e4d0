// Times on the command line: RFC 3339, or a date or local time in the zone of `--tz`.
import * as DateTime from "effect/DateTime"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import { WrongUsage } from "./exit.ts"

const withOffset = /^\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d(:\d\d(\.\d+)?)?([Zz]|[+-]\d\d:\d\d)$/
const local = /^(\d{4}-\d\d-\d\d)([Tt ](\d\d:\d\d(:\d\d(\.\d{1,3})?)?))?$/

const valid = (date: Date) => (Number.isNaN(date.getTime()) ? Option.none<Date>() : Option.some(date))

const parse = (text: string, timeZone: string): Option.Option<Date> => {
  if (withOffset.test(text)) return valid(new Date(text.replace(" ", "T").toUpperCase()))
  const [, day, , time] = local.exec(text) ?? []
  if (day === undefined) return Option.none()
  const wall = `${day}T${time ?? "00:00:00"}`
  if (Number.isNaN(new Date(`${wall}Z`).getTime()) || !new Date(`${wall}Z`).toISOString().startsWith(day))
    return Option.none()
  return Option.map(DateTime.makeZoned(`${wall}Z`, { timeZone, adjustForTimeZone: true }), DateTime.toDateUtc)
}

/** The instant that a flag names; a bare date is midnight in the zone. Fails with `WrongUsage`. */
export const instantOf = (flag: string, text: string, timeZone: string): Effect.Effect<Date, WrongUsage> =>
  Option.match(parse(text, timeZone), {
    onSome: Effect.succeed,
    onNone: () =>
      Effect.fail(
        new WrongUsage({
          reason: `--${flag} ${text} is no time: write 2026-01-31, 2026-01-31T14:05 or 2026-01-31T14:05:09Z`
        })
      )
  })

const units = { m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 } as const

/** Milliseconds of a length of time: `30m`, `24h`, `7d`, `2w`. Fails with `WrongUsage`. */
export const durationOf = (flag: string, text: string): Effect.Effect<number, WrongUsage> => {
  const [, count, unit] = /^(\d{1,6})([mhdw])$/.exec(text) ?? []
  return count === undefined || unit === undefined
    ? Effect.fail(
        new WrongUsage({ reason: `--${flag} ${text} is no length of time: write 30m, 24h, 7d or 2w` })
      )
    : Effect.succeed(Number(count) * units[unit as keyof typeof units])
}

/** The zone of the machine, or UTC. */
export const machineZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone || "UTC"

/** Fails with `WrongUsage` unless it is an IANA name. */
export const checkZone = (zone: string): Effect.Effect<string, WrongUsage> =>
  DateTime.zoneMakeNamed(zone)._tag === "Some"
    ? Effect.succeed(zone)
    : Effect.fail(
        new WrongUsage({
          reason: `--tz ${zone} is no time zone: write an IANA name such as Europe/Moscow or UTC`
        })
      )
