// Removes the entries of one chat from a directory reply; every other byte stays unchanged.
//
// An entry belongs to its id, its hidden id and its new id, and the data of a group to the group. An unreadable
// entry, or text between entries, belongs to the chat if its bytes contain the id anywhere. Gotcha: members of another
// group stay there, as do their messages.
import { entriesOf, replyId } from "@chatledger/core/internal"
import { bufferOf } from "../small-snapshot.ts"
import { isWrittenIn } from "./chat-names.ts"
import type { Remainder } from "./without-chat.ts"

const idFields = ["id", "chatId", "groupId", "lid", "newChatId"]

/** Removes a chat from a body, by its ids; returns the body itself if it has nothing of the chat. */
export const withoutEntry = (body: Uint8Array, chatIds: ReadonlyArray<string>): Remainder => {
  const bytes = bufferOf(body)
  const isOne = (value: unknown) => chatIds.some((id) => id === value || id === replyId(value))
  const isIn = (start: number, end: number) => isWrittenIn(bytes.subarray(start, end), chatIds)
  // Separators are ASCII, so offsets in this text equal byte offsets.
  const entries = entriesOf(bytes.toString("latin1"))
  const isOurs = entries.map(({ start, end, fields }) =>
    fields === undefined ? isIn(start, end) : idFields.some((field) => isOne(fields[field]))
  )
  const kept: Array<Uint8Array> = []
  let removed = isOurs.filter(Boolean).length
  let from = 0
  let hasKept = false
  const keepBetween = (to: number, isSeparator: boolean) => {
    if (!isIn(from, to)) {
      if (isSeparator) kept.push(bytes.subarray(from, to))
    } else removed += 1
  }
  for (const [index, { start, end }] of entries.entries()) {
    // The separator before a removed entry is removed too, and the first kept entry needs none.
    keepBetween(start, index === 0 || (!isOurs[index] && hasKept))
    if (!isOurs[index]) {
      kept.push(bytes.subarray(start, end))
      hasKept = true
    }
    from = end
  }
  keepBetween(bytes.length, true)
  return removed === 0 ? { body, removed } : { body: new Uint8Array(Buffer.concat(kept)), removed }
}
