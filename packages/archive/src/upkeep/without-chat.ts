// Removes the records of one chat from a reply; every other byte stays unchanged.
//
// A record belongs to the chats in its `chatId`, also if the field is duplicate. An unreadable record, or text between
// records, belongs to the chat if its bytes contain the id anywhere. The same text, quoted in
// another chat, stays.
import { ReplyReader } from "../reply-reader.ts"
import { bufferOf } from "../small-snapshot.ts"
import { chatIdsOf, isWrittenIn } from "./chat-names.ts"

/** The rest of a reply. */
export interface Remainder {
  readonly body: Uint8Array
  /** Number of removed records, and of removed pieces of text between records. */
  readonly removed: number
}

/** A record in a body. */
export interface Piece {
  readonly start: number
  readonly end: number
  readonly isOurs: boolean
  /** Only its first bytes were read, so its end is unknown. */
  readonly isOpen: boolean
}

/** Removes records from a body, and text between records that contains an id of the chat. */
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
  /** Keeps the text between records; after a removed record with unknown end, only the separator. */
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

/** Removes a chat from a body, by its ids; returns the body itself if it has nothing of the chat. */
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
