// Notifications without those of one chat: they are cut out at their ends, every other byte stays as it was.
//
// A notification belongs to the chat that it tells of. One of an unknown kind, or that cannot be read, belongs to it if the
// id stands anywhere in it, but for the account itself.
import { NotificationReader, type ReadNotification } from "../notifications/notification-reader.ts"
import { bufferOf } from "../small-snapshot.ts"
import { isWrittenIn } from "./chat-names.ts"
import { type Piece, type Remainder, withoutPieces } from "./without-chat.ts"

const isOf = ({ record, told }: ReadNotification, chatIds: ReadonlyArray<string>): boolean => {
  const isOne = (id: unknown) => chatIds.some((chatId) => chatId === id)
  if (record !== undefined) return isOne(record.message?.["chatId"])
  if (told.kind === "state" || told.kind === "quota") return false
  if (told.kind === "status" || told.kind === "block") return isOne(told.chatId)
  const { instanceData: _, ...rest } = told.notification
  return isWrittenIn(Buffer.from(JSON.stringify(rest)), chatIds)
}

/** Cuts the notifications of a chat out of a body, by the ids that it has; the body itself if there are none. */
export const withoutNotifications = (body: Uint8Array, chatIds: ReadonlyArray<string>): Remainder => {
  const bytes = bufferOf(body)
  const records: Array<Piece> = []
  const reader = new NotificationReader(
    (read) => {
      const { end, isTooLarge, start } = read.place
      records.push({ start, end, isOurs: isOf(read, chatIds), isOpen: isTooLarge })
    },
    ({ place: { end, isTooLarge, start } }) => {
      records.push({
        start,
        end,
        isOurs: isWrittenIn(bytes.subarray(start, end), chatIds),
        isOpen: isTooLarge
      })
    }
  )
  reader.push(body)
  return withoutPieces(body, records, reader.end().summary.format, chatIds)
}
