// A reply of the directory without the entries of one chat: they are cut out at their ends, every other byte stays as it was.
//
// An entry belongs to whom its id, its hidden id or its new id names, and the data of a group to the group. One that cannot
// be read belongs to the chat if the id stands anywhere in its bytes, and so does what is between entries. Gotcha: whoever
// is a member of another group stays one there, as what he wrote in it stays.
import { entriesOf, replyId } from "@chatledger/core"
import { bufferOf } from "../small-snapshot.ts"
import { isWrittenIn } from "./chat-names.ts"
import type { Remainder } from "./without-chat.ts"

const idFields = ["id", "chatId", "groupId", "lid", "newChatId"]

/** Cuts a chat out of a body, by the ids that it has; the body itself if it contains nothing of it. */
export const withoutEntry = (body: Uint8Array, chatIds: ReadonlyArray<string>): Remainder => {
  const bytes = bufferOf(body)
  const isOne = (value: unknown) => chatIds.some((id) => id === value || id === replyId(value))
  const isIn = (start: number, end: number) => isWrittenIn(bytes.subarray(start, end), chatIds)
  // What separates entries is ASCII, so places in this text are those of the bytes.
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
    // What is before an entry that is cut out goes with it, and before the first one that stays nothing separates.
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
