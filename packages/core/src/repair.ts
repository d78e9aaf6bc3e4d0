// Removes the fields of a record that its schema refuses, one by one, until the rest fits.
//
// What is removed is kept within its parent objects, and reported by its path in the record. Always
// ends: after 64 removals, or if the schema names no path, the whole top-level field is removed.
// Gotcha: list items are removed one by one, so later items move up in the rest.
import * as Predicate from "effect/Predicate"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import type * as SchemaIssue from "effect/SchemaIssue"
import { type RecordIssue, shownValue } from "./issue.ts"

/** A JSON object. */
export type JsonObject = { readonly [name: string]: unknown }

/** The part that fits, and what was removed. */
interface Repaired<A> {
  readonly message: A
  readonly setAside: JsonObject | undefined
  readonly issues: ReadonlyArray<RecordIssue>
}

type Path = ReadonlyArray<PropertyKey>

/** Maximum number of single removals; each copies its parents. */
const MOST_PLACES = 64
/** In longer lists, the whole list is removed instead of an item. */
const LONGEST_LIST = 1000

/** The innermost path that a schema issue points at. */
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

const held = (value: unknown, step: PropertyKey): { readonly value: unknown } | undefined => {
  if (Array.isArray(value))
    return typeof step === "number" && step < value.length ? { value: value[step] } : undefined
  return isObject(value) && Object.hasOwn(value, step) ? { value: value[String(step)] } : undefined
}

/**
 * The path to remove: the refused value, its parent if it is missing, its list if that is long, or the top-level field.
 */
const removable = (record: JsonObject, meant: Path, isWhole: boolean): Path => {
  let value: unknown = record
  for (const [depth, step] of meant.entries()) {
    const next = held(value, step)
    if (next === undefined) return meant.slice(0, depth)
    if (isWhole && depth > 0) return meant.slice(0, 1)
    if (Array.isArray(value) && value.length > LONGEST_LIST) return meant.slice(0, depth)
    value = next.value
  }
  return meant
}

const at = (value: unknown, path: Path): unknown =>
  path.reduce<unknown>((outer, step) => held(outer, step)?.value, value)

const withoutIn = (value: unknown, [step, ...rest]: Path): unknown => {
  if (Array.isArray(value)) {
    const index = Number(step)
    return rest.length === 0 ? value.toSpliced(index, 1) : value.with(index, withoutIn(value[index], rest))
  }
  return isObject(value) && step !== undefined ? without(value, [step, ...rest]) : value
}

const without = (value: JsonObject, [name, ...rest]: Path): JsonObject =>
  Object.fromEntries(
    Object.entries(value).flatMap(([key, inner]): ReadonlyArray<readonly [string, unknown]> => {
      if (key !== name) return [[key, inner]]
      return rest.length === 0 ? [] : [[key, withoutIn(inner, rest)]]
    })
  )

const around = (path: Path, value: unknown): unknown =>
  path.reduceRight<unknown>(
    (inner, step) => (typeof step === "number" ? [inner] : Object.fromEntries([[String(step), inner]])),
    value
  )

/** Items removed from lists, by the path of the list in the record. */
class TakenItems {
  private readonly taken = new Map<string, Array<number>>()

  /** Maps a path in the rest to its path in the record. */
  placeOf(path: Path): Path {
    const place: Array<PropertyKey> = []
    for (const step of path) place.push(typeof step === "number" ? this.indexOf(place, step) : step)
    return place
  }

  /** Records the removal of a path of the record. */
  add(place: Path): void {
    const index = place.at(-1)
    if (typeof index !== "number") return
    const key = keyOf(place.slice(0, -1))
    this.taken.set(
      key,
      [...(this.taken.get(key) ?? []), index].sort((a, b) => a - b)
    )
  }

  private indexOf(list: Path, step: number): number {
    let index = step
    for (const gone of this.taken.get(keyOf(list)) ?? []) if (gone <= index) index += 1
    return index
  }
}

const keyOf = (path: Path): string =>
  JSON.stringify(path.map((step) => (typeof step === "number" ? step : String(step))))

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

/** Merges two objects; objects or lists under the same name are merged too. */
export const merged = (left: JsonObject | undefined, right: unknown): JsonObject => {
  const both = new Map(Object.entries(left ?? {}))
  for (const [name, value] of Object.entries(isObject(right) ? right : {}))
    both.set(name, both.has(name) ? mergedIn(both.get(name), value) : value)
  return Object.fromEntries(both)
}

/** Repairs a record for a schema in which only `typeMessage` is required, and valid in the record. */
export const repair = <A>(record: JsonObject, schema: Schema.ConstraintDecoder<A>): Repaired<A> => {
  const decode = Schema.decodeUnknownResult(schema)
  const issues: Array<RecordIssue> = []
  const taken = new TakenItems()
  let setAside: JsonObject | undefined
  let rest: JsonObject = record
  for (;;) {
    const result = decode(rest)
    if (Result.isSuccess(result)) return { message: result.success, setAside, issues }
    const path = removable(rest, placeOf(result.failure.issue), issues.length >= MOST_PLACES)
    if (path.length === 0) {
      const { typeMessage, ...others } = rest
      issues.push({ code: "field_type", detail: "the record does not fit", raw: shownValue(others) })
      setAside = merged(setAside, others)
      rest = { typeMessage }
      continue
    }
    const value = at(rest, path)
    const place = taken.placeOf(path)
    taken.add(place)
    issues.push({
      code: "field_type",
      detail: `\`${placeName(place)}\` does not fit: it is ${kindOf(value)}`,
      raw: shownValue(value)
    })
    setAside = merged(setAside, around(path, value))
    rest = without(rest, path)
  }
}

/** The kind of a JSON value, for error messages. */
export const kindOf = (value: unknown): string => {
  if (value === null || value === undefined) return String(value)
  if (Array.isArray(value)) return "a list"
  if (typeof value === "object") return "an object"
  return typeof value === "string" ? "a text" : typeof value === "boolean" ? "a boolean" : "a number"
}
