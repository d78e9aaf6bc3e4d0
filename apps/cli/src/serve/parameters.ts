// Query parameters: each must be known, valid, and given once unless it is a list.
import { type CsvProfile, csvProfiles } from "@chatledger/export"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import { checkZone, instantOf } from "../configuration/instant.ts"
import { BadRequest } from "./failure.ts"

/** The token may be among the parameters, and is ignored here. */
export const TOKEN = "token"

/** Fails with `BadRequest` for an unknown parameter. */
export const checkNames = Effect.fnUntraced(function* (query: URLSearchParams, known: ReadonlyArray<string>) {
  const unknown = [...query.keys()].find((name) => name !== TOKEN && !known.includes(name))
  if (unknown !== undefined)
    return yield* new BadRequest({
      reason: `there is no parameter ${unknown.slice(0, 40)}: there are ${known.join(", ")}`
    })
})

/** The single value of a parameter; undefined if it is empty. */
export const one = Effect.fnUntraced(function* (query: URLSearchParams, name: string) {
  const values = query.getAll(name).filter((value) => value !== "")
  if (values.length > 1) return yield* new BadRequest({ reason: `${name} is given twice: give it once` })
  return values[0]
})

/** The values of a parameter that may be repeated or separated by commas. */
export const list = (query: URLSearchParams, name: string): ReadonlyArray<string> =>
  query
    .getAll(name)
    .flatMap((value) => value.split(","))
    .filter((value) => value !== "")

/** An integer parameter. */
export const count = Effect.fnUntraced(function* (query: URLSearchParams, name: string, least: number) {
  const text = yield* one(query, name)
  if (text === undefined) return undefined
  if (!/^\d{1,9}$/.test(text) || Number(text) < least)
    return yield* new BadRequest({
      reason: `${name} is a whole number, from ${least} to 999999999`
    })
  return Number(text)
})

/** A boolean parameter: 1, true, yes; false by default. */
export const isOn = Effect.fnUntraced(function* (query: URLSearchParams, name: string, usual = false) {
  const text = (yield* one(query, name))?.toLowerCase()
  if (text === undefined) return usual
  if (!/^(1|0|true|false|yes|no)$/.test(text)) return yield* new BadRequest({ reason: `${name} is 1 or 0` })
  return /^(1|true|yes)$/.test(text)
})

/** A time parameter, written as in flags. */
export const instant = Effect.fnUntraced(function* (query: URLSearchParams, name: string, timeZone: string) {
  const text = yield* one(query, name)
  return text === undefined ? undefined : yield* instantOf(name, text, timeZone)
})

/** A parameter as an optional flag. */
export const flag = (query: URLSearchParams, name: string) =>
  Effect.map(one(query, name), Option.fromUndefinedOr)

/** How values are formatted, from the address or the server's settings. */
export interface Writing {
  readonly timeZone: string
  readonly csvProfile: CsvProfile
}

export const writingNames = ["tz", "csv-profile"]

const isProfile = (name: string): name is CsvProfile => Object.hasOwn(csvProfiles, name)

export const writing = Effect.fnUntraced(function* (query: URLSearchParams, usual: Writing) {
  const zone = yield* one(query, "tz")
  const profile = yield* one(query, "csv-profile")
  if (profile !== undefined && !isProfile(profile))
    return yield* new BadRequest({ reason: `csv-profile is one of ${Object.keys(csvProfiles).join(", ")}` })
  const timeZone = zone === undefined ? usual.timeZone : yield* checkZone(zone)
  return { timeZone, csvProfile: profile ?? usual.csvProfile } satisfies Writing
})
