// How long answers take. Times in epoch milliseconds. Gotcha: in a group every sender is a side of its own, elsewhere the
// sides are incoming and outgoing; messages of one second are in their order.
import type { Message } from "./messages.ts"
import { compareTime, groupBy, keyOf } from "./record.ts"
import { everything, isInPlace, isInRange, type Scope } from "./scope.ts"

const chatKey = ({ row }: Message) => keyOf(row.instance_id, row.chat_id)

/** A continuous quantile of numbers, between the two nearest ones, as DuckDB's quantile_cont. */
export const quantile = (values: ReadonlyArray<number>, share: number): number | null => {
  const sorted = [...values].sort((a, b) => a - b)
  const place = (sorted.length - 1) * share
  const low = sorted[Math.floor(place)]
  const high = sorted[Math.ceil(place)]
  return low === undefined || high === undefined ? null : low + (place - Math.floor(place)) * (high - low)
}

const sideOf = ({ row }: Message): string | null =>
  row.chat_type === "group" ? row.sender_id : row.direction

const compareInChat = ({ row: a }: Message, { row: b }: Message): number =>
  compareTime(a.sent_at, b.sent_at) || a.order_in_second - b.order_in_second

/** Rows of `response_times`, in seconds: chats with at least one answer in the range. */
export const responseTimes = (messages: ReadonlyArray<Message>, scope: Scope = everything) => {
  const sided = messages.filter(
    (message) =>
      message.row.is_content &&
      message.row.sent_at !== null &&
      sideOf(message) !== null &&
      isInPlace(scope, message.row)
  )
  return [...groupBy(sided, chatKey).values()].flatMap((group) => {
    const chat = group.toSorted(compareInChat)
    const row = chat[0]?.row
    const waits = chat.flatMap((message, index) => {
      const previous = chat[index - 1]
      if (previous === undefined || sideOf(previous) === sideOf(message)) return []
      if (!isInRange(scope, message.row.sent_at)) return []
      return ((message.row.sent_at ?? 0) - (previous.row.sent_at ?? 0)) / 1000
    })
    if (row === undefined || waits.length === 0) return []
    return {
      instance_id: row.instance_id,
      chat_id: row.chat_id,
      answers: waits.length,
      median_seconds: quantile(waits, 0.5),
      p90_seconds: quantile(waits, 0.9)
    }
  })
}
