// Reactions: every reaction event, and which of them stands now. Of one reactor and one target the latest
// event counts (sending, then first observation); an empty one takes it back. The target need not be in the
// archive. One whose emoji cannot be read is none. Gotcha: a removal hides all earlier reactions and is itself never current.
import type { Message } from "./messages.ts"
import { groupBy, keyOf, objectAt, textAt } from "./record.ts"
import { isVendorMark } from "./revisions.ts"

/** A row of `reactions`; `reacted_at` in epoch milliseconds. */
export type ReactionRow = {
  readonly instance_id: string
  readonly chat_id: string
  readonly message_id: string
  readonly target_message_id: string | null
  readonly target_participant: string | null
  readonly reactor_id: string | null
  readonly emoji: string | null
  readonly emoji_base: string | null
  readonly reacted_at: number | null
  readonly is_current: boolean
  readonly sequence: number
}

/** An emoji without variation selectors and skin tones, null if nothing is left. */
export const emojiBaseOf = (emoji: string | null): string | null =>
  emoji?.replace(/[\u{FE0E}\u{FE0F}]|\p{EMod}/gu, "") || null

/** Rows of `reactions`; the messages come in the order of sending. */
export const reactionsOf = (messages: ReadonlyArray<Message>): ReadonlyArray<ReactionRow> => {
  const events = messages
    .filter(({ row }) => row.type_message === "reactionMessage" && row.kind === "event")
    .flatMap(({ row, record }) => {
      const target = objectAt(record, "quotedMessage")
      const told = objectAt(record, "extendedTextMessageData")?.["text"]
      if (typeof told !== "string" || isVendorMark(told) || /^(?:\s|\p{Z}|\uFE0E|\uFE0F)+$/u.test(told))
        return []
      const emoji = told === "" ? null : told
      return {
        instance_id: row.instance_id,
        chat_id: row.chat_id,
        message_id: row.message_id,
        target_message_id: textAt(target, "stanzaId"),
        target_participant: textAt(target, "participant"),
        reactor_id: row.sender_id,
        emoji,
        emoji_base: emojiBaseOf(emoji),
        reacted_at: row.sent_at
      }
    })
  const byPair = groupBy(events, (event) =>
    keyOf(event.instance_id, event.chat_id, event.target_message_id, event.reactor_id)
  )
  return [...byPair.values()].flatMap((pair) =>
    pair.map((event, index) => ({
      ...event,
      is_current: event === pair.at(-1) && event.emoji !== null,
      sequence: index + 1
    }))
  )
}
