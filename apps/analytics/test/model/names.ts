// Names beside ids: what an id is called in an instance that has met it. A sender is called as `senders` says, anybody
// else as their person is, which this model is told; a private chat is called like the other side, a group like nobody.
import type { SenderRow } from "./chats-and-senders.ts"
import { isOfChat, type Message } from "./messages.ts"
import type { Poll } from "./polls.ts"
import type { ReactionRow } from "./reactions.ts"
import { groupBy, keyOf } from "./record.ts"

/** The name in `people` of an id, null if there is none. */
export type PersonName = (id: string) => string | null

/** Everybody and every chat that was met, as rows of `senders` that carry one name. */
export const namedIds = (
  messages: ReadonlyArray<Message>,
  polls: ReadonlyArray<Poll>,
  reactions: ReadonlyArray<ReactionRow>,
  senders: ReadonlyArray<SenderRow>,
  personName: PersonName
): ReadonlyArray<SenderRow> => {
  const bySender = new Map(senders.map((row) => [keyOf(row.instance_id, row.sender_id), row]))
  const met = [
    ...messages
      .filter(isOfChat)
      .flatMap(({ row }) =>
        [row.sender_id, row.chat_id, row.quoted_participant].map((id) => ({ instance: row.instance_id, id }))
      ),
    ...polls.flatMap(({ row, ballots }) =>
      [row.asked_by, ...ballots.map(({ voter_id }) => voter_id)].map((id) => ({
        instance: row.instance_id,
        id
      }))
    ),
    ...reactions.map((row) => ({ instance: row.instance_id, id: row.target_participant }))
  ]
  return [...groupBy(met, ({ id, instance }) => keyOf(instance, id)).values()].flatMap(([first]) => {
    if (first === undefined || first.id === null) return []
    const sender = bySender.get(keyOf(first.instance, first.id))
    return {
      instance_id: first.instance,
      sender_id: first.id,
      messenger: sender?.messenger ?? "whatsapp",
      sender_name: sender?.sender_name ?? sender?.sender_contact_name ?? personName(first.id),
      sender_contact_name: null,
      message_count: 0,
      first_message_at: null,
      last_message_at: sender?.last_message_at ?? null
    }
  })
}

/** Rows with the name of their chat beside its id. */
export const withChatNames =
  (named: ReadonlyArray<SenderRow>) =>
  <Row extends { readonly instance_id?: string; readonly chat_id: string | null }>(
    rows: ReadonlyArray<Row>
  ) => {
    const names = new Map(named.map((row) => [keyOf(row.instance_id, row.sender_id), row.sender_name]))
    return rows.map((row) => ({
      ...row,
      chat_name: (row.instance_id && names.get(keyOf(row.instance_id, row.chat_id))) ?? null
    }))
  }
