// Import: saved replies become snapshots.
//
// The bytes are kept as they are, whatever is wrong with records in them; a file that is no reply at all is
// refused by name. The same bytes are kept once per instance and journal: an explicit time beats a guess, an
// earlier time a later one. NDJSON larger than 256 MB becomes several snapshots that sort from its oldest end.
import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"
import type { Archive } from "../archive.ts"
import { commitSnapshot } from "../commit.ts"
import { ImportRefused } from "../errors.ts"
import { type Facts, type Journal, snapshotId } from "../facts.ts"
import type { ReplySummary } from "../reply-summary.ts"
import type { SnapshotRef } from "../snapshot-ref.ts"
import { removeDerived } from "../upkeep/remove-derived.ts"
import { removeSnapshot } from "../upkeep/replace-snapshots.ts"
import { type ImportOptions, journalOf, refuseUsage, timeOf } from "./import-options.ts"
import { PART_BYTES, PartReader, partsOf, type ReadPart, unchanged } from "./import-parts.ts"
import { bestOf, type KnownBodies } from "./known-bodies.ts"
import { formatOf } from "./reply-start.ts"
import { openSavedReply, type SavedReply } from "./saved-reply.ts"
import type { Source } from "./sources.ts"

/** What became of one part of a file. */
export interface ImportedPart {
  readonly ref: SnapshotRef
  /** `known`: the same bytes are there already; `retimed`: they were, with a worse time or no window. */
  readonly state: "added" | "known" | "retimed"
  readonly summary: ReplySummary
}

/** What became of a file; its parts in the order of the file. */
export interface ImportedFile {
  readonly source: Source
  readonly journal: Journal
  readonly requestedAtIsGuess: boolean
  readonly parts: ReadonlyArray<ImportedPart>
}

/** Why what has been read is no reply; undefined if it is one. */
const whyNoReply = (source: Source, parts: ReadonlyArray<ReadPart>): string | undefined => {
  const format = parts[0]?.summary.format
  const records = parts.reduce((sum, { summary }) => sum + summary.recordCount, 0)
  const typed = parts.reduce((sum, { summary }) => sum + summary.typedCount, 0)
  if (format === "array")
    return typed > 0 || records === 0
      ? undefined
      : `is no reply: none of its ${records} records has a \`typeMessage\` (webhooks are none)`
  if (typed === 0)
    return "is no reply: it holds an object, and a reply is a list of records with a `typeMessage` (webhooks are none)"
  return records === 1 && /\.json(\.|$)/i.test(source.name)
    ? "holds one record and no list: put it in brackets, `[ … ]`"
    : undefined
}

/** True if the file goes from new to old: by its parts, and within one part by its records. */
const isNewestFirst = (parts: ReadonlyArray<ReadPart>): boolean => {
  const first = parts[0]?.summary
  const last = parts[parts.length - 1]?.summary
  const [start, end] = [first?.newestTimestamp, last?.newestTimestamp]
  return start === undefined || end === undefined || start === end
    ? (first?.isNewestFirst ?? true)
    : start > end
}

/**
 * Keeps one part, unless the same bytes are there and tell as much.
 *
 * A snapshot that keeps its name and tells more (a window) is not noticed by what was derived from it, which is
 * thrown away then.
 */
const keepPart = Effect.fnUntraced(function* (
  archive: Archive,
  known: KnownBodies,
  source: Source,
  reply: SavedReply,
  part: ReadPart,
  facts: Facts
) {
  const { summary } = part
  const copies = yield* known.find(facts)
  const told = copies.reduce((told, copy) => bestOf(told, copy.facts) ?? copy.facts, facts)
  const same = copies.find((copy) => copy.facts === told)
  const ref = same?.ref ?? (yield* commitSnapshot(archive, told, unchanged(source, reply, part)))
  const isSynced = copies.some((copy) => copy.facts.origin === "sync")
  for (const copy of copies) {
    if (copy.ref.snapshotId === ref.snapshotId) {
      if (same === undefined) yield* removeDerived(archive)
    } else if (!isSynced) {
      yield* removeSnapshot(archive, copy.ref)
      known.remove(copy.ref)
    }
  }
  known.add(ref)
  const state = same !== undefined ? "known" : copies.length === 0 ? "added" : "retimed"
  return { ref, state, summary } satisfies ImportedPart
})

/**
 * Imports one saved reply: plain, .gz or .zst, an array or NDJSON.
 *
 * Fails with `ImportRefused` (nothing of this file was kept), with `LockHeld` (a worse copy is in a pack, and somebody
 * else is at it: importing the file again then takes it out), or `ArchiveNotWritable` (parts of a large file may
 * have been kept: importing it again adds the others); records that do not fit are no failure, they are counted
 * in the summaries.
 */
export const importReply = Effect.fnUntraced(function* (
  archive: Archive,
  known: KnownBodies,
  source: Source,
  options: ImportOptions,
  stdin: Stream.Stream<Uint8Array, ImportRefused> = Stream.empty
) {
  yield* refuseUsage(source, options)
  const reply = yield* openSavedReply(archive, source, stdin)
  const format = yield* formatOf(source, reply)
  const ranges =
    format === "array"
      ? [{ start: 0, end: reply.byteCount }]
      : yield* partsOf(reply, options.partBytes ?? PART_BYTES)
  const { read, concurrency } = yield* PartReader
  const parts = yield* Effect.forEach(ranges, (range) => read(source, reply, range), { concurrency })
  const reason = whyNoReply(source, parts)
  if (reason !== undefined) return yield* new ImportRefused({ source: source.path, kind: "no-reply", reason })
  const summaries = parts.map(({ summary }) => summary)
  const journal = yield* journalOf(source, options, summaries)
  const { at, isGuess } = yield* timeOf(source, options, reply, summaries)
  const isReversed = isNewestFirst(parts)

  const factsOf = (part: ReadPart, index: number): Facts => {
    const number = isReversed ? parts.length - 1 - index : index
    const { summary, sha256 } = part
    return {
      version: 1,
      snapshot_id: snapshotId({ requestedAt: at, journal, part: number, sha256 }),
      instance_id: options.instanceId,
      journal,
      ...(summary.kind && { kind: summary.kind }),
      origin: "import",
      requested_at: at.toISOString(),
      requested_at_is_guess: isGuess,
      minutes: options.minutes ?? null,
      server_date: null,
      status: null,
      byte_count: part.end - part.start,
      sha256,
      record_count: summary.recordCount,
      oldest_timestamp: summary.oldestTimestamp ?? null,
      newest_timestamp: summary.newestTimestamp ?? null,
      source: source.name,
      evidence: null,
      program: options.program
    }
  }
  const areDifferent = new Set(parts.map(({ sha256 }) => sha256)).size === parts.length
  const imported = yield* Effect.forEach(
    parts,
    (part, index) => keepPart(archive, known, source, reply, part, factsOf(part, index)),
    { concurrency: areDifferent ? 2 : 1 }
  )
  return { source, journal, requestedAtIsGuess: isGuess, parts: imported } satisfies ImportedFile
}, Effect.scoped)
