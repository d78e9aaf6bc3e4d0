// The replies of a file, each with its parts: one, as a rule; more where replies were appended to each other.
//
// Of several, each is kept without what stands around it, so that it is the same as one that was saved by itself.
// Those that are not replies (an error of the service, another encoding) are left out, and told. Gotcha: where large
// NDJSON is read in parts, a list among the lines may be cut; then all of it is read once more, in one go.
import * as Effect from "effect/Effect"
import { ImportRefused } from "../errors.ts"
import type { ImportReason } from "../reasons.ts"
import type { ReadReply } from "../reply-reader.ts"
import type { ReplySummary } from "../reply-summary.ts"
import { PART_BYTES, PartReader, partsOf, type ReadPart, sumOf } from "./import-parts.ts"
import type { SavedReply } from "./saved-reply.ts"
import type { Source } from "./sources.ts"

/** One reply of a file: its parts in the order of the file. */
export type FileReply = ReadonlyArray<ReadPart>

/** A reply that is none. */
export interface LeftOut {
  /** Its first byte in the file. */
  readonly at: number
  readonly reason: ImportReason
}

const faultsOfACut = ["not_json", "reply_is_cut", "bytes_after_reply"] as const

const isOddPart = ({ replies, summary }: ReadPart): boolean =>
  replies !== undefined || faultsOfACut.some((code) => summary.codes.has(code))

const readParts = Effect.fnUntraced(function* (
  source: Source,
  reply: SavedReply,
  range: { readonly start: number; readonly end: number },
  partBytes: number
) {
  const { read, concurrency } = yield* PartReader
  const ranges = yield* partsOf(reply, range, partBytes)
  return yield* Effect.forEach(ranges, (part) => read(source, reply, part), { concurrency })
})

/** One of several replies: its own bytes, cut if they are many lines. */
const apart = Effect.fnUntraced(function* (
  source: Source,
  reply: SavedReply,
  { start, end, summary }: ReadReply,
  partBytes: number
) {
  if (summary.format === "ndjson" && end - start > partBytes)
    return yield* readParts(source, reply, { start, end }, partBytes)
  return [{ start, end, summary, sha256: yield* sumOf(reply, { start, end }) }] satisfies FileReply
})

/** Reads all replies of a file, in its order; there is at least one. */
export const readReplies = Effect.fnUntraced(function* (
  source: Source,
  reply: SavedReply,
  partBytes: number = PART_BYTES
) {
  const range = { start: reply.start.at, end: reply.byteCount }
  const { read } = yield* PartReader
  const isLarge = reply.start.format === "ndjson" && range.end - range.start > partBytes
  const parts = isLarge ? yield* readParts(source, reply, range, partBytes) : []
  if (isLarge && !parts.some(isOddPart)) return [parts]
  const whole = yield* read(source, reply, range)
  if (whole.replies === undefined) return [isLarge ? parts : [whole]]
  return yield* Effect.forEach(whole.replies, (one) => apart(source, reply, one, partBytes))
})

const sum = (parts: FileReply, count: (summary: ReplySummary) => number): number =>
  parts.reduce((sum, { summary }) => sum + count(summary), 0)

/** Why what has been read is not a reply; undefined if it is one. */
const whyNone = (source: Source, parts: FileReply, isOnly: boolean): ImportReason | undefined => {
  const records = sum(parts, ({ recordCount }) => recordCount)
  const typed = sum(parts, ({ typedCount }) => typedCount)
  if (parts.some(({ summary }) => summary.isOtherEncoding)) return { code: "not_utf8" }
  if (parts[0]?.summary.format === "array")
    return typed > 0 || records === 0 ? undefined : { code: "no_types", records }
  if (typed === 0) return { code: "object_not_list" }
  return isOnly && records === 1 && /\.json(\.|$)/i.test(source.name) ? { code: "one_record" } : undefined
}

/** The replies that are some, and why the others are none; fails with `ImportRefused` if none is one. */
export const sorted = Effect.fnUntraced(function* (
  source: Source,
  { start }: Pick<SavedReply, "start">,
  replies: ReadonlyArray<FileReply>
) {
  const kept: Array<FileReply> = []
  const leftOut: Array<LeftOut> = start.before === undefined ? [] : [{ at: 0, reason: start.before }]
  for (const parts of replies) {
    const reason = whyNone(source, parts, replies.length === 1)
    if (reason === undefined) kept.push(parts)
    else leftOut.push({ at: parts[0]?.start ?? 0, reason })
  }
  const last = leftOut.at(-1)
  if (kept.length === 0 && last !== undefined)
    return yield* new ImportRefused({ source: source.path, kind: "no-reply", reason: last.reason })
  return { kept, leftOut }
})
