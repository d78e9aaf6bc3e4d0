// Reports configuration errors by place and never by value: a value, or a name, may be a misplaced token.
import type * as Schema from "effect/Schema"
import * as SchemaIssue from "effect/SchemaIssue"
import { strings } from "../messages/strings.ts"
import { configSchemaDocument } from "./config-schema.ts"
import { choiceMessages } from "./option-schema.ts"
import { shownName } from "./value-shapes.ts"

/** The first error and its place. */
export interface Misfit {
  readonly reason: string
  readonly path: ReadonlyArray<PropertyKey>
  /** Whether the error is in the value at the path, or in its name. */
  readonly at: "value" | "name"
}

type StandardPathStep = { readonly key: PropertyKey }

const issuesOf = SchemaIssue.makeFormatterStandardSchemaV1()

/** Kinds of JSON values in the user's words. */
const kinds: Readonly<Record<string, string>> = strings.configuration.kinds

const ours: ReadonlyArray<unknown> = [...Object.values<unknown>(strings.configuration), ...choiceMessages]

const isOurs = (message: string): boolean => ours.includes(message)

/** For example `instances[0].apiUrl`. */
const shownPath = (keys: ReadonlyArray<PropertyKey>): string =>
  keys.reduce<string>(
    (place, key) =>
      typeof key === "number" ? `${place}[${key}]` : place === "" ? String(key) : `${place}.${String(key)}`,
    ""
  )

type Document = Readonly<Record<string, unknown>>

const isDocument = (value: unknown): value is Document =>
  typeof value === "object" && value !== null && !Array.isArray(value)

/** The valid names at a place, from the schema; empty if it defines none. */
const knownNames = (path: ReadonlyArray<PropertyKey>): ReadonlyArray<string> => {
  let at: unknown = configSchemaDocument()
  for (const key of path) {
    if (!isDocument(at)) return []
    const properties = at["properties"]
    const named = isDocument(properties) ? properties[String(key)] : undefined
    at = named ?? (typeof key === "number" ? at["items"] : at["additionalProperties"])
  }
  const properties = isDocument(at) ? at["properties"] : undefined
  return isDocument(properties) ? Object.keys(properties).filter((name) => name !== "$schema") : []
}

/** Converts a decoder's error; `first` is the number of the first instance that it checked. */
export const misfitOf = (error: Schema.SchemaError, first: number): Misfit => {
  const [issue] = issuesOf(error.issue).issues
  const given: ReadonlyArray<PropertyKey | StandardPathStep> = issue?.path ?? []
  const path = given
    .map((step) => (typeof step === "object" ? step.key : step))
    .map((key) => (typeof key === "number" ? key + first : key))
  const message = issue?.message ?? ""
  if (message === "Expected no excess property") {
    const name = String(path.at(-1))
    // A name that does not match its pattern is reported as unexpected.
    if (path.length === 2 && path[0] === "exports")
      return { reason: strings.configuration.exportName, path, at: "name" }
    const place = path.length > 1 ? strings.configuration.within(shownPath(path.slice(0, -1))) : ""
    const reason = /token/i.test(name)
      ? `${shownName(name)}${place}: ${strings.configuration.tokenElsewhere}`
      : strings.configuration.unknownName(`${shownName(name)}${place}`, knownNames(path.slice(0, -1)))
    return { reason, path, at: "name" }
  }
  const shown = path.length === 0 ? strings.configuration.theWhole : `\`${shownPath(path)}\``
  return {
    reason: `${shown} ${kinds[message] ?? (isOurs(message) ? message : strings.configuration.doesNotFit)}`,
    path: message === "Missing key" ? path.slice(0, -1) : path,
    at: "value"
  }
}
