// Records for property tests: documented fields and strange ones, with values that fit and values that do not.
import * as fc from "fast-check"
import { typeMessages } from "../src/index.ts"

export type JsonObject = { readonly [name: string]: unknown }

/** Any JSON value, as `JSON.parse` makes it. */
export const json: fc.Arbitrary<unknown> = fc
  .json({ maxDepth: 4, stringUnit: "binary" })
  .map((text): unknown => JSON.parse(text))

const names = [
  ..."type idMessage timestamp chatId senderId senderName statusMessage sendByApi isForwarded".split(" "),
  ..."forwardingScore editedMessageId deletedMessageId isEdited isDeleted textMessage caption".split(" "),
  ..."downloadUrl fileName jpegThumbnail videoNote chatState novelty __proto__ constructor toString".split(
    " "
  )
]
const inner = [
  ..."text title stanzaId participant latitude displayName vcard isForwarded textMessage caption".split(" "),
  ..."name multipleAnswers forwardingScore novelty __proto__".split(" ")
]

const oneOf = (values: ReadonlyArray<string>) => fc.constantFrom(...values)
const value = fc.oneof(
  { weight: 3, arbitrary: fc.string() },
  fc.constantFrom(null, "", true, false, 0, 5, 1700000000, "1700000000", "incoming", "outgoing", 1.5, -1),
  json
)
const object = fc.dictionary(oneOf(inner), value, { noNullPrototype: true })
const item = fc.dictionary(oneOf(["optionName", "displayName", "vcard", "novelty"]), value, {
  noNullPrototype: true
})
const voter = fc.oneof(fc.string(), fc.record({ voterWid: fc.string() }), value)
const vote = fc.record({ optionName: value, optionVoters: fc.array(voter, { maxLength: 4 }) })
const list = fc.array(fc.oneof(item, vote, value), { maxLength: 4 })
const poll = fc
  .tuple(object, fc.record({ options: list, votes: list }, { requiredKeys: [] }))
  .map(([fields, lists]) => ({ ...fields, ...lists }))
const typeName = fc.oneof(oneOf(typeMessages), oneOf(["novelMessage", "toString", "__proto__"]))
const quote = fc.oneof(
  value,
  fc.tuple(object, typeName, poll).map(([fields, typeMessage, pollMessageData]) => ({
    ...fields,
    typeMessage,
    pollMessageData
  }))
)

/** A record of some type, with some of the documented fields and some others. */
export const record: fc.Arbitrary<JsonObject> = fc
  .tuple(
    fc.dictionary(oneOf(names), value, { noNullPrototype: true }),
    fc.record(
      {
        typeMessage: fc.oneof({ weight: 12, arbitrary: typeName }, { weight: 1, arbitrary: json }),
        extendedTextMessage: fc.oneof(object, value),
        extendedTextMessageData: object,
        location: fc.oneof(object, value),
        contact: object,
        contacts: fc.oneof(list, value),
        pollMessageData: fc.oneof(poll, value),
        editedMessageData: object,
        deletedMessageData: object,
        quotedMessage: quote
      },
      { requiredKeys: ["typeMessage"] }
    )
  )
  // Written and parsed, since `JSON.parse` alone makes an own field of `__proto__`.
  .map(([fields, objects]): JsonObject => JSON.parse(JSON.stringify({ ...fields, ...objects })))

/** Every single value in a record with its place, places in lists left out, in order: what may not get lost. */
export const leaves = (value: unknown, place = ""): ReadonlyArray<string> => {
  if (typeof value !== "object" || value === null) return [`${place}=${JSON.stringify(value)}`]
  if (Array.isArray(value)) return value.flatMap((held) => leaves(held, `${place}[]`)).sort()
  return Object.entries(value)
    .flatMap(([name, held]) => leaves(held, `${place}.${name}`))
    .sort()
}
