// The schema of configuration options that replace flags, derived from their list.

import { zoneNamed } from "@chatledger/analytics/internal"
import * as Schema from "effect/Schema"
import {
  type ConfigOption,
  defaultOptions,
  exportNamePattern,
  exportOptions
} from "../invocation/config-options.ts"
import { strings } from "../messages/strings.ts"
import { durationPattern } from "./instant.ts"

/** No file system allows NUL in paths. */
export const noNul = Schema.makeFilter(
  (text: string) => !text.includes("\0") || strings.configuration.nulInPath
)

export const notEmpty = Schema.isMinLength(1, { message: strings.configuration.notEmpty })

const wanted = (choices: ReadonlyArray<string>): string => strings.configuration.oneOf(choices.join(", "))

/** Error messages for values that are not among the choices. */
export const choiceMessages: ReadonlyArray<string> = Object.values<ConfigOption>({
  ...defaultOptions,
  ...exportOptions
}).flatMap(({ choices }) => (choices === undefined ? [] : [wanted(choices)]))

const zone = Schema.makeFilter((text: string) => zoneNamed(text) !== undefined || strings.configuration.zone)
const length = Schema.isPattern(durationPattern, { message: strings.configuration.length })

/** Adds checks to text options with a special format. */
const checked = (flag: string) => {
  if (flag === "tz") return Schema.String.check(zone)
  return flag === "last" || flag === "max-time" ? Schema.String.check(length) : Schema.String
}

const schemaOf = ({ choices, flag, kind }: ConfigOption) => {
  switch (kind) {
    case "switch":
      return Schema.Boolean
    case "list":
      return Schema.Array(Schema.String)
    case "paths":
      return Schema.Array(Schema.String.check(notEmpty, noNul))
    case "pairs":
      return Schema.Record(Schema.String, Schema.String)
    case "path":
      return Schema.String.check(notEmpty, noNul)
    default:
      return choices === undefined
        ? checked(flag)
        : Schema.Literals(choices).annotate({ message: wanted(choices) })
  }
}

const structOf = (options: Readonly<Record<string, ConfigOption>>) =>
  Schema.Struct(
    Object.fromEntries(
      Object.entries(options).map(([name, option]) => {
        const { description } = option
        return [name, Schema.optionalKey(schemaOf(option).annotate({ description }))] as const
      })
    )
  )

/** The schema of `defaults`. */
export const Defaults = structOf(defaultOptions).annotate({
  description: "what flags say that are not given, for every command that has them"
})

/** The schema of `exports`. */
export const Exports = Schema.Record(
  Schema.String.check(Schema.isPattern(exportNamePattern)),
  structOf(exportOptions)
).annotate({
  description: "what `chatledger export NAME` means: flags of `export`; those that are given win"
})
