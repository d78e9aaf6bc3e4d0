// What hangs on a message: its file, link preview, place, contacts, and the message it quotes.
// One row per message, of contacts one per contact; empty text is null, JSON stays parsed.
// The latest record of a message that has contents is all there is; a link preview is that of the latest record.
// Gotcha: a reaction carries a quotedMessage too, but it is no quote.

import { type Message, quoteIn } from "./messages.ts"
import { flagAt, isObject, type JsonObject, listAt, numberAt, objectAt, textAt, typeOf } from "./record.ts"
import { businessTextOf, textOf } from "./revisions.ts"

const mediaTypes = ["image", "video", "document", "audio", "sticker"] as const

const mediaTypeOf = (record: JsonObject): (typeof mediaTypes)[number] | null =>
  mediaTypes.find((media) => typeOf(record) === `${media}Message`) ?? null

const previewFields = [
  "description",
  "title",
  "previewType",
  "jpegThumbnail",
  "mediaType",
  "sourceId",
  "sourceType",
  "sourceUrl",
  "thumbnailUrl"
] as const

// The extended text of a message if it shows a link preview, advertising, or a text that the message does not.
const previewOf = ({ record }: Message): JsonObject | null => {
  const extended = objectAt(record, "extendedTextMessage")
  const text = textAt(extended, "text")
  const shown = previewFields.some((field) => {
    const value = textAt(extended, field)
    return value !== null && !(field === "previewType" && value === "None")
  })
  return shown || (text !== null && text !== textOf(record)) ? extended : null
}

const keyColumns = ({ row }: Message) => ({
  instance_id: row.instance_id,
  chat_id: row.chat_id,
  message_id: row.message_id
})

/** Rows of `media`. */
export const mediaOf = (messages: ReadonlyArray<Message>) =>
  messages.flatMap((message) => {
    const { contents: record } = message
    const media = mediaTypeOf(record)
    if (media === null) return []
    return {
      ...keyColumns(message),
      media_type: media,
      download_url: textAt(record, "downloadUrl"),
      download_url_jpeg: textAt(record, "downloadUrlJpeg"),
      caption: message.row.text,
      file_name: textAt(record, "fileName"),
      mime_type: textAt(record, "mimeType"),
      is_animated: flagAt(record, "isAnimated"),
      is_video_note: flagAt(record, "videoNote"),
      jpeg_thumbnail: textAt(record, "jpegThumbnail")
    }
  })

/** Rows of `link_previews`. */
export const linkPreviewsOf = (messages: ReadonlyArray<Message>) =>
  messages.flatMap((message) => {
    const preview = previewOf(message)
    if (preview === null) return []
    return {
      ...keyColumns(message),
      text: textAt(preview, "text"),
      title: textAt(preview, "title"),
      description: textAt(preview, "description"),
      preview_type: textAt(preview, "previewType"),
      media_type: textAt(preview, "mediaType"),
      source_id: textAt(preview, "sourceId"),
      source_type: textAt(preview, "sourceType"),
      source_url: textAt(preview, "sourceUrl"),
      thumbnail_url: textAt(preview, "thumbnailUrl"),
      jpeg_thumbnail: textAt(preview, "jpegThumbnail")
    }
  })

/** Rows of `locations`. */
export const locationsOf = (messages: ReadonlyArray<Message>) =>
  messages.flatMap((message) => {
    const location = objectAt(message.contents, "location")
    if (location === null) return []
    return {
      ...keyColumns(message),
      name_location: textAt(location, "nameLocation"),
      address: textAt(location, "address"),
      latitude: numberAt(location, "latitude"),
      longitude: numberAt(location, "longitude"),
      jpeg_thumbnail: textAt(location, "jpegThumbnail")
    }
  })

// A number as the accounts of the model write it: what follows its digits and signs is no part of it, and 8 before ten
// digits of Russia is +7.
const numberOf = (value: string): string => {
  const [head = ""] = /^[+\d ()-]*/.exec(value) ?? []
  const digits = head.replace(/[^0-9+]/g, "")
  return /^8[79]\d{9}$/.test(digits) ? `+7${digits.slice(1)}` : digits
}

/** What the lines of a vCard tell: a number, a WhatsApp id beside it, or both; an empty text is none. */
export const telephonesIn = (vcard: string | null) =>
  (vcard ?? "")
    .replace(/\r?\n /g, "")
    .split(/\r?\n/)
    .flatMap((line) => {
      const [, parameters, value] = /^(?:[\w-]+\.)?TEL((?:;[^:]*)?):(.*)$/i.exec(line) ?? []
      if (parameters === undefined || value === undefined) return []
      return { number: numberOf(value), waid: /;waid=(\d*)/i.exec(parameters)?.[1] ?? "" }
    })

/** The telephone numbers of a vCard, digits and + only, distinct, with commas between them; null if there is none. */
export const phoneNumbersOf = (vcard: string | null): string | null => {
  const numbers = new Set(telephonesIn(vcard).map(({ number, waid }) => number || waid))
  numbers.delete("")
  return numbers.size === 0 ? null : [...numbers].join(",")
}

/** The number that MAX gives beside a vCard, 0 if it is hidden. */
const numberBeside = (contact: Readonly<Record<string, unknown>>): string | null => {
  const number = Number(contact["phoneNumber"])
  return Number.isSafeInteger(number) && number > 0 ? `+${number}` : null
}

/** The name of a vCard, which the generated ones write without parameters. */
const nameIn = (vcard: string | null): string | null =>
  /^FN:(.*)$/m.exec((vcard ?? "").replaceAll("\r", ""))?.[1]?.trim() || null

/** Rows of `contacts`. */
export const contactsOf = (messages: ReadonlyArray<Message>) =>
  messages.flatMap((message) => {
    const single = objectAt(message.contents, "contact")
    const contacts = [
      ...(single === null ? [] : [single]),
      ...listAt(message.contents, "contacts").filter(isObject)
    ]
    return contacts.map((contact, index) => ({
      ...keyColumns(message),
      contact_index: index,
      display_name: textAt(contact, "displayName") ?? nameIn(textAt(contact, "vcard")),
      phone_numbers: phoneNumbersOf(textAt(contact, "vcard")) ?? numberBeside(contact),
      vcard: textAt(contact, "vcard")
    }))
  })

/** Rows of `quotes`, the payload parsed. */
export const quotesOf = (messages: ReadonlyArray<Message>) =>
  messages.flatMap((message) => {
    const { contents } = message
    const quoted = objectAt(contents, "quotedMessage")
    const quotedId = quoteIn(contents, "stanzaId")
    if (typeOf(contents) === "reactionMessage") return []
    if (quoted === null && quotedId === null) return []
    return {
      ...keyColumns(message),
      quoted_message_id: quotedId,
      quoted_participant: quoteIn(contents, "participant"),
      quoted_type_message: textAt(quoted, "typeMessage"),
      quoted_text:
        textAt(quoted, "textMessage") ??
        textAt(objectAt(quoted, "extendedTextMessage"), "text") ??
        textAt(quoted, "caption") ??
        textAt(objectAt(quoted, "pollMessageData"), "name") ??
        (quoted === null ? null : businessTextOf(quoted)),
      quoted_file_name: textAt(quoted, "fileName"),
      quoted_mime_type: textAt(quoted, "mimeType"),
      quoted_download_url: textAt(quoted, "downloadUrl"),
      quoted_jpeg_thumbnail: textAt(quoted, "jpegThumbnail"),
      quoted_payload: quoted
    }
  })
