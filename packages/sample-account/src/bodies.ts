// The bodies of ordinary messages: texts, links, files, places and contacts.
//
// Formats as in live replies, with every field present. Files are on https://media.example/, which does
// not exist; `replies.ts` renews their addresses. Elsewhere: polls (`polls.ts`), reactions (`reactions.ts`)
// and undocumented types (`undocumented.ts`).

import { type Instance, phoneOf } from "./people.ts"
import type { Random } from "./random.ts"
import type { Body, JournalRecord } from "./record.ts"
import { thumbnails } from "./thumbnails.ts"

const fresh = { forwardingScore: 0, isForwarded: false }

/** The number of times that a message was forwarded. */
const forwarded = (score: number) => ({ forwardingScore: score, isForwarded: score > 0 })

export const plainText = (text: string): Body => ({ typeMessage: "textMessage", textMessage: text })

const extended = (text: string, fields: JournalRecord): Body => ({
  typeMessage: "extendedTextMessage",
  textMessage: text,
  extendedTextMessage: {
    text,
    description: "",
    title: "",
    previewType: "None",
    jpegThumbnail: "",
    ...fresh,
    ...fields
  }
})

/** A text as phones sometimes send it: extended, with an empty extension. */
export const extendedText = (text: string): Body => extended(text, {})

export const forwardedText = (text: string, score: number): Body => extended(text, forwarded(score))

export const link = (text: string, title: string, description: string, random: Random): Body =>
  extended(text, { title, description, jpegThumbnail: random.chance(0.7) ? random.pick(thumbnails) : "" })

/** The message sent by the button of an advertisement; `text` differs from `textMessage`. */
export const advertisement = (text: string, title: string, slogan: string, random: Random): Body => {
  const sourceId = `1202${random.between(10_000_000, 99_999_999)}00`
  return {
    typeMessage: "extendedTextMessage",
    textMessage: text,
    extendedTextMessage: {
      text: slogan,
      description: "",
      title,
      jpegThumbnail: random.pick(thumbnails),
      ...fresh,
      mediaType: "IMAGE",
      sourceId,
      sourceType: "ad",
      sourceUrl: `https://ads.example/c/${sourceId}`,
      thumbnailUrl: `https://media.example/ads/${sourceId}.jpg`
    }
  }
}

const uuid = (random: Random): string =>
  [8, 4, 4, 4, 12].map((digits) => random.hex(digits).toLowerCase()).join("-")

const kinds = {
  photo: { typeMessage: "imageMessage", mimeType: "image/jpeg", extension: "jpg", seen: true },
  video: { typeMessage: "videoMessage", mimeType: "video/mp4", extension: "mp4", seen: true },
  gif: { typeMessage: "videoMessage", mimeType: "video/mp4", extension: "mp4", seen: true },
  note: { typeMessage: "videoMessage", mimeType: "video/mp4", extension: "mp4", seen: true },
  voice: { typeMessage: "audioMessage", mimeType: "audio/ogg; codecs=opus", extension: "oga", seen: false },
  sticker: { typeMessage: "stickerMessage", mimeType: "image/webp", extension: "webp", seen: false }
} as const

export type FileKind = keyof typeof kinds

/** A picture, film, voice note or sticker; `score` is the number of times it was forwarded. */
export const file = (
  kind: FileKind,
  caption: string,
  instance: Instance,
  random: Random,
  score = 0
): Body => {
  const { typeMessage, mimeType, extension, seen } = kinds[kind]
  const fileName = `${uuid(random)}.${extension}`
  return {
    typeMessage,
    downloadUrl: `https://media.example/${instance.idInstance}/${fileName}`,
    caption,
    fileName,
    jpegThumbnail: seen ? random.pick(thumbnails) : "",
    mimeType,
    isAnimated: kind === "gif" || (kind === "sticker" && random.chance(0.4)),
    ...forwarded(score),
    videoNote: kind === "note"
  }
}

const documentTypes: Readonly<Record<string, string>> = {
  pdf: "application/pdf",
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  docx: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
  csv: "text/csv"
}

/** A file with a name given by its sender. */
export const namedDocument = (
  fileName: string,
  caption: string,
  instance: Instance,
  random: Random
): Body => {
  const extension = fileName.slice(fileName.lastIndexOf(".") + 1)
  return {
    typeMessage: "documentMessage",
    downloadUrl: `https://media.example/${instance.idInstance}/${uuid(random)}.${extension}`,
    caption,
    fileName,
    jpegThumbnail: extension === "pdf" ? random.pick(thumbnails) : "",
    mimeType: documentTypes[extension] ?? "application/octet-stream",
    isAnimated: false,
    ...fresh,
    videoNote: false
  }
}

/** A place; `coordinates` are latitude and longitude in degrees, as `55.75,37.61`. */
export const place = (coordinates: string, nameLocation: string, address: string): Body => {
  const [latitude = Number.NaN, longitude = Number.NaN] = coordinates.split(",").map(Number)
  if (Number.isNaN(latitude + longitude)) throw new RangeError(`no coordinates: ${coordinates}`)
  return {
    typeMessage: "locationMessage",
    location: { nameLocation, address, jpegThumbnail: "", latitude, longitude, ...fresh }
  }
}

/* vCard 3.0, https://datatracker.ietf.org/doc/html/rfc2426 */
const card = (displayName: string, number: string): JournalRecord => {
  const [first = "", ...rest] = displayName.split(" ")
  const lines = [
    "BEGIN:VCARD",
    "VERSION:3.0",
    `N:${rest.join(" ")};${first};;;`,
    `FN:${displayName}`,
    `TEL;type=CELL;type=VOICE;waid=${number}:${phoneOf(`${number}@c.us`)}`,
    "END:VCARD"
  ]
  return { displayName, vcard: lines.join("\n"), ...fresh }
}

/** Shared contacts: names and numbers alternating, numbers as digits; a single one makes a contactMessage. */
export const contacts = (parts: ReadonlyArray<string>): Body => {
  const cards = parts.flatMap((name, index) => (index % 2 === 0 ? [card(name, parts[index + 1] ?? "")] : []))
  const [only = {}] = cards
  return cards.length === 1
    ? { typeMessage: "contactMessage", contact: only }
    : { typeMessage: "contactsArrayMessage", contacts: cards, ...fresh }
}
