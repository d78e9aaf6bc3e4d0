// Takes out of a record the fields that its schema refuses, one by one, until the rest fits.
//
// What is taken out is kept, with its objects around it, and reported. A record whose type itself is
// refused never comes here. Gotcha: a list item is taken out alone, so later items move up by one.
import * as Predicate from "effect/Predicate"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import type * as SchemaIssue from "effect/SchemaIssue"
import type { RecordIssue } from "./issue.ts"

export type JsonObject = { readonly [name: string]: unknown }

export interface Repaired<A> {
  readonly message: A
  readonly setAside: JsonObject | undefined
  readonly issues: ReadonlyArray<RecordIssue>
}

/** JSON text of any value, for a report. */
export const show = (value: unknown): string => {
  try {
    return JSON.stringify(value) ?? String(value)
  } catch {
    return "a value that nests too deep to show"
  }
}

type Path = ReadonlyArray<PropertyKey>

/** The innermost place that an issue of the schema points at. */
const placeOf = (issue: SchemaIssue.Issue, path: Path = []): Path => {
  switch (issue._tag) {
    case "Pointer":
      return placeOf(issue.issue, [...path, ...issue.path])
    case "Filter":
    case "Encoding":
      return placeOf(issue.issue, path)
    case "Composite":
      return placeOf(issue.issues[0], path)
    case "AnyOf":
      return issue.issues[0] === undefined ? path : placeOf(issue.issues[0], path)
    default:
      return path
  }
}

const isObject = (value: unknown): value is JsonObject => Predicate.isObject(value)

const withoutIn = (value: unknown, path: Path): unknown => {
  if (Array.isArray(value)) {
    const [index, ...rest] = path
    return rest.length === 0
      ? value.filter((_, i) => i !== index)
      : value.map((item, i) => (i === index ? withoutIn(item, rest) : item))
  }
  return isObject(value) ? without(value, path) : value
}

const without = (value: JsonObject, [name, ...rest]: Path): JsonObject =>
  Object.fromEntries(
    Object.entries(value).flatMap(([key, held]): ReadonlyArray<readonly [string, unknown]> => {
      if (key !== name) return [[key, held]]
      return rest.length === 0 ? [] : [[key, withoutIn(held, rest)]]
    })
  )

const at = (value: unknown, path: Path): unknown =>
  path.reduce<unknown>((held, name) => (Predicate.hasProperty(held, name) ? held[name] : undefined), value)

const around = (path: Path, value: unknown): unknown =>
  path.reduceRight<unknown>(
    (held, name) => (typeof name === "number" ? [held] : Object.fromEntries([[String(name), held]])),
    value
  )

const placeName = (path: Path): string =>
  path
    .map((step, depth) =>
      typeof step === "number" ? `[${step}]` : `${depth === 0 ? "" : "."}${String(step)}`
    )
    .join("")

const mergedIn = (left: unknown, right: unknown): unknown => {
  if (Array.isArray(left) && Array.isArray(right)) return [...left, ...right]
  return isObject(left) && isObject(right) ? merged(left, right) : right
}

/** Both objects in one; where both hold an object or a list under one name, those are joined too. */
export const merged = (left: JsonObject | undefined, right: unknown): JsonObject => {
  const both = new Map(Object.entries(left ?? {}))
  for (const [name, value] of Object.entries(isObject(right) ? right : {}))
    both.set(name, both.has(name) ? mergedIn(both.get(name), value) : value)
  return Object.fromEntries(both)
}

/** Takes out of the record, one by one, the fields that its schema refuses. */
export const repair = <A>(record: JsonObject, schema: Schema.ConstraintDecoder<A>): Repaired<A> => {
  const decode = Schema.decodeUnknownResult(schema)
  const issues: Array<RecordIssue> = []
  let setAside: JsonObject | undefined
  let rest: JsonObject = record
  for (;;) {
    const result = decode(rest)
    if (Result.isSuccess(result)) return { message: result.success, setAside, issues }
    const path = placeOf(result.failure.issue)
    const value = at(rest, path)
    issues.push({
      code: "field_type",
      detail: `\`${placeName(path)}\` does not fit: it is ${kindOf(value)}`,
      raw: show(value)
    })
    setAside = merged(setAside, around(path, value))
    rest = without(rest, path)
  }
}

/** What kind of JSON value this is, for an error text. */
export const kindOf = (value: unknown): string =>
  value === null
    ? "null"
    : Array.isArray(value)
      ? "a list"
      : typeof value === "object"
        ? "an object"
        : `a ${typeof value === "string" ? "text" : typeof value}`
