// Documented fields that no column shows, because another field of the record has the same meaning.
//
// If two fields share a column, the first non-empty one is shown; a different value in the second goes to
// `extra`. So do an unknown direction, and a vote that does not name its poll.
import { documentedNames, type Names, typeMessages } from "@chatledger/core"
import * as Predicate from "effect/Predicate"

type JsonObject = { readonly [name: string]: unknown }

/** A field of a record, or of an object in it. */
export type Place = readonly [field: string, inner?: string]

/** Fields with the text of what a business sends, and of what its customers choose. */
const businessTexts: ReadonlyArray<Place> = [
  ["buttonsMessage", "contentText"],
  ["templateMessage", "contentText"],
  ["listMessage", "contentText"],
  ["buttonsResponseMessage", "selectedButtonText"],
  ["templateButtonReplyMessage", "selectedDisplayText"],
  ["listResponseMessage", "title"],
  ["interactiveButtons", "contentText"],
  ["interactiveButtonsReply", "contentText"],
  ["interactiveButtonsResponse", "selectedDisplayText"],
  ["interactiveButtonsResponse", "selectedButtonText"]
]

/** Objects that may repeat a field of the record itself. */
const forwardedObjects = [
  "extendedTextMessage",
  "location",
  "contact",
  ...businessTexts.map(([name]) => name)
]

/** Fields that share a column; the first takes precedence. */
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
  [
    ["interactiveButtonsResponse", "selectedDisplayText"],
    ["interactiveButtonsResponse", "selectedButtonText"]
  ],
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

/** The value of a field; undefined if it is absent, null or an empty text. */
const valueAt = (record: JsonObject, [field, inner]: Place): unknown => {
  const outer = Object.hasOwn(record, field) ? record[field] : undefined
  if (inner === undefined) return outer === "" || outer === null ? undefined : outer
  if (!Predicate.isObject(outer) || !Object.hasOwn(outer, inner)) return undefined
  const value: unknown = Reflect.get(outer, inner)
  return value === "" || value === null ? undefined : value
}

/** The fields of a record that are documented but shown in no column. */
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
