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

const knownFields = new Map<string, ReadonlyMap<string, Unknown>>(
  typeMessages.map((type) => {
    const known = new Map(lookers(messageSchemas[type].schema.fields))
    if (type === "reactionMessage")
      known.set("quotedMessage", (value) => (Predicate.isObject(value) ? inObject(target, value) : undefined))
    return [type, known]
  })
)

const unknownTypeFields = new Map([
  ...lookers(UnknownTypeMessage.schema.fields),
  ["textMessage", none] as const,
  ["caption", none] as const
])

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
