// The kinds of record that a WhatsApp journal of GREEN-API holds, as fields of effect/Schema.
//
// Journals are flat: the body of a message stands beside its `idMessage`. Every field is optional and may
// be null, since fields come and go between replies; only `typeMessage` is relied on.
// Not here: webhooks, which nest the same values under `messageData`.
//
// Source: https://green-api.com/en/docs/api/journals/LastIncomingMessages/
import * as Schema from "effect/Schema"

/** A struct that keeps fields it does not know, exactly as sent. */
const open = <const F extends Schema.Struct.Fields>(fields: F) =>
  Schema.StructWithRest(Schema.Struct(fields), [Schema.Record(Schema.String, Schema.Unknown)])

const text = Schema.optionalKey(Schema.NullOr(Schema.String))
const flag = Schema.optionalKey(Schema.NullOr(Schema.Boolean))
const number = Schema.optionalKey(Schema.NullOr(Schema.Finite))
const wholeNumber = Schema.optionalKey(
  Schema.NullOr(Schema.Int.check(Schema.isBetween({ minimum: -2_147_483_648, maximum: 2_147_483_647 })))
)

/** What a field that is no single value holds: an object of fields, or a list of items. */
export type Shape =
  | { readonly kind: "object"; readonly fields: Schema.Struct.Fields }
  | { readonly kind: "list"; readonly item: Schema.Struct.Fields }

const shapes = new WeakMap<object, Shape>()

/** The shape of a documented field; undefined for a single value, and for a list of single values. */
export const shapeOf = (field: object): Shape | undefined => shapes.get(field)

const object = <const F extends Schema.Struct.Fields>(fields: F) => {
  const field = Schema.optionalKey(Schema.NullOr(open(fields)))
  shapes.set(field, { kind: "object", fields })
  return field
}

const list = <const F extends Schema.Struct.Fields>(item: F) => {
  const field = Schema.optionalKey(Schema.NullOr(Schema.Array(open(item))))
  shapes.set(field, { kind: "list", item })
  return field
}

const voters = Schema.optionalKey(
  Schema.NullOr(Schema.Array(Schema.Union([Schema.String, open({ voterWid: Schema.String })])))
)

/** Seconds since 1970 in UTC, from 1970 to the year 9999. */
export const Timestamp = Schema.Int.check(Schema.isBetween({ minimum: 0, maximum: 253_402_300_799 }))

const forwarding = { isForwarded: flag, forwardingScore: wholeNumber }

const fileFields = {
  downloadUrl: text,
  caption: text,
  fileName: text,
  jpegThumbnail: text,
  mimeType: text,
  isAnimated: flag,
  videoNote: flag,
  ...forwarding
}

const sharedContact = { displayName: text, vcard: text, ...forwarding }

const mark = { editedMessageId: text, deletedMessageId: text, isEdited: flag, isDeleted: flag }

const bodies = {
  textMessage: { textMessage: text },
  extendedTextMessage: {
    textMessage: text,
    extendedTextMessage: object({
      text,
      description: text,
      title: text,
      previewType: text,
      jpegThumbnail: text,
      ...forwarding,
      mediaType: text,
      sourceId: text,
      sourceType: text,
      sourceUrl: text,
      thumbnailUrl: text,
      stanzaId: text,
      participant: text
    })
  },
  quotedMessage: {
    textMessage: text,
    extendedTextMessage: object({ text, stanzaId: text, participant: text, ...forwarding })
  },
  imageMessage: fileFields,
  videoMessage: fileFields,
  documentMessage: fileFields,
  audioMessage: fileFields,
  stickerMessage: fileFields,
  locationMessage: {
    location: object({
      nameLocation: text,
      address: text,
      latitude: number,
      longitude: number,
      jpegThumbnail: text,
      ...forwarding
    })
  },
  contactMessage: { contact: object(sharedContact) },
  contactsArrayMessage: { contacts: list({ displayName: text, vcard: text }), ...forwarding },
  reactionMessage: { extendedTextMessageData: object({ text }) },
  pollMessage: {
    pollMessageData: object({ name: text, options: list({ optionName: text }), multipleAnswers: flag })
  },
  pollUpdateMessage: {
    pollMessageData: object({
      stanzaId: text,
      name: text,
      votes: list({ optionName: text, optionVoters: voters }),
      multipleAnswers: flag
    })
  },
  incomingBlock: { chatState: text },
  deletedMessage: { deletedMessageData: object({ stanzaId: text }) },
  editedMessage: { editedMessageData: object({ textMessage: text, caption: text, stanzaId: text }) },
  buttonsMessage: {},
  templateMessage: {},
  listMessage: {},
  buttonsResponseMessage: {},
  templateButtonsReplyMessage: {},
  listResponseMessage: {},
  interactiveButtons: {},
  interactiveButtonsReply: {},
  groupInviteMessage: {},
  incomingCall: {},
  outgoingCall: {},
  "": {}
} as const

/** Every `typeMessage` that is documented or has been seen live; `""` is a record that the vendor left empty. */
export type TypeMessage = keyof typeof bodies

export const typeMessages = Object.keys(bodies) as ReadonlyArray<TypeMessage>

const unknownType = Schema.String.check(
  Schema.makeFilter((type: string) => !Object.hasOwn(bodies, type), { expected: "an unknown typeMessage" })
)

const originalFields = { stanzaId: text, participant: text, type: text, ...mark }

type Open<F extends Schema.Struct.Fields> = ReturnType<typeof open<F>>
type Body<T extends TypeMessage> = (typeof bodies)[T]

type SchemasAround<F extends Schema.Struct.Fields> = {
  readonly [T in TypeMessage]: Open<{ readonly typeMessage: Schema.Literal<T> } & F & Body<T>>
}

/** The fields around a body, for each known type: TypeScript does not follow a spread over a type parameter. */
const ofEachType = <F extends Schema.Struct.Fields>(around: F) =>
  Object.fromEntries(
    typeMessages.map((type) => [
      type,
      open({ typeMessage: Schema.Literal(type), ...around, ...bodies[type] })
    ])
  ) as SchemasAround<F>

/** The schema of a quoted message of each known type, with the id and author of the original. */
export interface QuotedMessageSchemas extends SchemasAround<typeof originalFields> {}

export const quotedMessageSchemas: QuotedMessageSchemas = ofEachType(originalFields)

/** A quoted message whose type is unknown or not told (as in reactions). */
export const UnknownTypeQuotedMessage = open({
  typeMessage: Schema.optionalKey(Schema.NullOr(unknownType)),
  ...originalFields
})

type QuotedMessageSchema = QuotedMessageSchemas[TypeMessage] | typeof UnknownTypeQuotedMessage

export const QuotedMessage: Schema.Union<ReadonlyArray<QuotedMessageSchema>> = Schema.Union([
  ...Object.values<QuotedMessageSchemas[TypeMessage]>(quotedMessageSchemas),
  UnknownTypeQuotedMessage
])

/** What every record may carry beside its body. */
const commonFields = {
  type: text,
  idMessage: text,
  timestamp: Schema.optionalKey(Schema.NullOr(Timestamp)),
  chatId: text,
  senderId: text,
  senderName: text,
  senderContactName: text,
  statusMessage: text,
  sendByApi: flag,
  ...forwarding,
  ...mark,
  quotedMessage: Schema.optionalKey(Schema.NullOr(QuotedMessage))
}

/** The schema of a record of each known type, by its `typeMessage`. */
export interface MessageSchemas extends SchemasAround<typeof commonFields> {}

export const messageSchemas: MessageSchemas = ofEachType(commonFields)

/** A record of a type that this version does not know: the common fields, everything else as sent. */
export const UnknownTypeMessage = open({ typeMessage: unknownType, ...commonFields })

export type MessageSchema = MessageSchemas[TypeMessage] | typeof UnknownTypeMessage
