// Who is with whom: who answers whom, who was last seen when, and who is silent in a group. Times in epoch milliseconds. A member of a group is whoever was seen in it: wrote, reacted, voted, or is
// named by a tally. Gotcha: last seen and silent know no instances, a person with one id is one.
import { quantile } from "./answer-times.ts"
import { countDistinct, type SenderRow } from "./chats-and-senders.ts"
import { isOfChat, type Message } from "./messages.ts"
import type { VoteRow } from "./polls.ts"
import type { ReactionRow } from "./reactions.ts"
import { compareText, compareTime, groupBy, keyOf } from "./record.ts"
import { everything, isInPlace, isInRange, type Scope } from "./scope.ts"

const latest = (times: ReadonlyArray<number | null>): number | null => {
  const known = times.filter((time) => time !== null)
  return known.length === 0 ? null : Math.max(...known)
}

const compareInChat = ({ row: a }: Message, { row: b }: Message): number =>
  compareTime(a.sent_at, b.sent_at) || a.order_in_second - b.order_in_second

const nameOf = (row: SenderRow | undefined) => row?.sender_name ?? row?.sender_contact_name ?? null

/** Rows of `conversation_pairs`. */
export const conversationPairs = (
  messages: ReadonlyArray<Message>,
  senders: ReadonlyArray<SenderRow>,
  scope: Scope = everything
) => {
  const names = new Map(senders.map((row) => [keyOf(row.instance_id, row.sender_id), nameOf(row)]))
  const sent = messages.filter(
    ({ row }) => row.is_content && row.sent_at !== null && row.sender_id !== null && isInPlace(scope, row)
  )
  const chats = groupBy(sent, ({ row }) => keyOf(row.instance_id, row.chat_id))
  const answers = [...chats.values()].flatMap((group) => {
    const chat = group.toSorted(compareInChat)
    return chat.flatMap(({ row }, index) => {
      const before = chat[index - 1]?.row
      if (before === undefined || before.sender_id === row.sender_id) return []
      if (!isInRange(scope, row.sent_at)) return []
      return { row, before, seconds: ((row.sent_at ?? 0) - (before.sent_at ?? 0)) / 1000 }
    })
  })
  const pairs = groupBy(answers, ({ row, before }) => keyOf(row.instance_id, row.sender_id, before.sender_id))
  return [...pairs.values()].flatMap((group) => {
    const [first] = group
    if (first === undefined) return []
    const { instance_id, sender_id } = first.row
    const answered_id = first.before.sender_id
    return {
      instance_id,
      sender_id,
      sender_name: names.get(keyOf(instance_id, sender_id)) ?? null,
      answered_id,
      answered_name: names.get(keyOf(instance_id, answered_id)) ?? null,
      answers: group.length,
      median_seconds: quantile(
        group.map(({ seconds }) => seconds),
        0.5
      )
    }
  })
}

type Deed = {
  readonly instance_id: string
  readonly chat_id: string
  readonly member: string
  readonly kind: "message" | "reaction" | "vote" | "event"
  readonly at: number | null
}

const deedsOf = (
  messages: ReadonlyArray<Message>,
  reactions: ReadonlyArray<ReactionRow>,
  votes: ReadonlyArray<VoteRow>
): ReadonlyArray<Deed> => [
  ...messages.filter(isOfChat).map(({ row }) => ({
    ...row,
    member: row.sender_id ?? "",
    kind: row.is_content ? ("message" as const) : ("event" as const),
    at: row.sent_at
  })),
  ...reactions.map((row) => ({
    ...row,
    member: row.reactor_id ?? "",
    kind: "reaction" as const,
    at: row.reacted_at
  })),
  ...votes.map((row) => ({ ...row, member: row.voter_id, kind: "vote" as const, at: row.voted_at }))
]

/** The name of an id: of the instance where it wrote last, then of the last instance. */
const namesOverInstances = (senders: ReadonlyArray<SenderRow>) => {
  const byId = groupBy(
    senders.filter((row) => nameOf(row) !== null),
    (row) => row.sender_id
  )
  return new Map(
    [...byId].map(([id, rows]) => {
      const sorted = rows.toSorted(
        (a, b) =>
          compareTime(a.last_message_at, b.last_message_at) || compareText(a.instance_id, b.instance_id)
      )
      return [id, nameOf(sorted.at(-1))]
    })
  )
}

/** Rows of `last_seen`, without a roster. */
export const lastSeen = (
  messages: ReadonlyArray<Message>,
  reactions: ReadonlyArray<ReactionRow>,
  votes: ReadonlyArray<VoteRow>,
  senders: ReadonlyArray<SenderRow>,
  scope: Scope = everything
) => {
  const names = namesOverInstances(senders)
  const deeds = deedsOf(messages, reactions, votes).filter(
    (deed) => deed.member !== "" && isInPlace(scope, deed) && isInRange(scope, deed.at)
  )
  return [...groupBy(deeds, ({ member }) => member)].map(([member, group]) => {
    const last = (kind: Deed["kind"]) =>
      latest(group.filter((deed) => deed.kind === kind).map(({ at }) => at))
    const times = { message: last("message"), reaction: last("reaction"), vote: last("vote") }
    return {
      member_id: member,
      member_name: names.get(member) ?? null,
      last_seen_at: latest(Object.values(times)),
      last_message_at: times.message,
      last_reaction_at: times.reaction,
      last_vote_at: times.vote,
      chats: countDistinct(
        group.filter(({ kind }) => kind !== "event").map((deed) => keyOf(deed.instance_id, deed.chat_id))
      )
    }
  })
}

/** Rows of `silent_members`, without a roster. */
export const silentMembers = (
  messages: ReadonlyArray<Message>,
  votes: ReadonlyArray<VoteRow>,
  senders: ReadonlyArray<SenderRow>,
  scope: Scope = everything
) => {
  const names = namesOverInstances(senders)
  const deeds = deedsOf(messages, [], votes).filter(
    (deed) => deed.member !== "" && deed.chat_id.endsWith("@g.us") && isInPlace(scope, deed)
  )
  return [...groupBy(deeds, (deed) => keyOf(deed.chat_id, deed.member)).values()].flatMap((group) => {
    const [first] = group
    const written = group.filter(({ kind }) => kind === "message")
    if (first === undefined || written.some(({ at }) => isInRange(scope, at))) return []
    return {
      chat_id: first.chat_id,
      member_id: first.member,
      member_name: names.get(first.member) ?? null,
      last_message_at: latest(written.map(({ at }) => at)),
      last_seen_at: latest(group.map(({ at }) => at))
    }
  })
}
