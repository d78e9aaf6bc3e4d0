// `extra`: the content of a record that no column of a table shows.
//
// Documented means documented for the type of the record: a `location` on a text message is extra. Fields
// of objects and of list items are checked one by one. A quoted message is not checked,
// because it is kept whole. Gotcha: if one item of a list has an unknown field, the whole list is extra, and
// still documented.
import { type Documented, documentedNames, type Names } from "@chatledger/core"
import { documentedAnywhere, wholeValue } from "@chatledger/core/internal"
import * as Predicate from "effect/Predicate"
import { conflictingPlaces, type Place } from "./conflicting-fields.ts"

type JsonObject = { readonly [name: string]: unknown }

const unknownInObject = (names: Names, value: JsonObject): JsonObject | undefined => {
  let extra: Array<[string, unknown]> | undefined
  for (const name in value) {
    if (!Object.hasOwn(value, name)) continue
    const known = names.get(name)
    if (known === wholeValue) continue
    const rest = known === undefined ? value[name] : unknownIn(known, value[name])
    if (rest === undefined) continue
    extra ??= []
    extra.push([name, rest])
  }
  return extra === undefined ? undefined : Object.fromEntries(extra)
}

/** The undocumented part of a field's value; undefined if there is none. */
const unknownIn = ({ fields, items, isText }: Documented, value: unknown): unknown => {
  if (isText === true) return typeof value === "string" || value === null ? undefined : value
  if (fields !== undefined && Predicate.isObject(value)) return unknownInObject(fields, value)
  if (items === undefined || !Array.isArray(value)) return undefined
  for (const item of value)
    if (Predicate.isObject(item) && unknownInObject(items, item) !== undefined) return value
  return undefined
}

const innerOf = (object: JsonObject | undefined, field: string): JsonObject => {
  const inner = object !== undefined && Object.hasOwn(object, field) ? object[field] : undefined
  return Predicate.isObject(inner) ? inner : {}
}

const added = (extra: JsonObject | undefined, message: JsonObject, [field, inner]: Place): JsonObject => ({
  ...extra,
  [field]:
    inner === undefined
      ? message[field]
      : { ...innerOf(extra, field), [inner]: innerOf(message, field)[inner] }
})

/**
 * The fields of a record that its type does not document, or that contradict another field, inside
 * their objects; undefined if there are none.
 */
export const extraOf = (message: JsonObject): JsonObject | undefined => {
  const extra = unknownInObject(documentedNames(message["typeMessage"]), message)
  const places = conflictingPlaces(message)
  return places.length === 0
    ? extra
    : places.reduce<JsonObject | undefined>((all, place) => added(all, message, place), extra)
}

const isShown = (here: Names | undefined, anywhere: Names, extra: JsonObject): boolean =>
  Object.entries(extra).some(([name, value]) => {
    const known = anywhere.get(name)
    if (known === undefined) return false
    const fields = here?.get(name)?.fields
    return fields === undefined || known.fields === undefined || !Predicate.isObject(value)
      ? true
      : isShown(fields, known.fields, value)
  })

/**
 * True if a field in the `extra` of a record of this type has the name of a field that is documented for another type
 * or place: code that reads fields by name would mistake it for that.
 */
export const hasDocumentedName = (extra: JsonObject, typeMessage?: unknown): boolean =>
  isShown(documentedNames(typeMessage), documentedAnywhere, extra)

const documentedIn = (names: Names, value: JsonObject, extra: JsonObject): JsonObject =>
  Object.fromEntries(
    Object.entries(value).flatMap(([name, held]): ReadonlyArray<readonly [string, unknown]> => {
      if (!Object.hasOwn(extra, name)) return [[name, held]]
      const known = names.get(name)
      if (known === undefined || (known.isText === true && unknownIn(known, held) !== undefined)) return []
      return known.fields !== undefined && Predicate.isObject(held)
        ? [[name, documentedIn(known.fields, held, innerOf(extra, name))]]
        : [[name, held]]
    })
  )

const without = (message: JsonObject, [field, inner]: Place): JsonObject => {
  if (inner !== undefined) return { ...message, [field]: without(innerOf(message, field), [inner]) }
  const { [field]: _, ...others } = message
  return others
}

/** The record without its `extra`: only what its type documents. */
export const documentedOf = (message: JsonObject, extra: JsonObject): JsonObject =>
  conflictingPlaces(message).reduce(
    without,
    documentedIn(documentedNames(message["typeMessage"]), message, extra)
  )
