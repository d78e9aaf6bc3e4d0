// The kinds of record that a journal of GREEN-API holds, as fields of effect/Schema.
//
// MAX and Telegram have the same kinds, and fields of their own: their chats and senders tell what they are, and MAX whether
// the account has read a message.
//
// Journals are flat: the body of a message is beside its `idMessage`. Only `typeMessage` is relied on.
// Not here: webhooks, which nest the same values under `messageData`.
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
 * What a business sends with buttons or a list, and what its customers choose. What is shown besides the text (a title, a
 * footer, the buttons) is no field here: no column contains it.
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
  interactiveButtonsReply: { interactiveButtonsReply: object({ ...business, stanzaId: text }) }
} as const

/** The fields of each type beside those that every record may have. */
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

/** Every `typeMessage` that is documented or has been seen live; `""` is a record that the vendor left empty. */
export type TypeMessage = keyof typeof bodies

/** All of them, in the order of the documentation. */
export const typeMessages = Object.keys(bodies) as ReadonlyArray<TypeMessage>

/** Tells whether this version knows the type; `toString` and the like are not types. */
export const isKnownType = (type: string): type is TypeMessage => Object.hasOwn(bodies, type)

/**
 * The type of `typeMessage` where it is none of `TypeMessage`. To TypeScript it is a text that equals none of these, so that
 * `typeMessage === "textMessage"` narrows a message; its pattern is in no value. Gotcha: a brand would stop all narrowing.
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

/** One schema for each known type of a quoted message. */
const quotedMessageSchemas: QuotedMessageSchemas = ofEachType(originalFields)

/** A quoted message whose type is unknown or not told (as in reactions). */
const UnknownTypeQuotedMessage = open({
  typeMessage: Schema.optionalKey(Schema.NullOr(unknownType)),
  ...originalFields
})

type QuotedMessageSchema = QuotedMessageSchemas[TypeMessage] | typeof UnknownTypeQuotedMessage

/** The message that another one quotes, with its own fields beside the id and author of the original. */
export const QuotedMessage: Schema.Union<ReadonlyArray<QuotedMessageSchema>> = Schema.Union([
  ...Object.values<QuotedMessageSchemas[TypeMessage]>(quotedMessageSchemas),
  UnknownTypeQuotedMessage
])

/** What every record may carry beside its body. */
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

/** The schema of a record of each known type, by its `typeMessage`. */
export interface MessageSchemas extends SchemasAround<typeof commonFields> {}

/** One schema for each known type of a record. */
export const messageSchemas: MessageSchemas = ofEachType(commonFields)

/** A record of a type that this version does not know: the common fields, everything else as sent. */
export const UnknownTypeMessage = open({ typeMessage: unknownType, ...commonFields })

/** The schema of any record. */
export type MessageSchema = MessageSchemas[TypeMessage] | typeof UnknownTypeMessage
