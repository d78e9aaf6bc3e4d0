// What a record says in documented fields, and `extra`: all the rest. Documented means for the type of the
// record, so a place on a text is extra, and none of the tables looks at it. Every unknown field is kept as
// sent; one inside a known object is kept inside an object of that name. Gotcha: where two places say the same
// thing and one column shows it, the first that is filled is shown, and another value in the second is extra;
// a list with one unknown field in one item is extra as a whole, and is read by the tables as well.
import { isObject, type JsonObject, type JsonValue, objectAt, textAt, typeOf } from "./record.ts"

/** A record in two: what its type documents, and what no column holds (null if nothing). */
export type Split = { readonly known: JsonObject; readonly extra: JsonObject | null }

// Names of fields: whole values, objects of fields, or lists of objects.
type Fields = { readonly [name: string]: "value" | Fields | readonly [Fields] }

const values = (names: string): Fields =>
  Object.fromEntries(names.split(" ").map((name) => [name, "value" as const]))

const forwarding = "isForwarded forwardingScore"
const common: Fields = values(
  `type idMessage timestamp typeMessage chatId senderId senderName senderContactName senderType senderPhoneNumber isRead isReadTimestamp chatType statusMessage sendByApi
   isEdited isDeleted editedMessageId deletedMessageId quotedMessage ${forwarding}`.replace(/\s+/g, " ")
)
const file = values(
  "downloadUrl downloadUrlJpeg caption fileName jpegThumbnail mimeType isAnimated videoNote"
)
const preview =
  "description title previewType jpegThumbnail mediaType sourceId sourceType sourceUrl thumbnailUrl"

const bodies: Readonly<Record<string, Fields>> = {
  textMessage: values("textMessage"),
  extendedTextMessage: {
    textMessage: "value",
    extendedTextMessage: values(`text stanzaId participant ${preview} ${forwarding}`)
  },
  quotedMessage: {
    textMessage: "value",
    extendedTextMessage: values(`text stanzaId participant ${forwarding}`)
  },
  imageMessage: file,
  videoMessage: file,
  documentMessage: file,
  audioMessage: file,
  stickerMessage: file,
  locationMessage: {
    location: values(`nameLocation address latitude longitude jpegThumbnail ${forwarding}`)
  },
  contactMessage: { contact: values(`displayName vcard ${forwarding}`) },
  contactsArrayMessage: { contacts: [values("displayName vcard")] },
  reactionMessage: {
    extendedTextMessageData: values("text"),
    quotedMessage: values("stanzaId participant")
  },
  pollMessage: {
    pollMessageData: {
      name: "value",
      options: [values("optionName")],
      multipleAnswers: "value",
      allowToChangeAnswer: "value"
    }
  },
  pollUpdateMessage: {
    pollMessageData: {
      stanzaId: "value",
      name: "value",
      multipleAnswers: "value",
      votes: [{ optionName: "value", optionVoters: [values("voterWid")] }]
    }
  },
  incomingBlock: values("chatState"),
  deletedMessage: { deletedMessageData: values("stanzaId") },
  editedMessage: { editedMessageData: values("textMessage caption stanzaId") }
}

const business = values(`contentText ${forwarding}`)
const businessBodies: Readonly<Record<string, Fields>> = {
  buttonsMessage: { buttonsMessage: business },
  templateMessage: { templateMessage: business },
  listMessage: { listMessage: business },
  buttonsResponseMessage: { buttonsResponseMessage: values("selectedButtonText stanzaId") },
  templateButtonsReplyMessage: { templateButtonReplyMessage: values("selectedDisplayText stanzaId") },
  listResponseMessage: { listResponseMessage: values("title stanzaId") },
  interactiveButtons: { interactiveButtons: business },
  interactiveButtonsReply: { interactiveButtonsReply: { ...business, stanzaId: "value" } },
  interactiveButtonsResponse: {
    interactiveButtonsResponse: values("selectedDisplayText selectedButtonText stanzaId")
  }
}

// The text of a type without a documented body, from the live journal's habit.
const anyText = values("textMessage caption")

/** The places that one column shows, the one that is preferred first. */
const sharedPlaces: ReadonlyArray<readonly [string, string]> = [
  ...["extendedTextMessage", "location", "contact"].flatMap((object) =>
    ["isForwarded", "forwardingScore"].map((name) => [name, `${object}.${name}`] as const)
  ),
  ["quotedMessage.stanzaId", "extendedTextMessage.stanzaId"],
  ["quotedMessage.participant", "extendedTextMessage.participant"],
  ["editedMessageId", "editedMessageData.stanzaId"],
  ["deletedMessageId", "deletedMessageData.stanzaId"],
  ["editedMessageData.textMessage", "editedMessageData.caption"],
  ["textMessage", "caption"],
  ...Object.values(businessBodies).flatMap((body) =>
    Object.entries(body).flatMap(([object, fields]) => {
      const [text = ""] = Object.keys(fields)
      return [
        ["textMessage", `${object}.${text}`],
        ["caption", `${object}.${text}`],
        ["isForwarded", `${object}.isForwarded`],
        ["forwardingScore", `${object}.forwardingScore`],
        ["quotedMessage.stanzaId", `${object}.stanzaId`]
      ] as const
    })
  )
]

const isUnknownIn = (value: JsonValue, fields: Fields): boolean =>
  isObject(value) && splitBy(value, fields).extra !== null

const splitBy = (value: JsonObject, fields: Fields): Split => {
  const known: Record<string, JsonValue> = {}
  const extra: Record<string, JsonValue> = {}
  for (const [name, held] of Object.entries(value)) {
    const kind = Object.hasOwn(fields, name) ? fields[name] : undefined
    if (kind === undefined) extra[name] = held
    else if (kind === "value") known[name] = held
    else if (Array.isArray(kind)) {
      known[name] = held
      if (Array.isArray(held) && held.some((item) => isUnknownIn(item, kind[0]))) extra[name] = held
    } else if (isObject(held)) {
      const inner = splitBy(held, kind as Fields)
      known[name] = inner.known
      if (inner.extra !== null) extra[name] = inner.extra
    } else known[name] = held
  }
  return { known, extra: Object.keys(extra).length === 0 ? null : extra }
}

const filledAt = (record: JsonObject, place: string): JsonValue | undefined => {
  const [outer = "", inner] = place.split(".")
  const value = inner === undefined ? record[outer] : objectAt(record, outer)?.[inner]
  return value === null || value === "" ? undefined : value
}

// Moves a value from the documented fields to the extra ones.
const moved = ({ known, extra }: Split, place: string): Split => {
  const [outer = "", inner] = place.split(".")
  const { [outer]: value = null, ...others } = known
  if (inner === undefined) {
    const whole = isObject(value) ? { ...objectAt(extra, outer), ...value } : value
    return { known: others, extra: { ...extra, [outer]: whole } }
  }
  const { [inner]: innerValue = null, ...rest } = objectAt(known, outer) ?? {}
  return {
    known: { ...known, [outer]: rest },
    extra: { ...extra, [outer]: { ...objectAt(extra, outer), [inner]: innerValue } }
  }
}

// Places of which the value is documented, and still no column shows it.
const unshown = (record: JsonObject): ReadonlyArray<string> => {
  const second = sharedPlaces.flatMap(([first, other]) => {
    const shown = filledAt(record, first)
    const hidden = filledAt(record, other)
    return shown !== undefined && hidden !== undefined && shown !== hidden ? [other] : []
  })
  const direction = textAt(record, "type")
  const noPoll =
    typeOf(record) === "pollUpdateMessage" && textAt(objectAt(record, "pollMessageData"), "stanzaId") === null
  return [
    ...new Set(second),
    ...(direction === null || direction === "incoming" || direction === "outgoing" ? [] : ["type"]),
    ...(noPoll && objectAt(record, "pollMessageData") !== null ? ["pollMessageData"] : [])
  ]
}

/** Splits a record into what its type documents and what is extra. */
export const splitRecord = (record: JsonObject): Split => {
  const type = typeOf(record) ?? ""
  const body = bodies[type] ?? { ...anyText, ...businessBodies[type] }
  const split = splitBy(record, { ...common, ...body })
  return unshown(split.known).reduce(moved, split)
}
