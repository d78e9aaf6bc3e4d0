// People: which ids are one person, and what everything looks like once people are counted. Evidence are the pairs of
// ids that the journal tells, and a shared contact that tells a WhatsApp id beside a number which has no account of its own. A person goes by the account's id, else a number, else a hidden
// one, the least in order. Gotcha: an update that speaks of several ids of a person is one choice, of all its options.
import { telephonesIn } from "./attachments.ts"
import type { SenderRow } from "./chats-and-senders.ts"
import { isOfChat, type Message } from "./messages.ts"
import { kindOf, pairsOf } from "./pairs.ts"
import type { Ballot, Poll } from "./polls.ts"
import { compareText, compareTime, groupBy, keyOf, objectAt, textAt } from "./record.ts"

/** The person of an id. */
export type PersonOf = (id: string) => string

type Link = readonly [string, string]

const cardLinks = (
  vcards: ReadonlyArray<string | null>,
  acting: ReadonlySet<string>
): ReadonlyArray<Link> => {
  const told = vcards.flatMap((vcard) =>
    telephonesIn(vcard).flatMap(({ number, waid }) => {
      const digits = number.replace("+", "")
      return waid === "" || digits.length < 7 ? [] : [[`${waid}@c.us`, `${digits}@c.us`] as const]
    })
  )
  const otherForms = new Set(told.flatMap(([waid, written]) => (waid === written ? [] : written)))
  return [...groupBy(told, ([, written]) => written).values()].flatMap((links) => {
    const [first] = links
    const isOne = new Set(links.map(([waid]) => waid)).size === 1
    if (first === undefined || !isOne || otherForms.has(first[0])) return []
    return first[0] === first[1] || acting.has(first[1]) ? [] : [first]
  })
}

/** Who is who by the evidence of messages, votes and shared contacts; `more` are links that a roster tells. */
export const personsOf = (
  messages: ReadonlyArray<Message>,
  polls: ReadonlyArray<Poll>,
  vcards: ReadonlyArray<string | null>,
  more: ReadonlyArray<Link> = []
): PersonOf => {
  const acting = new Set([
    ...messages
      .filter(isOfChat)
      .flatMap(({ row }) => [row.sender_id ?? "", row.quoted_participant ?? "", row.chat_id]),
    ...messages
      .filter(({ row }) => row.type_message === "reactionMessage")
      .map(({ record }) => textAt(objectAt(record, "quotedMessage"), "participant") ?? ""),
    ...polls.flatMap(({ ballots }) => ballots.map(({ voter_id }) => voter_id))
  ])
  const above = new Map<string, string>()
  const top = (id: string): string => {
    const next = above.get(id)
    return next === undefined ? id : top(next)
  }
  const order = (id: string) => {
    const kind = kindOf(id)
    return kind < 0 ? 3 : kind
  }
  for (const [one, other] of [...pairsOf(messages).all, ...cardLinks(vcards, acting), ...more]) {
    const [a, b] = [top(one), top(other)]
    if (a === b) continue
    const isFirst = (order(a) - order(b) || compareText(a, b)) < 0
    above.set(isFirst ? b : a, isFirst ? a : b)
  }
  return top
}

/** The chat of an id of a chat: that of its number, where one is known of a hidden id. */
export const chatsOfPeople = (
  messages: ReadonlyArray<Message>,
  people: ReadonlyArray<{ readonly id: string; readonly person_id: string }>
): PersonOf => {
  const { numberOf } = pairsOf(messages)
  const personOf = new Map(people.map(({ id, person_id }) => [id, person_id]))
  const numbers = groupBy(
    people.filter(({ id }) => kindOf(id) === 1),
    ({ person_id }) => person_id
  )
  return (id) => {
    if (kindOf(id) !== 2) return id
    const [only, ...others] = numbers.get(personOf.get(id) ?? "") ?? []
    const paired = numberOf(id)
    return paired !== id || only === undefined || others.length > 0 ? paired : only.id
  }
}

/** Messages with one id for a chat; what a message id says under both is one message, as it was seen last. */
export const messagesOfChats = (messages: ReadonlyArray<Message>, chatOf: PersonOf) => {
  const moved = messages.map((message): Message => {
    const chat_id = chatOf(message.row.chat_id)
    if (chat_id === message.row.chat_id) return message
    return { ...message, row: { ...message.row, chat_id, chat_type: "private" } }
  })
  const last = new Map<string, Message>()
  for (const message of moved) {
    const key = keyOf(message.row.instance_id, message.row.chat_id, message.row.message_id)
    const seen = last.get(key)?.row.last_seen_at ?? -1
    const isKept = messages.includes(message)
    if (seen < message.row.last_seen_at || (seen === message.row.last_seen_at && isKept))
      last.set(key, message)
  }
  const kept = new Set(last.values())
  return moved.filter((message) => kept.has(message))
}

const some = (personOf: PersonOf, id: string | null) => (id === null ? null : personOf(id))

/** Messages with people in the place of ids. */
export const messagesOfPeople = (messages: ReadonlyArray<Message>, personOf: PersonOf) =>
  messages.map((message): Message => {
    const target = objectAt(message.record, "quotedMessage")
    const participant = textAt(target, "participant")
    return {
      ...message,
      row: {
        ...message.row,
        sender_id: some(personOf, message.row.sender_id),
        quoted_participant: some(personOf, message.row.quoted_participant)
      },
      record:
        participant === null
          ? message.record
          : { ...message.record, quotedMessage: { ...target, participant: personOf(participant) } }
    }
  })

/** Polls with people in the place of ids. */
export const pollsOfPeople = (polls: ReadonlyArray<Poll>, personOf: PersonOf): ReadonlyArray<Poll> =>
  polls.map((poll) => {
    const named = poll.ballots.map((ballot) => ({ ...ballot, voter_id: personOf(ballot.voter_id) }))
    const byUpdate = groupBy(named, ({ message_id, voter_id }) => keyOf(message_id, voter_id))
    const ballots = [...byUpdate.values()].flatMap((group): ReadonlyArray<Ballot> => {
      const [first] = group
      const chosen = new Set(group.flatMap(({ choice }) => choice))
      return first === undefined
        ? []
        : [{ ...first, choice: poll.options.filter((option) => chosen.has(option)) }]
    })
    return { ...poll, row: { ...poll.row, asked_by: some(personOf, poll.row.asked_by) }, ballots }
  })

/** Senders with people in the place of ids: the name is that of the id that wrote last. */
export const sendersOfPeople = (senders: ReadonlyArray<SenderRow>, personOf: PersonOf) =>
  [...groupBy(senders, (row) => keyOf(row.instance_id, personOf(row.sender_id))).values()].flatMap(
    (group): ReadonlyArray<SenderRow> => {
      const sorted = group.toSorted(
        (a, b) => compareTime(a.last_message_at, b.last_message_at) || compareText(a.sender_id, b.sender_id)
      )
      const last = sorted.at(-1)
      if (last === undefined) return []
      const times = (column: "first_message_at" | "last_message_at") =>
        sorted.flatMap((row) => row[column] ?? [])
      const first = times("first_message_at")
      return [
        {
          instance_id: last.instance_id,
          sender_id: personOf(last.sender_id),
          sender_name: sorted.findLast((row) => row.sender_name !== null)?.sender_name ?? null,
          sender_contact_name:
            sorted.findLast((row) => row.sender_contact_name !== null)?.sender_contact_name ?? null,
          messenger: last.messenger,
          message_count: sorted.reduce((sum, row) => sum + row.message_count, 0),
          first_message_at: first.length === 0 ? null : Math.min(...first),
          last_message_at: times("last_message_at").at(-1) ?? null
        }
      ]
    }
  )
