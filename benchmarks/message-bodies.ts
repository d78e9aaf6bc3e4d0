// Bodies of generated messages as pieces of JSON text: files, places, contacts, and what a quotation repeats.
//
// A body is everything between the chat's id and the sender. Not here: texts, reactions, polls (`message-line.ts`).
import type { Random } from "../packages/sample-account/dist/index.js"
import type { Recent } from "./message-chats.ts"
import { textOf } from "./message-texts.ts"

/** The marks of a message that no one edited or deleted. */
export const marks = `"deletedMessageId":"","editedMessageId":"","isEdited":false,"isDeleted":false`

/** Of a message that was not forwarded. */
export const fresh = `"isForwarded":false,"forwardingScore":0`

const hex = Array.from({ length: 65_536 }, (_, value) => value.toString(16).toUpperCase().padStart(4, "0"))

/** Eight upper case digits of 32 bits. */
export const hex32 = (bits: number): string => `${hex[bits >>> 16]}${hex[bits & 0xffff]}`

const kinds = [
  ...Array.from({ length: 11 }, () => ["imageMessage", "image/jpeg", "jpg"] as const),
  ...Array.from({ length: 3 }, () => ["videoMessage", "video/mp4", "mp4"] as const),
  ...Array.from({ length: 3 }, () => ["documentMessage", "application/pdf", "pdf"] as const),
  ...Array.from({ length: 2 }, () => ["audioMessage", "audio/ogg; codecs=opus", "oga"] as const),
  ["stickerMessage", "image/webp", "webp"] as const
]

/** A file of some kind under a new name; pictures, films, documents and stickers have a thumbnail. */
export const fileOf = (random: Random, thumbnailOf: () => string) => {
  const [type, mimeType, extension] = random.pick(kinds)
  const name = `${hex32(random.bits())}-${hex32(random.bits())}.${extension}`
  const caption = random.chance(0.3) ? textOf(random) : ""
  const thumbnail = type === "audioMessage" ? "" : thumbnailOf()
  const body = `"downloadUrl":"https://media.example/${name}","caption":"${caption}","fileName":"${name}","jpegThumbnail":"${thumbnail}","mimeType":"${mimeType}","isAnimated":false,${fresh},"videoNote":false`
  return { type, body }
}

/** What a quotation repeats of the message that it answers. */
export const quotedContent = ({ text }: Recent): string =>
  text === undefined
    ? `"typeMessage":"imageMessage","downloadUrl":"","caption":"","fileName":"","jpegThumbnail":"","mimeType":"image/jpeg","isAnimated":false,${fresh}`
    : `"typeMessage":"textMessage","textMessage":"${text}"`

/** A place between Spain and the Altai. */
export const locationBody = (random: Random): string =>
  `"location":{"nameLocation":"${textOf(random)}","address":"","jpegThumbnail":"","latitude":${(40 + random.next() * 20).toFixed(6)},"longitude":${(20 + random.next() * 60).toFixed(6)},${fresh}}`

/** A contact with one number. */
export const contactBody = (random: Random): string => {
  const number = `7900000${random.between(1000, 9999)}`
  const card = `BEGIN:VCARD\\nVERSION:3.0\\nN:;Друг;;;\\nFN:Друг\\nTEL;type=CELL;waid=${number}:+${number}\\nEND:VCARD`
  return `"contact":{"displayName":"Друг","vcard":"${card}",${fresh}}`
}
