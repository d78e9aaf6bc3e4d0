// A reply without the records of one chat: they are cut out at their ends, every other byte stays as it was.
//
// A record belongs to the chat that its `chatId` names; one that names it twice belongs to both. One that cannot be read
// belongs to it if the id stands anywhere in its bytes, and so does what is between records. The same text, quoted in
// another chat, stays.
import { ReplyReader } from "../reply-reader.ts"
import { bufferOf } from "../small-snapshot.ts"
import { chatIdsOf, isWrittenIn } from "./chat-names.ts"

/** What is left of a reply. */
export interface Remainder {
  readonly body: Uint8Array
  /** Records that were cut out, and pieces of text between records. */
  readonly removed: number
}

/** A record in a body. */
export interface Piece {
  readonly start: number
  readonly end: number
  readonly isOurs: boolean
  /** Only its first bytes were looked at, so its end is not known. */
  readonly isOpen: boolean
}

/** Cuts records out of a body, and what is between them where an id of the chat is in it. */
export const withoutPieces = (
  body: Uint8Array,
  records: ReadonlyArray<Piece>,
  format: "array" | "ndjson" | "empty",
  chatIds: ReadonlyArray<string>
): Remainder => {
  const bytes = bufferOf(body)
  const isIn = (start: number, end: number) => isWrittenIn(bytes.subarray(start, end), chatIds)
  const comma = Buffer.from(format === "array" ? "," : "\n")
  const kept: Array<Uint8Array> = []
  let removed = records.filter(({ isOurs }) => isOurs).length
  /** What stands around records; after one that was cut out and has no known end, only what is needed. */
  const keepBetween = (before: Piece | undefined, end: number, needed: Uint8Array) => {
    const start = before?.end ?? 0
    const isSafe = !(before?.isOurs && before.isOpen) && !isIn(start, end)
    if (!isSafe) removed += 1
    kept.push(isSafe ? bytes.subarray(start, end) : needed)
  }
  const nothing = new Uint8Array(0)
  let isFirst = true
  keepBetween(undefined, records[0]?.start ?? bytes.length, nothing)
  for (const [index, record] of records.entries()) {
    if (record.isOurs) continue
    if (!isFirst) keepBetween(records[index - 1], record.start, comma)
    kept.push(bytes.subarray(record.start, record.end))
    isFirst = false
  }
  const last = records.at(-1)
  if (last !== undefined) keepBetween(last, bytes.length, nothing)
  return removed === 0 ? { body, removed } : { body: new Uint8Array(Buffer.concat(kept)), removed }
}

/** Cuts a chat out of a body, by the ids that it has; the body itself if it contains nothing of it. */
export const withoutChat = (body: Uint8Array, chatIds: ReadonlyArray<string>): Remainder => {
  const bytes = bufferOf(body)
  const isIn = (start: number, end: number) => isWrittenIn(bytes.subarray(start, end), chatIds)
  const isOne = (id: unknown) => chatIds.some((chatId) => chatId === id)
  const records: Array<Piece> = []
  const reader = new ReplyReader(({ source, message, issues }) => {
    const start = source.offset
    const end = start + source.end - source.start
    const hasDuplicateKey = issues.some(({ code }) => code === "duplicate_key")
    const isOurs =
      message === undefined
        ? isIn(start, end)
        : isOne(message["chatId"]) ||
          (hasDuplicateKey && chatIdsOf(bytes.toString("utf8", start, end)).some(isOne))
    records.push({ start, end, isOurs, isOpen: source.isTooLarge })
  })
  reader.push(body)
  return withoutPieces(body, records, reader.end().format, chatIds)
}
