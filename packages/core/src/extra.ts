// `extra`: what a record carries beyond its documented fields.
//
// Documented means documented for the type of the record: a `location` on a text message is extra. Fields
// of an object or of the items of a list are looked at one by one. A quoted message is never looked into,
// since it is kept whole. Gotcha: a list with one unknown field in one item is extra as a whole.
import * as Predicate from "effect/Predicate"
import type * as Schema from "effect/Schema"
import { isKnownType } from "./message.ts"
import { messageSchemas, shapeOf, typeMessages, UnknownTypeMessage } from "./message-types.ts"

type JsonObject = { readonly [name: string]: unknown }

/** Answers the unknown part of a field's value, or undefined if all of it is documented. */
type Unknown = (value: unknown) => unknown

const none: Unknown = () => undefined

const inObject = (known: ReadonlyMap<string, Unknown>, value: JsonObject): JsonObject | undefined => {
  let extra: Array<[string, unknown]> | undefined
  for (const name in value) {
    if (!Object.hasOwn(value, name)) continue
    const look = known.get(name)
    if (look === none) continue
    const rest = look === undefined ? value[name] : look(value[name])
    if (rest === undefined) continue
    extra ??= []
    extra.push([name, rest])
  }
  return extra === undefined ? undefined : Object.fromEntries(extra)
}

const unknownIn = (field: object): Unknown => {
  const shape = shapeOf(field)
  if (shape === undefined) return none
  const known = lookers(shape.kind === "object" ? shape.fields : shape.item)
  if (shape.kind === "object")
    return (value) => (Predicate.isObject(value) ? inObject(known, value) : undefined)
  return (value) =>
    Array.isArray(value) &&
    value.some((item) => Predicate.isObject(item) && inObject(known, item) !== undefined)
      ? value
      : undefined
}

const lookers = (fields: Schema.Struct.Fields): ReadonlyMap<string, Unknown> =>
  new Map(Object.entries(fields).map(([name, field]) => [name, unknownIn(field)]))

/** A quote is kept whole elsewhere, but not that of a reaction, of which only the target is. */
const target = new Map([
  ["stanzaId", none],
  ["participant", none]
])

/** Texts of types without a documented body: they are shown as the text of the message. */
const freeTexts = [
  ["textMessage", none],
  ["caption", none]
] as const

const unknownTypeFields = new Map([...lookers(UnknownTypeMessage.schema.fields), ...freeTexts])

const knownFields = new Map<string, ReadonlyMap<string, Unknown>>(
  typeMessages.map((type) => {
    const known = new Map(lookers(messageSchemas[type].schema.fields))
    if (known.size === unknownTypeFields.size - freeTexts.length)
      for (const [name, look] of freeTexts) known.set(name, look)
    if (type === "reactionMessage")
      known.set("quotedMessage", (value) => (Predicate.isObject(value) ? inObject(target, value) : undefined))
    return [type, known]
  })
)

/** The quoted id that stands twice in a `quotedMessage` record; where the two differ, one of them is extra. */
const otherTarget = (message: JsonObject): JsonObject | undefined => {
  const body = message["extendedTextMessage"]
  const quoted = message["quotedMessage"]
  if (!Predicate.isObject(body) || !Predicate.isObject(quoted)) return undefined
  const differs = (name: string) => {
    const value = Reflect.get(body, name)
    return value !== undefined && value !== "" && value !== null && value !== Reflect.get(quoted, name)
  }
  return differs("stanzaId") || differs("participant")
    ? Object.fromEntries(
        ["stanzaId", "participant"].filter(differs).map((name) => [name, Reflect.get(body, name)])
      )
    : undefined
}

/**
 * The fields of a record that its type does not document, with their objects around them; undefined if none.
 *
 * @example
 * ```ts
 * import { extraOf } from "@chatledger/core"
 *
 * extraOf({ typeMessage: "locationMessage", location: { latitude: 1, accuracy: 5 }, novelty: true })
 * // { location: { accuracy: 5 }, novelty: true }
 * ```
 */
export const extraOf = (message: JsonObject): JsonObject | undefined => {
  const type = message["typeMessage"]
  const known = typeof type === "string" && isKnownType(type) ? knownFields.get(type) : unknownTypeFields
  const extra = inObject(known ?? unknownTypeFields, message)
  if (type !== "quotedMessage") return extra
  const other = otherTarget(message)
  if (other === undefined) return extra
  const before = extra?.["extendedTextMessage"]
  return { ...extra, extendedTextMessage: { ...(Predicate.isObject(before) ? before : {}), ...other } }
}

const documentedNames = new Set(
  [...knownFields.values(), unknownTypeFields].flatMap((fields) => [...fields.keys()])
)

/** True if a field of `extra` has the name of a field that is documented, for this type or another. */
export const hasDocumentedName = (extra: JsonObject): boolean =>
  Object.keys(extra).some((name) => documentedNames.has(name))

const less = (value: JsonObject, extra: JsonObject, known: ReadonlyMap<string, Unknown>): JsonObject =>
  Object.fromEntries(
    Object.entries(value).flatMap(([name, held]): ReadonlyArray<readonly [string, unknown]> => {
      const rest = extra[name]
      if (!Object.hasOwn(extra, name) || Array.isArray(held))
        return known.has(name) || rest === undefined ? [[name, held]] : []
      if (!known.has(name)) return []
      return Predicate.isObject(held) && Predicate.isObject(rest)
        ? [[name, Object.fromEntries(Object.entries(held).filter(([inner]) => !Object.hasOwn(rest, inner)))]]
        : [[name, held]]
    })
  )

/** The record without what `extraOf` tells: what its type documents, and nothing else. */
export const documentedOf = (message: JsonObject, extra: JsonObject): JsonObject => {
  const type = message["typeMessage"]
  const known = typeof type === "string" ? knownFields.get(type) : undefined
  return less(message, extra, known ?? unknownTypeFields)
}
