// One record of the generated journal: a body with its common fields.
//
// Field order as in live replies: type, id, time, body, sender or status, marks.
// Later changes are in `timeline.ts`. Gotcha: a deletion has no marks of its own.
//
// Source: https://green-api.com/en/docs/api/journals/LastIncomingMessages/
import type { Chat, Person } from "./people.ts"

export type Json = null | boolean | number | string | ReadonlyArray<Json> | JournalRecord

/** Fields of a record, by name. */
export type JournalRecord = { readonly [field: string]: Json }

/** The part of a record that is the message itself. */
export type Body = JournalRecord & { readonly typeMessage: string }

/** The author: another person, or the instance's own account from its phone or through the API. */
export type Author = Person | "phone" | "api"

/** A message as first written; times are UNIX seconds. */
export type Posted = {
  readonly idMessage: string
  readonly chat: Chat
  readonly author: Author
  readonly at: number
  readonly body: Body
}

export const isOwn = (author: Author): author is "phone" | "api" => typeof author === "string"

/** The id of an author, as in quotes and reactions. */
export const authorId = ({ author, chat }: Pick<Posted, "author" | "chat">): string =>
  isOwn(author) ? chat.instance.ownId : author.id

const marks = { deletedMessageId: "", editedMessageId: "", isEdited: false, isDeleted: false }

/** The first state of a record in the journal; own messages have the given status. */
export const recordOf = (posted: Posted, statusMessage: string): JournalRecord => {
  const { author, body, chat } = posted
  const { typeMessage, ...content } = body
  const isMax = chat.instance.messenger === "max"
  return {
    type: isOwn(author) ? "outgoing" : "incoming",
    idMessage: posted.idMessage,
    timestamp: posted.at,
    typeMessage,
    chatId: chat.id,
    ...(isMax ? { chatType: chat.members.length > 1 ? "group" : "user" } : {}),
    ...content,
    ...(isOwn(author)
      ? { statusMessage, sendByApi: author === "api" }
      : {
          senderId: author.id,
          senderName: author.senderName,
          senderContactName: author.senderContactName,
          ...(isMax ? { senderType: "user", senderPhoneNumber: 0 } : {})
        }),
    ...(typeMessage === "deletedMessage" ? {} : marks)
  }
}

/* A quote has a file without its address, a poll without its options, a reply as plain text. */
const quotedContent = (body: Body): Body => {
  const { quotedMessage: _, ...content } = body
  switch (body.typeMessage) {
    case "quotedMessage": {
      const text = textOf(body)
      return {
        typeMessage: "extendedTextMessage",
        textMessage: text,
        extendedTextMessage: { text, description: "", title: "", previewType: "None", jpegThumbnail: "" }
      }
    }
    case "pollMessage":
      return { ...content, typeMessage: "pollMessage", pollMessageData: withoutOptions(body) }
    default:
      return "downloadUrl" in body
        ? { ...content, typeMessage: body.typeMessage, downloadUrl: "", fileName: "" }
        : { ...content, typeMessage: body.typeMessage }
  }
}

/** The object in a field of a record, or an empty one. */
export const objectAt = (record: JournalRecord, field: string): JournalRecord => {
  const value = record[field]
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as JournalRecord) : {}
}

const withoutOptions = (body: Body): JournalRecord => ({ ...objectAt(body, "pollMessageData"), options: [] })

/** The visible text of a body: its text, its caption, the name of its poll, or "". */
export const textOf = (body: JournalRecord): string => {
  const candidates = [
    body["textMessage"],
    objectAt(body, "extendedTextMessage")["text"],
    body["caption"],
    objectAt(body, "pollMessageData")["name"]
  ]
  const text = candidates.find((candidate) => typeof candidate === "string" && candidate !== "")
  return typeof text === "string" ? text : ""
}

/** A body that quotes another message: a text becomes a quotedMessage, everything else keeps its type. */
export const answering = (body: Body, original: Posted): Body => {
  const stanza = { stanzaId: original.idMessage, participant: authorId(original) }
  const quotedMessage = { ...stanza, ...quotedContent(original.body), ...marks }
  if (body.typeMessage !== "textMessage" && body.typeMessage !== "extendedTextMessage")
    return { ...body, quotedMessage }
  return {
    typeMessage: "quotedMessage",
    extendedTextMessage: { text: textOf(body), ...stanza },
    quotedMessage
  }
}
