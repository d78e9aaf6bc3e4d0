// Statistics of the reactions that stand: by emoji, by reactor, by author, by message, and how soon they came.
// Emoji are counted in their base form; people are told apart by instance too, and messages by instance and
// chat. A reaction whose target is unknown counts for its emoji and reactor, and for no message. Gotcha:
// several favourites or emojis of one row are one text, joined by ", ".
import { quantile } from "./answer-times.ts"
import type { SenderRow } from "./chats-and-senders.ts"
import { countDistinct } from "./chats-and-senders.ts"
import type { Message } from "./messages.ts"
import type { ReactionRow } from "./reactions.ts"
import { compareText, groupBy, keyOf } from "./record.ts"
import { everything, hadHappened, isInPlace, isInRange, type Scope } from "./scope.ts"

const reactorKey = (row: ReactionRow) =>
  row.reactor_id === null ? null : keyOf(row.instance_id, row.reactor_id)

const targetKey = (row: ReactionRow) =>
  row.target_message_id === null ? null : keyOf(row.instance_id, row.chat_id, row.target_message_id)

const pairKey = (row: ReactionRow) =>
  keyOf(row.instance_id, row.chat_id, row.target_message_id, row.reactor_id)

/** The reactions that stood at the moment of the scope, of its range and place; rows in the order of sending. */
export const standingReactions = (
  reactions: ReadonlyArray<ReactionRow>,
  scope: Scope = everything
): ReadonlyArray<ReactionRow> => {
  const happened = reactions.filter((row) => hadHappened(scope, row.reacted_at))
  return [...groupBy(happened, pairKey).values()].flatMap((pair) => {
    const last = pair.at(-1)
    const counts = last !== undefined && last.emoji !== null && isInPlace(scope, last)
    return counts && isInRange(scope, last.reacted_at) ? [last] : []
  })
}

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

/** The name of every sender by instance and id: the sender's, else that of the address book. */
export const namesOf = (senders: ReadonlyArray<SenderRow>) =>
  new Map(
    senders.map((row) => [keyOf(row.instance_id, row.sender_id), row.sender_name ?? row.sender_contact_name])
  )

/** Rows of `reactions_by_emoji`. */
export const reactionsByEmoji = (standing: ReadonlyArray<ReactionRow>) =>
  [...groupBy(standing, (row) => keyOf(row.emoji_base)).values()].map((group) => ({
    emoji_base: group[0]?.emoji_base ?? null,
    reactions: group.length,
    reactors: countDistinct(group.map(reactorKey)),
    messages: countDistinct(group.map(targetKey))
  }))

/** Rows of `reactions_by_reactor`; the name is the sender's, else that of the address book. */
export const reactionsByReactor = (
  standing: ReadonlyArray<ReactionRow>,
  senders: ReadonlyArray<SenderRow>
) => {
  const names = namesOf(senders)
  return [...groupBy(standing, (row) => keyOf(row.instance_id, row.reactor_id))].flatMap(
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

const targetsOf = (messages: ReadonlyArray<Message>) =>
  new Map(messages.map(({ row }) => [keyOf(row.instance_id, row.chat_id, row.message_id), row]))

/** Rows of `reactions_by_author`: the sender of the target, or the participant if the target is not in the archive. */
export const reactionsByAuthor = (
  standing: ReadonlyArray<ReactionRow>,
  messages: ReadonlyArray<Message>,
  senders: ReadonlyArray<SenderRow>
) => {
  const targets = targetsOf(messages)
  const names = namesOf(senders)
  const authorOf = (row: ReactionRow) =>
    targets.get(targetKey(row) ?? "")?.sender_id ?? row.target_participant
  return [...groupBy(standing, (row) => keyOf(row.instance_id, authorOf(row)))].flatMap(([author, group]) => {
    const row = group[0]
    if (row === undefined) return []
    return {
      instance_id: row.instance_id,
      author_id: authorOf(row),
      author_name: names.get(author) ?? null,
      reactions: group.length,
      reactors: countDistinct(group.map(reactorKey))
    }
  })
}

/** Rows of `reciprocity`: pairs of a reactor and an author who are both known. */
export const reciprocity = (
  standing: ReadonlyArray<ReactionRow>,
  messages: ReadonlyArray<Message>,
  senders: ReadonlyArray<SenderRow>
) => {
  const targets = targetsOf(messages)
  const names = namesOf(senders)
  const pairs = groupBy(
    standing.flatMap((row) => {
      const author = targets.get(targetKey(row) ?? "")?.sender_id ?? row.target_participant
      return author === null || row.reactor_id === null ? [] : { row, reactor: row.reactor_id, author }
    }),
    ({ row, reactor, author }) => keyOf(row.instance_id, reactor, author)
  )
  return [...pairs.values()].flatMap((group) => {
    const [first] = group
    if (first === undefined) return []
    const { instance_id } = first.row
    return {
      instance_id,
      reactor_id: first.reactor,
      reactor_name: names.get(keyOf(instance_id, first.reactor)) ?? null,
      author_id: first.author,
      author_name: names.get(keyOf(instance_id, first.author)) ?? null,
      reactions: group.length,
      returned: pairs.get(keyOf(instance_id, first.author, first.reactor))?.length ?? 0
    }
  })
}

/** Rows of `most_reacted_messages`, also of messages that are not in the archive (their text is null). */
export const mostReactedMessages = (
  standing: ReadonlyArray<ReactionRow>,
  messages: ReadonlyArray<Message>
) => {
  const targets = targetsOf(messages)
  const aimed = standing.filter((row) => row.target_message_id !== null)
  return [...groupBy(aimed, (row) => targetKey(row) ?? "")].flatMap(([target, group]) => {
    const row = group[0]
    if (row === undefined) return []
    return {
      instance_id: row.instance_id,
      chat_id: row.chat_id,
      message_id: row.target_message_id,
      text: targets.get(target)?.text ?? null,
      reactions: group.length,
      reactors: countDistinct(group.map(reactorKey)),
      emojis: joined(emojiCounts(group))
    }
  })
}

/** Rows of `reaction_latency`, in seconds, of reactions to messages that are in the archive and have a time. */
export const reactionLatency = (standing: ReadonlyArray<ReactionRow>, messages: ReadonlyArray<Message>) => {
  const targets = targetsOf(messages)
  const waits = standing.flatMap((row) => {
    const sentAt = targets.get(targetKey(row) ?? "")?.sent_at ?? null
    if (sentAt === null || row.reacted_at === null) return []
    return { emoji: row.emoji_base, seconds: (row.reacted_at - sentAt) / 1000 }
  })
  return [...groupBy(waits, ({ emoji }) => keyOf(emoji)).values()].map((group) => {
    const seconds = group.map((wait) => wait.seconds)
    return {
      emoji_base: group[0]?.emoji ?? null,
      reactions: group.length,
      median_seconds: quantile(seconds, 0.5),
      p90_seconds: quantile(seconds, 0.9)
    }
  })
}
