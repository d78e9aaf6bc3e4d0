// Documented fields that no column shows: another place of the same record says the same thing.
//
// Where two places share a column, the first that is filled is shown; a different value in the second is
// extra. So are a direction that is none, and a vote that does not say for which poll it is.
import { documentedNames, type Names, typeMessages } from "@chatledger/core"
import * as Predicate from "effect/Predicate"

type JsonObject = { readonly [name: string]: unknown }

/** A field of a record, or of an object in it. */
export type Place = readonly [field: string, inner?: string]

/** Where what a business sends, and what its customers choose, has its text. */
const businessTexts: ReadonlyArray<Place> = [
  ["buttonsMessage", "contentText"],
  ["templateMessage", "contentText"],
  ["listMessage", "contentText"],
  ["buttonsResponseMessage", "selectedButtonText"],
  ["templateButtonReplyMessage", "selectedDisplayText"],
  ["listResponseMessage", "title"],
  ["interactiveButtons", "contentText"],
  ["interactiveButtonsReply", "contentText"]
]

/** Objects beside which a record may say the same of itself. */
const forwardedObjects = [
  "extendedTextMessage",
  "location",
  "contact",
  ...businessTexts.map(([name]) => name)
]

/** Places that share a column; the first is preferred. */
const shared: ReadonlyArray<readonly [Place, Place]> = [
  ...forwardedObjects.flatMap((object) =>
    ["isForwarded", "forwardingScore"].map((name) => [[name], [object, name]] as const)
  ),
  [
    ["quotedMessage", "stanzaId"],
    ["extendedTextMessage", "stanzaId"]
  ],
  [
    ["quotedMessage", "participant"],
    ["extendedTextMessage", "participant"]
  ],
  [["editedMessageId"], ["editedMessageData", "stanzaId"]],
  [["deletedMessageId"], ["deletedMessageData", "stanzaId"]],
  [
    ["editedMessageData", "textMessage"],
    ["editedMessageData", "caption"]
  ],
  [["textMessage"], ["caption"]],
  ...businessTexts.flatMap(
    (place): ReadonlyArray<readonly [Place, Place]> => [
      [["textMessage"], place],
      [["caption"], place],
      [
        ["quotedMessage", "stanzaId"],
        [place[0], "stanzaId"]
      ]
    ]
  )
]

const isDocumented = (names: Names, [field, inner]: Place): boolean => {
  const known = names.get(field)
  return known !== undefined && (inner === undefined || known.fields === undefined || known.fields.has(inner))
}

const sharedIn = (names: Names) => shared.filter((pair) => pair.every((place) => isDocumented(names, place)))

const sharedOfType = new Map(typeMessages.map((type) => [type as unknown, sharedIn(documentedNames(type))]))
const sharedOfUnknownType = sharedIn(documentedNames(undefined))

/** The value at a place; undefined if nothing is said there: absent, null, an empty text. */
const valueAt = (record: JsonObject, [field, inner]: Place): unknown => {
  const outer = Object.hasOwn(record, field) ? record[field] : undefined
  if (inner === undefined) return outer === "" || outer === null ? undefined : outer
  if (!Predicate.isObject(outer) || !Object.hasOwn(outer, inner)) return undefined
  const value: unknown = Reflect.get(outer, inner)
  return value === "" || value === null ? undefined : value
}

/** The places of a record that are documented and still shown by no column. */
export const conflictingPlaces = (record: JsonObject): ReadonlyArray<Place> => {
  const type = record["typeMessage"]
  const places: Array<Place> = []
  for (const [first, second] of sharedOfType.get(type) ?? sharedOfUnknownType) {
    const hidden = valueAt(record, second)
    if (hidden === undefined) continue
    const shown = valueAt(record, first)
    if (shown !== hidden && typeof shown === typeof hidden) places.push(second)
  }
  const direction = valueAt(record, ["type"])
  if (direction !== undefined && direction !== "incoming" && direction !== "outgoing") places.push(["type"])
  const isVote = type === "pollUpdateMessage" && Predicate.isObject(record["pollMessageData"])
  if (isVote && valueAt(record, ["pollMessageData", "stanzaId"]) === undefined)
    places.push(["pollMessageData"])
  return places
}
