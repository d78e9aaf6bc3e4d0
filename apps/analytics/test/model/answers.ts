// How long answers take, by chat and by who answers, in seconds. Gotcha: in a group every sender is a side of its own,
// elsewhere the sides are incoming and outgoing; messages of one second are in their order.
import { chatKey, namesOf, quantile, senderKey } from "./activity.ts"
import { countDistinct, type SenderRow } from "./chats-and-senders.ts"
import type { Message } from "./messages.ts"
import { compareTime, groupBy } from "./record.ts"
import { everything, isInPlace, isInRange, type Scope } from "./scope.ts"

const sideOf = ({ row }: Message): string | null =>
  row.chat_type === "group" ? row.sender_id : row.direction

const compareInChat = ({ row: a }: Message, { row: b }: Message): number =>
  compareTime(a.sent_at, b.sent_at) || a.order_in_second - b.order_in_second

interface Answer {
  readonly message: Message
  /** Since the message before it. */
  readonly seconds: number
}

/** Every answer in the range. */
const answersIn = (messages: ReadonlyArray<Message>, scope: Scope): Array<Answer> => {
  const sided = messages.filter(
    (message) =>
      message.row.is_content &&
      message.row.sent_at !== null &&
      sideOf(message) !== null &&
      isInPlace(scope, message.row)
  )
  return [...groupBy(sided, chatKey).values()].flatMap((group) => {
    const chat = group.toSorted(compareInChat)
    return chat.flatMap((message, index) => {
      const previous = chat[index - 1]
      if (previous === undefined || sideOf(previous) === sideOf(message)) return []
      if (!isInRange(scope, message.row.sent_at)) return []
      return { message, seconds: ((message.row.sent_at ?? 0) - (previous.row.sent_at ?? 0)) / 1000 }
    })
  })
}

const waitsOf = (answers: ReadonlyArray<Answer>) => {
  const waits = answers.map(({ seconds }) => seconds)
  return { median_seconds: quantile(waits, 0.5), p90_seconds: quantile(waits, 0.9) }
}

/** Rows of `response_times`, in seconds: chats with at least one answer in the range. */
export const responseTimes = (messages: ReadonlyArray<Message>, scope: Scope = everything) =>
  [...groupBy(answersIn(messages, scope), ({ message }) => chatKey(message)).values()].flatMap((answers) => {
    const row = answers[0]?.message.row
    if (row === undefined) return []
    const { chat_id, instance_id } = row
    return { instance_id, chat_id, answers: answers.length, ...waitsOf(answers) }
  })

/** Rows of `response_times_by_sender`: the same by who answers, where that is known. */
export const responseTimesBySender = (
  messages: ReadonlyArray<Message>,
  senders: ReadonlyArray<SenderRow>,
  scope: Scope = everything
) => {
  const names = namesOf(senders)
  const bySender = groupBy(answersIn(messages, scope), ({ message }) => senderKey(message) ?? "")
  return [...bySender].flatMap(([sender, answers]) => {
    const row = answers[0]?.message.row
    if (row === undefined || row.sender_id === null) return []
    const { instance_id, sender_id } = row
    const chats = countDistinct(answers.map(({ message }) => chatKey(message)))
    const sender_name = names.get(sender) ?? null
    return { instance_id, sender_id, sender_name, answers: answers.length, chats, ...waitsOf(answers) }
  })
}
