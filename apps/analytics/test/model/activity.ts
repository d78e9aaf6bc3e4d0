// Statistics of messages: by type, by chat, by day of UTC, and how long answers take. Only messages_by_type
// counts events about messages too; the others count content. A message without a time is in no day and
// answers nothing. Times in epoch milliseconds, days as 2024-01-29. Gotcha: in a group every sender is a
// side of its own, elsewhere the sides are incoming and outgoing.

import { chatsOf, countDistinct } from "./chats-and-senders.ts"
import type { Message } from "./messages.ts"
import { groupBy, keyOf } from "./record.ts"

/** Rows of `messages_by_type`. */
export const messagesByType = (messages: ReadonlyArray<Message>) =>
  [...groupBy(messages, ({ row }) => keyOf(row.type_message)).values()].map((group) => ({
    type_message: group[0]?.row.type_message ?? null,
    messages: group.length
  }))

/** Rows of `messages_by_chat`: chats with at least one content message. */
export const messagesByChat = (messages: ReadonlyArray<Message>) =>
  chatsOf(messages).flatMap(({ message_count, sender_count, ...chat }) =>
    message_count === 0 ? [] : { ...chat, messages: message_count, senders: sender_count }
  )

const dayOf = (time: number): string => new Date(time).toISOString().slice(0, 10)

/** Rows of `activity_by_day` in UTC; people are told apart by instance too. */
export const activityByDay = (messages: ReadonlyArray<Message>) => {
  const timed = messages.filter(({ row }) => row.is_content && row.sent_at !== null)
  return [...groupBy(timed, ({ row }) => dayOf(row.sent_at ?? 0))].map(([day, group]) => ({
    day,
    messages: group.length,
    senders: countDistinct(
      group.map(({ row }) => (row.sender_id === null ? null : keyOf(row.instance_id, row.sender_id)))
    ),
    chats: countDistinct(group.map(({ row }) => keyOf(row.instance_id, row.chat_id)))
  }))
}

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

/** Rows of `response_times`, in seconds: chats with at least one answer. */
export const responseTimes = (messages: ReadonlyArray<Message>) => {
  const sided = messages.filter(
    (message) => message.row.is_content && message.row.sent_at !== null && sideOf(message) !== null
  )
  return [...groupBy(sided, ({ row }) => keyOf(row.instance_id, row.chat_id)).values()].flatMap((chat) => {
    const row = chat[0]?.row
    const waits = chat.flatMap((message, index) => {
      const previous = chat[index - 1]
      if (previous === undefined || sideOf(previous) === sideOf(message)) return []
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
