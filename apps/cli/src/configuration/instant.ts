// Times on the command line: RFC 3339, or a date (also 31.01.2026) or local time in the zone of `--tz`.
//
// A date alone is midnight in the zone. A local time skipped by a clock change means the instant without the
// change; a repeated one means the first. Gotcha: zones and their clock changes come from DuckDB, never from
// Node: the two may differ for future months.

import { instantAt, zoneNamed } from "@chatledger/analytics/internal"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import { WrongUsage } from "../failures/exit.ts"
import { strings } from "../messages/strings.ts"

const pattern =
  /^(\d{4})-(\d\d)-(\d\d)(?:[Tt ]([01]\d|2[0-3]):([0-5]\d)(?::([0-5]\d)(?:\.(\d{1,9}))?)?)?([Zz]|[+-](?:[01]\d|2[0-3]):[0-5]\d)?$/

/** A date as people write it in Russia and elsewhere: `31.01.2026`. */
const dotted = /^(\d{1,2})\.(\d{1,2})\.(\d{4})(?=$|[Tt ])/

const withDashes = (text: string): string =>
  text.replace(
    dotted,
    (_, day: string, month: string, year: string) =>
      `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`
  )

/** A parsed time: an instant, or a wall-clock time of a zone. */
type Written = { readonly instant: Date } | { readonly wall: string }

const parse = (text: string): Written | undefined => {
  const [, year, month, day, hour = "00", minute = "00", second = "00", fraction = "", offset] =
    pattern.exec(withDashes(text)) ?? []
  if (year === undefined || month === undefined || day === undefined) return undefined
  if (offset !== undefined && text.length < 16) return undefined
  const wall = `${year}-${month}-${day}T${hour}:${minute}:${second}.${fraction.padEnd(3, "0").slice(0, 3)}`
  const asUtc = new Date(`${wall}Z`)
  if (Number.isNaN(asUtc.getTime()) || asUtc.toISOString() !== `${wall}Z`) return undefined
  return offset === undefined ? { wall } : { instant: new Date(`${wall}${offset.toUpperCase()}`) }
}

/** The instant in a flag; a date alone is midnight in the zone. Fails with `WrongUsage` and `DatabaseFailed`. */
export const instantOf = Effect.fnUntraced(function* (flag: string, text: string, timeZone: string) {
  const written = parse(text)
  if (written === undefined) return yield* new WrongUsage({ reason: strings.selection.noTime(flag, text) })
  return "instant" in written ? written.instant : yield* instantAt(written.wall, timeZone)
})

const units = {
  s: 1000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 604_800_000
} as const

/** A duration: `30s`, `5m`, `24h`, `7d`, `2w`. */
export const durationPattern = /^(0*[1-9]\d{0,4})([smhdw])$/

/** Milliseconds of a duration; undefined if it is invalid. */
export const millisOf = (text: string): number | undefined => {
  const [, count, unit] = durationPattern.exec(text) ?? []
  return count === undefined || unit === undefined
    ? undefined
    : Number(count) * units[unit as keyof typeof units]
}

/** Milliseconds of a duration in a flag. Fails with `WrongUsage`. */
export const durationOf = (flag: string, text: string): Effect.Effect<number, WrongUsage> => {
  const millis = millisOf(text)
  return millis === undefined
    ? Effect.fail(new WrongUsage({ reason: strings.selection.noLength(flag, text) }))
    : Effect.succeed(millis)
}

const machineZones = new Map<string, string>()

/** The machine's zone, or UTC; found once. */
export const machineZone = (): string => {
  const name = process.env["TZ"] ?? ""
  const zone =
    machineZones.get(name) ??
    zoneNamed(name) ??
    zoneNamed(Intl.DateTimeFormat().resolvedOptions().timeZone ?? "") ??
    "UTC"
  machineZones.set(name, zone)
  return zone
}

/** Fails with `WrongUsage` unless it is an IANA name. */
export const checkZone = (zone: string): Effect.Effect<string, WrongUsage> => {
  const known = zoneNamed(zone)
  return known === undefined
    ? Effect.fail(new WrongUsage({ reason: strings.selection.noZone(zone) }))
    : Effect.succeed(known)
}

/** The zone of `--tz`, or the machine's. */
export const zoneOf = (flag: Option.Option<string>): Effect.Effect<string, WrongUsage> =>
  checkZone(Option.getOrElse(flag, machineZone))
