// What became of messages: edits, deletions, and the delivery of outgoing ones. Marks have changed the messages by now; an
// edit of somebody else is no time of an edit. A status counts if any state showed it; its time only if
// the message was seen in an earlier state. Times in seconds.
import { quantile } from "./answer-times.ts"
import type { SenderRow } from "./chats-and-senders.ts"
import { refusedMarks } from "./marks.ts"
import type { Message } from "./messages.ts"
import { pairsOf } from "./pairs.ts"
import { groupBy, keyOf } from "./record.ts"
import { everything, isInPlace, isInRange, type Scope } from "./scope.ts"

const contentIn = (messages: ReadonlyArray<Message>, scope: Scope) =>
  messages.filter(({ row }) => row.is_content && isInPlace(scope, row) && isInRange(scope, row.sent_at))

const least = (times: ReadonlyArray<number | null>): number | null => {
  const known = times.filter((time) => time !== null)
  return known.length === 0 ? null : Math.min(...known)
}

const seconds = (later: number | null | undefined, earlier: number | null): ReadonlyArray<number> =>
  later === null || later === undefined || earlier === null ? [] : [(later - earlier) / 1000]

/** When each message was first edited or deleted, as marks tell; null for a mark without a time. */
const marksOf = (
  messages: ReadonlyArray<Message>,
  type: string,
  about: "edited_message_id" | "deleted_message_id"
) => {
  const refused = refusedMarks(messages, pairsOf(messages))
  const marks = messages.filter(
    ({ row }) =>
      row.type_message === type && row[about] !== null && !refused.has(keyOf(row.instance_id, row.message_id))
  )
  const byTarget = groupBy(marks, ({ row }) => keyOf(row.instance_id, row.chat_id, row[about]))
  return new Map([...byTarget].map(([target, group]) => [target, least(group.map(({ row }) => row.sent_at))]))
}

/** Rows of `edits_and_deletions`. */
export const editsAndDeletions = (
  messages: ReadonlyArray<Message>,
  senders: ReadonlyArray<SenderRow>,
  scope: Scope = everything
) => {
  const names = new Map(
    senders.map((row) => [keyOf(row.instance_id, row.sender_id), row.sender_name ?? row.sender_contact_name])
  )
  const edits = marksOf(messages, "editedMessage", "edited_message_id")
  const deletions = marksOf(messages, "deletedMessage", "deleted_message_id")
  const bySender = groupBy(contentIn(messages, scope), ({ row }) =>
    keyOf(row.instance_id, row.chat_id, row.sender_id)
  )
  return [...bySender.values()].flatMap((group) => {
    const rows = group.map(({ row }) => ({ row, key: keyOf(row.instance_id, row.chat_id, row.message_id) }))
    const [first] = rows
    const edited = rows.filter(({ row }) => row.is_edited === true)
    const deleted = rows.filter(({ row }) => row.is_deleted === true)
    if (first === undefined || edited.length + deleted.length === 0) return []
    const { instance_id, chat_id, sender_id } = first.row
    return {
      instance_id,
      chat_id,
      sender_id,
      sender_name: names.get(keyOf(instance_id, sender_id)) ?? null,
      messages: rows.length,
      edited: edited.length,
      deleted: deleted.length,
      median_seconds_to_edit: quantile(
        rows.flatMap(({ row, key }) => seconds(edits.get(key), row.sent_at)),
        0.5
      ),
      median_seconds_to_delete: quantile(
        rows.flatMap(({ row, key }) => seconds(deletions.get(key), row.sent_at)),
        0.5
      )
    }
  })
}

const steps = ["sent", "delivered", "read"]

/** Statuses that tell of a failure, each with its number, the most frequent first; NULL if there are none. */
const reasonsOf = (statuses: ReadonlyArray<string>): string | null => {
  const failed = statuses.filter((status) => status !== "pending" && !steps.includes(status))
  const counts = [...groupBy(failed, (status) => status)].map(([status, all]) => ({ status, n: all.length }))
  counts.sort((a, b) => b.n - a.n || (a.status < b.status ? -1 : 1))
  return counts.length === 0 ? null : counts.map(({ n, status }) => `${status}: ${n}`).join("; ")
}

/** Rows of `delivery`. */
export const delivery = (messages: ReadonlyArray<Message>, scope: Scope = everything) => {
  const outgoing = contentIn(messages, scope).filter(({ row }) => row.direction === "outgoing")
  return [...groupBy(outgoing, ({ row }) => keyOf(row.instance_id, row.chat_id)).values()].flatMap(
    (group) => {
      const first = group[0]?.row
      if (first === undefined) return []
      const reached = (step: string) =>
        group.filter(({ revisions }) =>
          revisions.some(({ status_message }) =>
            steps.slice(steps.indexOf(step)).includes(status_message ?? "")
          )
        ).length
      const status = (fits: (text: string) => boolean) =>
        group.filter(({ row }) => row.status_message !== null && fits(row.status_message)).length
      const waits = (step: string) =>
        group.flatMap(({ row, revisions }) =>
          seconds(
            least(
              revisions
                .filter(({ status_message, revision }) => status_message === step && revision > 1)
                .map(({ timestamp_at }) => timestamp_at)
            ),
            row.sent_at
          )
        )
      return {
        instance_id: first.instance_id,
        chat_id: first.chat_id,
        messages: group.length,
        sent: reached("sent"),
        delivered: reached("delivered"),
        read: reached("read"),
        pending: status((text) => text === "pending"),
        failed: status((text) => text !== "pending" && !steps.includes(text)),
        median_seconds_to_delivery: quantile(waits("delivered"), 0.5),
        median_seconds_to_read: quantile(waits("read"), 0.5),
        p90_seconds_to_read: quantile(waits("read"), 0.9),
        failure_reasons: reasonsOf(group.flatMap(({ row }) => row.status_message ?? []))
      }
    }
  )
}
