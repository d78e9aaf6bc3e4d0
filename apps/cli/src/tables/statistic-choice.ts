// Filters of a statistic: flags and `--param name=value` are equivalent, and both are checked.

import type { Statistic, StatisticParameters } from "@chatledger/analytics"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import { WrongUsage } from "../failures/exit.ts"
import { strings } from "../messages/strings.ts"
import { optionalInstant, type PeriodFlags, periodOf } from "./period.ts"

interface ChoiceFlags extends PeriodFlags {
  readonly asOf: Option.Option<string>
  readonly at: Option.Option<string>
  readonly instance: ReadonlyArray<string>
  readonly chat: ReadonlyArray<string>
  readonly param: Readonly<Record<string, string>>
}

/** Parameters that have a flag of their own. */
const flagOf = {
  from: "from",
  to: "to",
  as_of: "as-of",
  at: "at",
  instance: "instance",
  chat: "chat",
  tz: "tz"
} as const

type Flagged = keyof typeof flagOf

const isFlagged = (name: string): name is Flagged => Object.hasOwn(flagOf, name)

/** How a parameter is written on the command line. */
export const flagFor = (parameter: string): string =>
  isFlagged(parameter) ? `--${flagOf[parameter]}` : `--param ${parameter}=`

const given = (value: Option.Option<string> | ReadonlyArray<string>): boolean =>
  Array.isArray(value) ? value.length > 0 : Option.isOption(value) && Option.isSome(value)

/** The flags, with the values of `--param` merged in. */
const withParams = Effect.fnUntraced(function* (flags: ChoiceFlags) {
  const own = Object.fromEntries(Object.entries(flags.param).filter(([name]) => !isFlagged(name)))
  const set = { ...flags, param: own }
  for (const [name, value] of Object.entries(flags.param)) {
    if (!isFlagged(name)) continue
    const field = name === "as_of" ? "asOf" : name
    if (given(flags[field]))
      return yield* new WrongUsage({ reason: strings.selection.saidTwice(flagOf[name], name) })
    if (field === "instance" || field === "chat") set[field] = value.split(",")
    else set[field] = Option.some(value)
  }
  return set
})

/** Valid values of the parameters of `words`. */
const wordParameters: Readonly<Record<string, RegExp>> = {
  min_length: /^[1-9]\d{0,3}$/,
  language: /^(ru|en)$/,
  stop_words: /^(ru|en)(,(ru|en))*$/
}

const checkWordParameters = Effect.fnUntraced(function* (given: ChoiceFlags["param"]) {
  for (const [name, value] of Object.entries(given)) {
    const pattern = wordParameters[name]
    if (pattern !== undefined && !pattern.test(value))
      return yield* new WrongUsage({ reason: strings.selection.wordParameter(name, value) })
  }
})

/** Reads the flags for a statistic; fails with `WrongUsage`, also for a flag that it does not support. */
export const choiceOf = Effect.fnUntraced(function* (statistic: Statistic, flags: ChoiceFlags) {
  const set = yield* withParams(flags)
  const narrowing: ReadonlyArray<readonly [Flagged, boolean]> = [
    ["from", given(set.from) || given(set.last)],
    ["to", given(set.to)],
    ["as_of", given(set.asOf)],
    ["at", given(set.at)],
    ["instance", given(set.instance)],
    ["chat", given(set.chat)]
  ]
  for (const [name, isGiven] of narrowing)
    if (isGiven && !statistic.parameters.includes(name)) {
      const known = statistic.parameters.map(flagFor).join(", ")
      const reason = strings.selection.noParameter(statistic.name, flagOf[name], known)
      return yield* new WrongUsage({ reason })
    }
  if (!statistic.isUserDefined) yield* checkWordParameters(set.param)
  const period = yield* periodOf(set)
  const { from, to, timeZone } = period
  const parameters: StatisticParameters = {
    from,
    to,
    instance: set.instance,
    chat: set.chat,
    tz: timeZone,
    as_of: yield* optionalInstant("as-of", set.asOf, timeZone),
    at: yield* optionalInstant("at", set.at, timeZone),
    own: set.param
  }
  return { period, parameters }
})
