// The replies of a file with their parts: usually one; more if replies were appended to each other.
//
// Each of several replies is stored without the bytes around it, so that it equals a reply saved by itself. Other
// content (an error of the service, another encoding) is left out and reported. Gotcha: if large NDJSON is read in
// parts, a list between its lines may be split; then the file is read again as a whole.
import * as Effect from "effect/Effect"
import { ImportRefused } from "../errors.ts"
import type { ImportReason } from "../reasons.ts"
import type { ReadReply } from "../reply-reader.ts"
import type { ReplySummary } from "../reply-summary.ts"
import { PART_BYTES, PartReader, partsOf, type ReadPart, sumOf } from "./import-parts.ts"
import type { SavedReply } from "./saved-reply.ts"
import type { Source } from "./sources.ts"

/** The parts of one reply, in file order. */
export type FileReply = ReadonlyArray<ReadPart>

/** Content that is not a reply. */
export interface LeftOut {
  /** Offset of its first byte in the file. */
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

/** One of several replies as its own parts, split if it is large NDJSON. */
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

/** Reads all replies of a file in order; at least one. */
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

/** Whether text is in another encoding, or was decoded in a wrong one and saved again. */
export const encodingFault = (
  parts: ReadonlyArray<{ readonly summary: ReplySummary }>
): ImportReason | undefined => {
  if (parts.some(({ summary }) => summary.isOtherEncoding)) return { code: "not_utf8" }
  return parts.some(({ summary }) => summary.isDecodedTwice) ? { code: "decoded_twice" } : undefined
}

/** Why a part of the file is not a reply; undefined if it is. */
const whyNone = (source: Source, parts: FileReply, isOnly: boolean): ImportReason | undefined => {
  const records = sum(parts, ({ recordCount }) => recordCount)
  const typed = sum(parts, ({ typedCount }) => typedCount)
  const encoding = encodingFault(parts)
  if (encoding !== undefined) return encoding
  const [only] = parts
  if (
    records === 1 &&
    typed === 0 &&
    only?.summary.codes.has("reply_is_cut") &&
    only.summary.codes.size === 1
  )
    return { code: "cut_at_once" }
  if (records > 0 && sum(parts, ({ codes }) => codes.get("not_json") ?? 0) === records)
    return { code: "no_json", records }
  if (parts[0]?.summary.format === "array")
    return typed > 0 || records === 0 ? undefined : { code: "no_types", records }
  if (typed === 0) return { code: "object_not_list" }
  return isOnly && records === 1 && /\.json(\.|$)/i.test(source.name) ? { code: "one_record" } : undefined
}

/** Separates replies from other content; fails with `ImportRefused` if there is no reply. */
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
