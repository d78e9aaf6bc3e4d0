// Times on the command line: RFC 3339, or a date or local time in the zone of `--tz`.
//
// A bare date is midnight in the zone. A local time that a change of clocks leaves out means the moment it would have
// been without the change; one that comes twice means the first. Gotcha: zones are names, not offsets, since DuckDB
// has to know them too.
import * as DateTime from "effect/DateTime"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import { WrongUsage } from "./exit.ts"
import { choosingWords as words } from "./wording/choosing.ts"

const pattern =
  /^(\d{4})-(\d\d)-(\d\d)(?:[Tt ]([01]\d|2[0-3]):([0-5]\d)(?::([0-5]\d)(?:\.(\d{1,9}))?)?)?([Zz]|[+-](?:[01]\d|2[0-3]):[0-5]\d)?$/

const parse = (text: string, timeZone: string): Option.Option<Date> => {
  const [, year, month, day, hour = "00", minute = "00", second = "00", fraction = "", offset] =
    pattern.exec(text) ?? []
  if (year === undefined || month === undefined || day === undefined) return Option.none()
  if (offset !== undefined && text.length < 16) return Option.none()
  const wall = `${year}-${month}-${day}T${hour}:${minute}:${second}.${fraction.padEnd(3, "0").slice(0, 3)}`
  const asUtc = new Date(`${wall}Z`)
  if (Number.isNaN(asUtc.getTime()) || asUtc.toISOString() !== `${wall}Z`) return Option.none()
  if (offset !== undefined) return Option.some(new Date(`${wall}${offset.toUpperCase()}`))
  return Option.map(DateTime.makeZoned(asUtc, { timeZone, adjustForTimeZone: true }), DateTime.toDateUtc)
}

/** The instant that a flag names; a bare date is midnight in the zone. Fails with `WrongUsage`. */
export const instantOf = (flag: string, text: string, timeZone: string): Effect.Effect<Date, WrongUsage> =>
  Option.match(parse(text, timeZone), {
    onSome: Effect.succeed,
    onNone: () =>
      Effect.fail(
        new WrongUsage({
          reason: words.noTime(flag, text)
        })
      )
  })

const units = {
  s: 1000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 604_800_000
} as const

/** A length of time: `30s`, `5m`, `24h`, `7d`, `2w`. */
export const durationPattern = /^(0*[1-9]\d{0,4})([smhdw])$/

/** Milliseconds of a length of time; undefined if it is none. */
export const millisOf = (text: string): number | undefined => {
  const [, count, unit] = durationPattern.exec(text) ?? []
  return count === undefined || unit === undefined
    ? undefined
    : Number(count) * units[unit as keyof typeof units]
}

/** Milliseconds of a length of time that a flag gives. Fails with `WrongUsage`. */
export const durationOf = (flag: string, text: string): Effect.Effect<number, WrongUsage> => {
  const millis = millisOf(text)
  return millis === undefined
    ? Effect.fail(new WrongUsage({ reason: words.noLength(flag, text) }))
    : Effect.succeed(millis)
}

/** The name of a zone as everybody spells it; none for offsets and unknown names. */
const zoneName = (zone: string): Option.Option<string> =>
  /^[A-Za-z]/.test(zone)
    ? Option.map(DateTime.zoneMakeNamed(zone), ({ id }) => id).pipe(
        Option.filter((id) => id !== "Etc/Unknown")
      )
    : Option.none()

/** The zone of the machine, or UTC. */
export const machineZone = (): string =>
  Option.getOrElse(zoneName(Intl.DateTimeFormat().resolvedOptions().timeZone ?? ""), () => "UTC")

/** Fails with `WrongUsage` unless it is an IANA name. */
export const checkZone = (zone: string): Effect.Effect<string, WrongUsage> =>
  Option.match(zoneName(zone), {
    onSome: Effect.succeed,
    onNone: () =>
      Effect.fail(
        new WrongUsage({
          reason: words.noZone(zone)
        })
      )
  })

/** The zone of `--tz`, or the machine's. */
export const zoneOf = (flag: Option.Option<string>): Effect.Effect<string, WrongUsage> =>
  checkZone(Option.getOrElse(flag, machineZone))
