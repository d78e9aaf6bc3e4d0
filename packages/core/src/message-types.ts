// The record types of a GREEN-API journal, as fields of Effect schemas.
//
// MAX and Telegram have the same types with additional fields: the kind of chats and senders, and in MAX whether
// the account has read a message.
//
// Journals are flat: the body of a message is beside its `idMessage`. Only `typeMessage` is relied on.
// Webhooks are not included: they nest the same values under `messageData`.
//
// Sources: https://green-api.com/en/docs/api/journals/LastIncomingMessages/,
// https://green-api.com/en/waba/api/receiving/notifications-format/incoming-message/,
// https://green-api.com/v3/docs/api/journals/LastIncomingMessages/,
// https://green-api.com/en/telegram/docs/api/journals/LastIncomingMessages/
import * as Schema from "effect/Schema"
import { flag, list, number, object, open, telephone, text, timestamp, voters, wholeNumber } from "./field.ts"

const forwarding = { isForwarded: flag, forwardingScore: wholeNumber }

const fileFields = {
  downloadUrl: text,
  downloadUrlJpeg: text,
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

const business = { contentText: text, ...forwarding }

/**
 * Business messages with buttons or a list, and the customers' choices. What is shown besides the text (a title, a
 * footer, the buttons) has no field here, since no column contains it.
 */
export const businessBodies = {
  buttonsMessage: { buttonsMessage: object(business) },
  templateMessage: { templateMessage: object(business) },
  listMessage: { listMessage: object(business) },
  buttonsResponseMessage: { buttonsResponseMessage: object({ selectedButtonText: text, stanzaId: text }) },
  templateButtonsReplyMessage: {
    templateButtonReplyMessage: object({ selectedDisplayText: text, stanzaId: text })
  },
  listResponseMessage: { listResponseMessage: object({ title: text, stanzaId: text }) },
  interactiveButtons: { interactiveButtons: object(business) },
  interactiveButtonsReply: { interactiveButtonsReply: object({ ...business, stanzaId: text }) },
  // Not documented: clients of the service read it, under both names.
  interactiveButtonsResponse: {
    interactiveButtonsResponse: object({
      selectedDisplayText: text,
      selectedButtonText: text,
      stanzaId: text
    })
  }
} as const

/** The fields of each type besides the common ones. */
export const bodies = {
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
    pollMessageData: object({
      name: text,
      options: list({ optionName: text }),
      multipleAnswers: flag,
      allowToChangeAnswer: flag
    })
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
  ...businessBodies,
  groupInviteMessage: {},
  incomingCall: {},
  outgoingCall: {},
  "": {}
} as const

/** Every `typeMessage` that is documented or was seen live; `""` is a record that the vendor left empty. */
export type TypeMessage = keyof typeof bodies

/** All known types, in the order of the documentation. */
export const typeMessages = Object.keys(bodies) as ReadonlyArray<TypeMessage>

/** True if this version knows the type; `toString` and the like are not types. */
export const isKnownType = (type: string): type is TypeMessage => Object.hasOwn(bodies, type)

/**
 * An unknown `typeMessage`. For TypeScript it is a string that equals no `TypeMessage`, so that
 * `typeMessage === "textMessage"` narrows a message; no value has this form. Gotcha: a brand would prevent narrowing.
 */
export type UnknownType = `(no known type) ${string}`

const unknownType = Schema.String.check(
  Schema.makeFilter((type: string) => !isKnownType(type), { expected: "an unknown typeMessage" })
) as unknown as Schema.Codec<UnknownType, string>

const originalFields = { stanzaId: text, participant: text, type: text, ...mark }

type Open<F extends Schema.Struct.Fields> = ReturnType<typeof open<F>>
type Body<T extends TypeMessage> = (typeof bodies)[T]

type SchemasAround<F extends Schema.Struct.Fields> = {
  readonly [T in TypeMessage]: Open<{ readonly typeMessage: Schema.Literal<T> } & F & Body<T>>
}

/** Adds common fields to each known type: TypeScript cannot follow a spread over a type parameter. */
const ofEachType = <F extends Schema.Struct.Fields>(around: F) =>
  Object.fromEntries(
    typeMessages.map((type) => [
      type,
      open({ typeMessage: Schema.Literal(type), ...around, ...bodies[type] })
    ])
  ) as SchemasAround<F>

/** The schema of a quoted message for each known type, with the id and author of the original. */
export interface QuotedMessageSchemas extends SchemasAround<typeof originalFields> {}

/** One schema for each known type of a quoted message. */
const quotedMessageSchemas: QuotedMessageSchemas = ofEachType(originalFields)

/** A quoted message whose type is unknown or missing (as in reactions). */
const UnknownTypeQuotedMessage = open({
  typeMessage: Schema.optionalKey(Schema.NullOr(unknownType)),
  ...originalFields
})

type QuotedMessageSchema = QuotedMessageSchemas[TypeMessage] | typeof UnknownTypeQuotedMessage

/** A message that another one quotes, with its fields and the id and author of the original. */
export const QuotedMessage: Schema.Union<ReadonlyArray<QuotedMessageSchema>> = Schema.Union([
  ...Object.values<QuotedMessageSchemas[TypeMessage]>(quotedMessageSchemas),
  UnknownTypeQuotedMessage
])

/** The fields of every record besides its body. */
const commonFields = {
  type: text,
  idMessage: text,
  timestamp,
  chatId: text,
  senderId: text,
  senderName: text,
  senderContactName: text,
  senderType: text,
  senderPhoneNumber: telephone,
  chatType: text,
  isRead: flag,
  isReadTimestamp: timestamp,
  statusMessage: text,
  sendByApi: flag,
  ...forwarding,
  ...mark,
  quotedMessage: Schema.optionalKey(Schema.NullOr(QuotedMessage))
}

/** The schema of a record for each known type, by `typeMessage`. */
export interface MessageSchemas extends SchemasAround<typeof commonFields> {}

/** One schema for each known type of a record. */
export const messageSchemas: MessageSchemas = ofEachType(commonFields)

/** A record of an unknown type: the common fields, everything else as sent. */
export const UnknownTypeMessage = open({ typeMessage: unknownType, ...commonFields })

/** The schema of any record. */
export type MessageSchema = MessageSchemas[TypeMessage] | typeof UnknownTypeMessage
