// The kinds of record fields, as Effect schemas, and the shape of those that are not single values.
//
// Every field is optional and may be null, since fields come and go between replies. Integers have 32 bits,
// and dates end with the year 9999.
import * as Schema from "effect/Schema"

/** A struct that keeps unknown fields as sent. */
export const open = <const F extends Schema.Struct.Fields>(fields: F) =>
  Schema.StructWithRest(Schema.Struct(fields), [Schema.Record(Schema.String, Schema.Unknown)])

/** A string, a boolean or a number; each may be absent or null. */
export const text = Schema.optionalKey(Schema.NullOr(Schema.String))
export const flag = Schema.optionalKey(Schema.NullOr(Schema.Boolean))
export const number = Schema.optionalKey(Schema.NullOr(Schema.Finite))
/** A phone number of digits, as a number or a string. */
export const telephone = Schema.optionalKey(Schema.NullOr(Schema.Union([Schema.Finite, Schema.String])))
/** 32 bits. */
export const wholeNumber = Schema.optionalKey(
  Schema.NullOr(Schema.Int.check(Schema.isBetween({ minimum: -2_147_483_648, maximum: 2_147_483_647 })))
)
/** Seconds since 1970 in UTC, from 1970 to the year 9999. */
export const timestamp = Schema.optionalKey(
  Schema.NullOr(Schema.Int.check(Schema.isBetween({ minimum: 0, maximum: 253_402_300_799 })))
)

/** The content of a field that is not a single value: an object, or a list of objects. */
type Shape =
  | { readonly kind: "object"; readonly fields: Schema.Struct.Fields }
  | { readonly kind: "list"; readonly item: Schema.Struct.Fields }

const shapes = new WeakMap<object, Shape>()

/** The shape of a documented field; undefined for a single value. */
export const shapeOf = (field: object): Shape | undefined => shapes.get(field)

/** An object that keeps unknown fields. */
export const object = <const F extends Schema.Struct.Fields>(fields: F) => {
  const field = Schema.optionalKey(Schema.NullOr(open(fields)))
  shapes.set(field, { kind: "object", fields })
  return field
}

/** A list of objects that keep unknown fields. */
export const list = <const F extends Schema.Struct.Fields>(item: F) => {
  const field = Schema.optionalKey(Schema.NullOr(Schema.Array(open(item))))
  shapes.set(field, { kind: "list", item })
  return field
}

const voter = { voterWid: Schema.String }

/** People who chose a poll option: their ids, or objects with the id. */
export const voters = Schema.optionalKey(
  Schema.NullOr(Schema.Array(Schema.Union([Schema.String, open(voter)])))
)
shapes.set(voters, { kind: "list", item: voter })
