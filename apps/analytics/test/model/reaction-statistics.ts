// Statistics of the reactions that stand now: by emoji, by reactor, by message. Emoji are counted in their
// base form; people are told apart by instance too, and messages by instance and chat. A reaction whose
// target is unknown counts for its emoji and reactor, and for no message. Gotcha: several favourites or
// emojis of one row are one text, joined by ", ".

import type { SenderRow } from "./chats-and-senders.ts"
import { countDistinct } from "./chats-and-senders.ts"
import type { Message } from "./messages.ts"
import type { ReactionRow } from "./reactions.ts"
import { compareText, groupBy, keyOf } from "./record.ts"

const reactorKey = (row: ReactionRow) =>
  row.reactor_id === null ? null : keyOf(row.instance_id, row.reactor_id)

const targetKey = (row: ReactionRow) =>
  row.target_message_id === null ? null : keyOf(row.instance_id, row.chat_id, row.target_message_id)

// The base emojis of reactions with their counts, the most used first, equals by code point.
const emojiCounts = (reactions: ReadonlyArray<ReactionRow>): ReadonlyArray<readonly [string, number]> =>
  [
    ...groupBy(
      reactions.filter((row) => row.emoji_base !== null),
      (row) => row.emoji_base ?? ""
    )
  ]
    .map(([emoji, group]) => [emoji, group.length] as const)
    .sort(([left, lefts], [right, rights]) => rights - lefts || compareText(left, right))

const joined = (emojis: ReadonlyArray<readonly [string, number]>): string | null =>
  emojis.length === 0 ? null : emojis.map(([emoji]) => emoji).join(", ")

/** Rows of `reactions_by_emoji`. */
export const reactionsByEmoji = (reactions: ReadonlyArray<ReactionRow>) => {
  const current = reactions.filter((row) => row.is_current)
  return [...groupBy(current, (row) => keyOf(row.emoji_base)).values()].map((group) => ({
    emoji_base: group[0]?.emoji_base ?? null,
    reactions: group.length,
    reactors: countDistinct(group.map(reactorKey)),
    messages: countDistinct(group.map(targetKey))
  }))
}

/** Rows of `reactions_by_reactor`; the name is the sender's, else that of the address book. */
export const reactionsByReactor = (
  reactions: ReadonlyArray<ReactionRow>,
  senders: ReadonlyArray<SenderRow>
) => {
  const names = new Map(
    senders.map((row) => [keyOf(row.instance_id, row.sender_id), row.sender_name ?? row.sender_contact_name])
  )
  const current = reactions.filter((row) => row.is_current)
  return [...groupBy(current, (row) => keyOf(row.instance_id, row.reactor_id))].flatMap(
    ([reactor, group]) => {
      const row = group[0]
      if (row === undefined) return []
      const counts = emojiCounts(group)
      return {
        instance_id: row.instance_id,
        reactor_id: row.reactor_id,
        reactor_name: names.get(reactor) ?? null,
        reactions: group.length,
        favourite_emoji: joined(counts.filter(([, count]) => count === counts[0]?.[1]))
      }
    }
  )
}

/** Rows of `most_reacted_messages`, also of messages that are not in the archive (their text is null). */
export const mostReactedMessages = (
  reactions: ReadonlyArray<ReactionRow>,
  messages: ReadonlyArray<Message>
) => {
  const texts = new Map(
    messages.map(({ row }) => [keyOf(row.instance_id, row.chat_id, row.message_id), row.text])
  )
  const current = reactions.filter((row) => row.is_current && row.target_message_id !== null)
  return [...groupBy(current, (row) => targetKey(row) ?? "")].flatMap(([target, group]) => {
    const row = group[0]
    if (row === undefined) return []
    return {
      instance_id: row.instance_id,
      chat_id: row.chat_id,
      message_id: row.target_message_id,
      text: texts.get(target) ?? null,
      reactions: group.length,
      reactors: countDistinct(group.map(reactorKey)),
      emojis: joined(emojiCounts(group))
    }
  })
}
