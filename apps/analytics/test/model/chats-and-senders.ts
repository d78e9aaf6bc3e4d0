// Chats and senders: everyone and every place that a message names, with counts of content messages. Both
// have a row for all that were seen, even if only reactions or votes came from them; then the count is 0. Calls, stories and blocks are none of them.
// They know nothing of address books: a name is the latest one that was not empty, by the order of sending.
// Gotcha: the chat of records without chatId is '', while a message without a sender makes no row of
// senders.
import { isOfChat, type Message } from "./messages.ts"
import { groupBy, keyOf } from "./record.ts"

const contentOf = (messages: ReadonlyArray<Message>) => messages.filter(({ row }) => row.is_content)

/** When the first and the last of the messages were sent; they come in the order of sending. */
export const spanOf = (messages: ReadonlyArray<Message>) => {
  const times = messages.flatMap(({ row }) => row.sent_at ?? [])
  return { first_message_at: times[0] ?? null, last_message_at: times.at(-1) ?? null }
}

/** The number of different values that are not null. */
export const countDistinct = (values: ReadonlyArray<string | null>): number =>
  new Set(values.filter((value) => value !== null)).size

/** A known type, and of several the first by alphabet. */
const typeAmong = (messages: ReadonlyArray<Message>) =>
  messages
    .map(({ row }) => row.chat_type)
    .filter((type) => type !== "other")
    .toSorted()[0] ?? "other"

/** Rows of `chats`; the messages come in the order of sending. */
export const chatsOf = (messages: ReadonlyArray<Message>) =>
  [...groupBy(messages.filter(isOfChat), ({ row }) => keyOf(row.instance_id, row.chat_id)).values()].flatMap(
    (group) => {
      const row = group[0]?.row
      if (row === undefined) return []
      const content = contentOf(group)
      return {
        instance_id: row.instance_id,
        chat_id: row.chat_id,
        chat_type: typeAmong(group),
        messenger: row.messenger,
        message_count: content.length,
        sender_count: countDistinct(content.map((message) => message.row.sender_id)),
        ...spanOf(content)
      }
    }
  )

/** Rows of `senders`; the messages come in the order of sending. */
export const sendersOf = (messages: ReadonlyArray<Message>) =>
  [
    ...groupBy(messages.filter(isOfChat), ({ row }) => keyOf(row.instance_id, row.sender_id)).values()
  ].flatMap((group) => {
    const row = group[0]?.row
    if (row === undefined || row.sender_id === null) return []
    const content = contentOf(group)
    const latest = (column: "sender_name" | "sender_contact_name") =>
      group.findLast((message) => message.row[column] !== null)?.row[column] ?? null
    return {
      instance_id: row.instance_id,
      sender_id: row.sender_id,
      sender_name: latest("sender_name"),
      sender_contact_name: latest("sender_contact_name"),
      messenger: row.messenger,
      message_count: content.length,
      ...spanOf(content)
    }
  })

/** A row of `senders`. */
export type SenderRow = ReturnType<typeof sendersOf>[number]
