// What edits and deletions do to the messages that they name: the text is that of the latest edit by its own time, a
// deletion keeps it, and each that no reply shows is a revision. An edit of somebody else does nothing. A mark comes after
// every state that does not show it: an edited one shows the edits before it was seen, the last one those before the edit
// whose id it has. Marks are no targets of marks.
import type { Message } from "./messages.ts"
import { kindOf, type Pairs } from "./pairs.ts"
import { compareTime, groupBy, keyOf } from "./record.ts"
import { isVendorMark, keptText, lastRead, type RevisionRow } from "./revisions.ts"

const markTypes = new Set(["editedMessage", "deletedMessage"])
const isMark = ({ row }: Message) => markTypes.has(row.type_message ?? "")
const isEdit = ({ row }: Message) => row.type_message === "editedMessage"
const targetOf = ({ row }: Message) =>
  row.type_message === "editedMessage" ? row.edited_message_id : row.deleted_message_id

const compareMarks = ({ row: a }: Message, { row: b }: Message) =>
  compareTime(a.sent_at, b.sent_at) || a.order_in_second - b.order_in_second

/** True for an edit that cannot be the sender's. */
const isRefused = (mark: Message, { row }: Message, pairs: Pairs): boolean => {
  if (!isEdit(mark)) return false
  const [one, other] = [mark.row.sender_id, row.sender_id]
  if (one === null || other === null)
    return mark.row.direction !== null && row.direction !== null && mark.row.direction !== row.direction
  if (one === other || pairs.all.some((pair) => pair.includes(one) && pair.includes(other))) return false
  const kinds = [kindOf(one), kindOf(other)].sort()
  if (kinds.join() !== "1,2") return true
  if (row.chat_type === "private" || row.chat_type === "lid") return false
  return pairs.all.some(
    ([a, b]) => kindOf(a) === 1 && kindOf(b) === 2 && (a === one || b === one || a === other || b === other)
  )
}

type State = Pick<RevisionRow, "text" | "status_message" | "is_edited" | "is_deleted">
const isSame = (a: State, b: State) =>
  a.text === b.text &&
  (a.is_edited ?? false) === (b.is_edited ?? false) &&
  (a.is_deleted ?? false) === (b.is_deleted ?? false)

const placeOf = (mark: Message, message: Message, shownEdit: Message | undefined): number => {
  const { revisions } = message
  const shows = (state: RevisionRow, index: number): boolean => {
    if (!isEdit(mark)) return state.is_deleted === true
    if (state.is_edited !== true) return false
    if (index === revisions.length - 1 && shownEdit !== undefined) return compareMarks(shownEdit, mark) >= 0
    return mark.row.sent_at === null || state.observed_at >= mark.row.sent_at
  }
  return revisions.findLastIndex((state, index) => !shows(state, index)) + 1
}

const tells = ({ row }: Message): boolean => row.text !== null && !isVendorMark(row.text)

const marked = (message: Message, marks: ReadonlyArray<Message>): Message => {
  const { row, revisions } = message
  const shownEdit = marks.find((mark) => isEdit(mark) && mark.row.message_id === row.edited_message_id)
  const placed = marks
    .toSorted(compareMarks)
    .map((mark) => ({ mark, place: placeOf(mark, message, shownEdit) }))
    .filter(({ mark, place }) => place > 0 || (isEdit(mark) && tells(mark)))
  const states: Array<{ readonly state: RevisionRow; readonly mark: Message | null }> = []
  const tell = (place: number) => {
    for (const { mark } of placed.filter((each) => each.place === place)) {
      const shown = states.findLast((each) => each.mark === null)?.state
      const were = states.flatMap((each) => each.mark ?? [])
      const edits = [...were, mark].some(isEdit)
      const deletions = [...were, mark].some((each) => !isEdit(each))
      const first = mark.revisions[0]
      if (first === undefined) continue
      const state: RevisionRow = {
        ...first,
        chat_id: row.chat_id,
        message_id: row.message_id,
        observed_at: first.observed_at,
        timestamp_at: mark.row.sent_at,
        text: isEdit(mark) && tells(mark) ? mark.row.text : lastRead(states.map((each) => each.state)),
        status_message: shown?.status_message ?? null,
        is_edited: edits || (shown?.is_edited ?? null),
        is_deleted: deletions || (shown?.is_deleted ?? null),
        mark_message_id: mark.row.message_id
      }
      states.push({ state, mark })
    }
  }
  tell(0)
  for (const [index, state] of revisions.entries()) {
    states.push({ state, mark: null })
    tell(index + 1)
  }
  const kept = states.filter(({ mark, state }, index) => {
    if (mark === null) return true
    const [before, after] = [states[index - 1], states[index + 1]]
    if (before !== undefined && isSame(before.state, state)) return false
    return !(after !== undefined && after.mark === null && isSame(after.state, state))
  })
  const last = states.at(-1)?.state
  const lastEdit = states.findLastIndex(({ mark }) => mark !== null && isEdit(mark))
  const lastShown = states.findLastIndex(({ mark }) => mark === null)
  const editId = states[lastEdit]?.mark?.row.message_id ?? null
  const deletionId =
    states.findLast(({ mark }) => mark !== null && !isEdit(mark))?.mark?.row.message_id ?? null
  if (last === undefined) return message
  return {
    ...message,
    revisions: kept.map(({ state }, index) => ({ ...state, revision: index + 1 })),
    row: {
      ...row,
      text: keptText(states.map(({ state }) => state)),
      is_edited: last.is_edited,
      is_deleted: last.is_deleted,
      edited_message_id: lastEdit > lastShown ? editId : (row.edited_message_id ?? editId),
      deleted_message_id: row.deleted_message_id ?? deletionId,
      revision_count: kept.length
    }
  }
}

/** The marks that name a message: those of its chat, and those under the other id of a private chat. */
const marksNaming = (messages: ReadonlyArray<Message>, pairs: Pairs) => {
  const byTarget = groupBy(messages.filter(isMark), (mark) =>
    keyOf(mark.row.instance_id, mark.row.chat_id, targetOf(mark))
  )
  const twinsOf = (chat: string) =>
    pairs.all.flatMap(([one, other]) => (one === chat ? [other] : other === chat ? [one] : []))
  return ({ row }: Message): ReadonlyArray<Message> => {
    const under = (chat: string) => byTarget.get(keyOf(row.instance_id, chat, row.message_id)) ?? []
    const seen = new Set<string>()
    return [row.chat_id, ...twinsOf(row.chat_id).sort()].flatMap(under).filter((mark) => {
      const isNew = !seen.has(mark.row.message_id)
      seen.add(mark.row.message_id)
      return isNew
    })
  }
}

/** Instance and id of edits that are not their sender's to make. */
export const refusedMarks = (messages: ReadonlyArray<Message>, pairs: Pairs): ReadonlySet<string> => {
  const marksOf = marksNaming(messages, pairs)
  return new Set(
    messages
      .filter((message) => !isMark(message))
      .flatMap((message) => marksOf(message).filter((mark) => isRefused(mark, message, pairs)))
      .map(({ row }) => keyOf(row.instance_id, row.message_id))
  )
}

/** The messages, changed by their marks. */
export const withMarks = (messages: ReadonlyArray<Message>, pairs: Pairs): ReadonlyArray<Message> => {
  const marksOf = marksNaming(messages, pairs)
  return messages.map((message) => {
    const named = isMark(message) ? [] : marksOf(message)
    const own = named.filter((mark) => !isRefused(mark, message, pairs))
    return own.length === 0 ? message : marked(message, own)
  })
}
