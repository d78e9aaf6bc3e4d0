// Removes the notifications of one chat; every other byte stays unchanged.
//
// A notification belongs to its chat. One of an unknown kind, or that cannot be read, belongs to the chat if it contains
// the id anywhere, except as the account itself.
import { NotificationReader, type ReadNotification } from "../notifications/notification-reader.ts"
import { bufferOf } from "../small-snapshot.ts"
import { isWrittenIn } from "./chat-names.ts"
import { type Piece, type Remainder, withoutPieces } from "./without-chat.ts"

const isOf = ({ record, decoded }: ReadNotification, chatIds: ReadonlyArray<string>): boolean => {
  const isOne = (id: unknown) => chatIds.some((chatId) => chatId === id)
  if (record !== undefined) return isOne(record.message?.["chatId"])
  if (decoded.kind === "state" || decoded.kind === "quota") return false
  if (decoded.kind === "status" || decoded.kind === "block") return isOne(decoded.chatId)
  const { instanceData: _, ...rest } = decoded.notification
  return isWrittenIn(Buffer.from(JSON.stringify(rest)), chatIds)
}

/** Removes the notifications of a chat from a body, by its ids; returns the body itself if there are none. */
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
