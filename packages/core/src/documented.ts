// The documented fields of each record type, as a tree of names derived from the schemas.
//
// A quoted message is a single value here, since it is kept whole, except in a reaction, of which only the
// target is kept. Types without a documented body, and business types, may have a text under the names of other types.
import type * as Schema from "effect/Schema"
import { shapeOf } from "./field.ts"
import {
  bodies,
  businessBodies,
  isKnownType,
  messageSchemas,
  typeMessages,
  UnknownTypeMessage
} from "./message-types.ts"

/** The fields of an object, by name. */
export type Names = ReadonlyMap<string, Documented>

/** Documented fields of an object or of the items of a list; empty for a single value. */
export interface Documented {
  readonly fields?: Names
  readonly items?: Names
  /** Documented only as a text: the schema lacks the field, because it would set other values aside. */
  readonly isText?: true
}

/** A single value, or one that is kept whole. */
export const wholeValue: Documented = {}

const namesOf = (fields: Schema.Struct.Fields): Names =>
  new Map(Object.entries(fields).map(([name, field]) => [name, documentedOfField(field)]))

const documentedOfField = (field: object): Documented => {
  const shape = shapeOf(field)
  if (shape === undefined) return wholeValue
  return shape.kind === "object" ? { fields: namesOf(shape.fields) } : { items: namesOf(shape.item) }
}

const wholeValues = (names: ReadonlyArray<string>): Names => new Map(names.map((name) => [name, wholeValue]))

const freeText: Documented = { isText: true }
const freeTexts: Names = new Map([
  ["textMessage", freeText],
  ["caption", freeText]
])
const target = wholeValues(["stanzaId", "participant"])

const ofUnknownType: Names = new Map([...namesOf(UnknownTypeMessage.schema.fields), ...freeTexts])

const ofType: ReadonlyMap<string, Names> = new Map(
  typeMessages.map((type) => {
    const names = new Map(namesOf(messageSchemas[type].schema.fields))
    if (Object.keys(bodies[type]).length === 0 || type in businessBodies)
      for (const [name, known] of freeTexts) names.set(name, known)
    if (type === "reactionMessage") names.set("quotedMessage", { fields: target })
    return [type, names]
  })
)

/**
 * The documented fields of a type; for an unknown type, those of every record.
 *
 * @example
 * ```ts
 * import { documentedNames } from "@chatledger/core"
 *
 * console.log(documentedNames("textMessage").has("textMessage")) // true
 * ```
 */
export const documentedNames = (type: unknown): Names =>
  (typeof type === "string" && isKnownType(type) ? ofType.get(type) : undefined) ?? ofUnknownType

const both = (left: Names | undefined, right: Names | undefined): Names | undefined => {
  if (left === undefined || right === undefined) return left ?? right
  const names = new Map(left)
  for (const [name, known] of right) names.set(name, either(names.get(name), known))
  return names
}

const either = (left: Documented | undefined, right: Documented): Documented => {
  const fields = both(left?.fields, right.fields)
  const items = both(left?.items, right.items)
  return { ...(fields && { fields }), ...(items && { items }) }
}

/** The documented fields of all types. */
export const documentedAnywhere: Names =
  [...ofType.values(), ofUnknownType].reduce<Names | undefined>(both, undefined) ?? ofUnknownType
