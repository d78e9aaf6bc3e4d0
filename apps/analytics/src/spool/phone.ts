// Spool lines of chats that phones exported.
import type { PhoneFacts } from "@chatledger/archive"
import { phoneEntries, phoneMessages, phoneTextOf } from "@chatledger/archive/internal"

/** Increase it if exported chats are parsed differently: caches of another version are rebuilt. */
export const phoneVersion = 2

const number = /^\+?[\d\u00a0\u2010\u2011 ().-]{7,24}$/u

/** The id of a number, or `name:` with the name. */
const senderId = (sender: string | undefined): string | undefined => {
  if (sender === undefined || sender === "") return undefined
  const digits = sender.replace(/\D/gu, "")
  return number.test(sender) && digits.length >= 7 && digits.length <= 15
    ? `${digits}@c.us`
    : `name:${sender.toWellFormed()}`
}

/** A line; unknown values are left out. */
interface PhoneLine {
  readonly snapshot_no: number
  readonly place: number
  readonly chat_id: string
  readonly time_zone: string
  /** Wall-clock time in the zone. */
  readonly wall: string
  readonly has_seconds: boolean
  readonly sender_id: string | undefined
  readonly sender_name: string | undefined
  readonly kind: string
  readonly media_type: string | undefined
  readonly file_name: string | undefined
  readonly text: string | undefined
  readonly is_edited: boolean
}

/** One line per message; none of a chat that was forgotten. */
export const phoneLines = (
  snapshotNo: number,
  body: Uint8Array,
  facts: PhoneFacts | undefined
): ReadonlyArray<PhoneLine> => {
  const text = phoneTextOf(body)
  if (facts === undefined || text === undefined) return []
  return phoneMessages(phoneEntries(text), facts.date_order).map((one) => ({
    snapshot_no: snapshotNo,
    place: one.place,
    chat_id: facts.chat_id.toWellFormed(),
    time_zone: facts.time_zone,
    wall: one.wall,
    has_seconds: one.hasSeconds,
    sender_id: senderId(one.sender),
    sender_name: one.sender?.toWellFormed(),
    kind: one.kind,
    media_type: one.mediaType,
    file_name: one.fileName?.toWellFormed(),
    text: one.text?.toWellFormed(),
    is_edited: one.isEdited
  }))
}
