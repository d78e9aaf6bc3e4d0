// Decoders for replies of the directory: lists of contacts and chats, and group data.
//
// Entries that do not fit the schema are left out; they are still in the body. A truncated list is an error.
import * as Option from "effect/Option"
import * as Predicate from "effect/Predicate"
import * as Schema from "effect/Schema"
import { entriesOf } from "../directory/entries.ts"
import { replyId } from "../directory/reply-ids.ts"
import { GroupData } from "../directory/schemas.ts"
import type { BodyEnd, BodyReader } from "./body.ts"
import type { BodyReason } from "./call-reason.ts"

/** Undefined if the text is not JSON. */
const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

const itemsOf = (text: string): ReadonlyArray<unknown> | undefined => {
  const value = parsed(text)
  if (Array.isArray(value)) return value
  const entries = value === undefined && text.trimStart().startsWith("[") ? entriesOf(text) : []
  const isWhole = entries.length > 0 && entries.every(({ flaw }) => flaw !== "cut" && flaw !== "not_json")
  return isWhole ? entries.map(({ fields }) => fields) : undefined
}

/** Reads a list; keeps the entries that fit a schema. */
export const entriesReader = <A>(schema: Schema.ConstraintDecoder<A>): BodyReader<ReadonlyArray<A>> => {
  const decode = Schema.decodeUnknownOption(schema)
  return {
    end: (body): BodyEnd<ReadonlyArray<A>> => {
      const items = itemsOf(new TextDecoder().decode(body))
      return items === undefined
        ? { flaw: { code: "not_array_or_cut" } }
        : { read: items.flatMap((item) => Option.toArray(decode(item))) }
    }
  }
}

const decodeGroup = Schema.decodeUnknownOption(GroupData)

/** Why a body is not group data; undefined if it is. */
const groupFlaw = (value: unknown, groupId: string): BodyReason | undefined => {
  if (!Predicate.isObject(value) || Array.isArray(value)) return { code: "not_object" }
  const id = Reflect.get(value, "groupId") ?? Reflect.get(value, "chatId")
  return replyId(id) === groupId ? undefined : { code: "of_other_group" }
}

/** Reads the data of one group. */
export const groupReader = (groupId: string): BodyReader<GroupData> => ({
  end: (body): BodyEnd<GroupData> => {
    const [entry, ...others] = entriesOf(new TextDecoder().decode(body).replace(/^\ufeff/, ""))
    const value = others.length === 0 ? entry?.fields : undefined
    const flaw = groupFlaw(value, groupId)
    if (flaw !== undefined) return { flaw }
    const read = Option.getOrUndefined(decodeGroup(value))
    return read === undefined ? { flaw: { code: "unexpected_field" } } : { read }
  }
})
