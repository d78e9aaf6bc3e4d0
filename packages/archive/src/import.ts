// Import: saved replies become snapshots.
//
// The bytes are kept as they are, whatever is wrong with records in them; a file that is no reply at all is
// refused by name. The same bytes are kept once per instance and journal: an explicit time beats a guess, an
// earlier time a later one. NDJSON larger than 256 MB becomes several snapshots that sort from its oldest end.
import * as Crypto from "node:crypto"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"
import type { Archive, SnapshotRef } from "./archive.ts"
import { commitSnapshot, removeSnapshot } from "./commit.ts"
import { ImportRefused } from "./errors.ts"
import { type Facts, type Journal, snapshotId } from "./facts.ts"
import { PART_BYTES, type Part, partsOf } from "./import-parts.ts"
import { isBetterTime, type KnownBodies } from "./known-bodies.ts"
import { ReplyReader } from "./reply-reader.ts"
import type { ReplySummary } from "./reply-summary.ts"
import { openSavedReply, type SavedReply, whyNoReply } from "./saved-reply.ts"
import type { Source } from "./sources.ts"

export interface ImportOptions {
  readonly instanceId: string
  /** Default: what the records' `type` says; both directions make it a history. */
  readonly journal?: Journal | undefined
  /** When the replies were asked for; `mtime`: when the file was written; default: the newest timestamp, as a guess. */
  readonly requestedAt?: Date | "mtime" | undefined
  /** The window that was asked for. Without it, an import claims no coverage. */
  readonly minutes?: number | undefined
  /** Name and version, kept in the facts. */
  readonly program: string
  /** For tests; 256 MB. */
  readonly partBytes?: number | undefined
}

/** What became of one part of a file. */
export interface ImportedPart {
  readonly ref: SnapshotRef
  /** `known`: the same bytes are there already; `retimed`: they were, with a worse time. */
  readonly state: "added" | "known" | "retimed"
  readonly summary: ReplySummary
}

export interface ImportedFile {
  readonly source: Source
  readonly journal: Journal
  readonly requestedAtIsGuess: boolean
  readonly parts: ReadonlyArray<ImportedPart>
}

interface ReadPart extends Part {
  readonly sha256: string
  readonly summary: ReplySummary
}

const readPart = Effect.fnUntraced(function* (reply: SavedReply, part: Part) {
  const hash = Crypto.createHash("sha256")
  const reader = new ReplyReader(() => {})
  yield* Stream.runForEach(reply.read(part.start, part.end), (chunk) =>
    Effect.sync(() => {
      hash.update(chunk)
      reader.push(chunk)
    })
  )
  return { ...part, sha256: hash.digest("hex"), summary: reader.end() } satisfies ReadPart
})

/** Why what has been read is no reply; undefined if it is one. */
const whyRefused = (source: Source, { summary }: ReadPart): string | undefined => {
  if (summary.format === "ndjson" && summary.recordCount === 1 && summary.typedCount === 1) {
    if (!/\.json(\.|$)/i.test(source.name)) return undefined
    return "holds one record and no list: put it in brackets, `[ … ]`"
  }
  if (summary.typedCount > 0 || (summary.recordCount === 0 && summary.format === "array")) return undefined
  return summary.format === "array"
    ? `is no reply: none of its ${summary.recordCount} records has a \`typeMessage\``
    : "is no reply: it holds an object, and a reply is a list of records with a `typeMessage` (webhooks are none)"
}

const journalOf = (source: Source, options: ImportOptions, summary: ReplySummary) => {
  if (options.journal !== undefined) return Effect.succeed(options.journal)
  const { incomingCount, outgoingCount } = summary
  if (incomingCount > 0 && outgoingCount > 0) return Effect.succeed<Journal>("history")
  if (incomingCount > 0) return Effect.succeed<Journal>("incoming")
  if (outgoingCount > 0) return Effect.succeed<Journal>("outgoing")
  const reason = "its records do not say their direction: add --journal incoming, outgoing or history"
  return Effect.fail(new ImportRefused({ source: source.path, kind: "usage", reason }))
}

const timeOf = Effect.fnUntraced(function* (options: ImportOptions, reply: SavedReply, first: ReplySummary) {
  if (options.requestedAt instanceof Date) return { at: options.requestedAt, isGuess: false }
  const now = new Date(yield* Clock.currentTimeMillis)
  if (options.requestedAt === "mtime")
    return { at: reply.modifiedAt ?? now, isGuess: reply.modifiedAt === undefined }
  const newest = first.newestTimestamp
  return { at: newest === undefined ? (reply.modifiedAt ?? now) : new Date(newest * 1000), isGuess: true }
})

/** Keeps one part, unless the same bytes are there with a time that is as good. */
const keepPart = Effect.fnUntraced(function* (
  archive: Archive,
  known: KnownBodies,
  reply: SavedReply,
  part: ReadPart,
  facts: Facts
) {
  const before = yield* known.find(facts)
  if (before !== undefined && !isBetterTime(facts, before.facts))
    return { ref: before.ref, state: "known", summary: part.summary } satisfies ImportedPart
  const ref = yield* commitSnapshot(archive, facts, reply.read(part.start, part.end))
  if (before !== undefined && before.ref.snapshotId !== ref.snapshotId) {
    yield* removeSnapshot(before.ref)
    known.remove(before.ref)
  }
  known.add(ref)
  const state = before === undefined ? "added" : "retimed"
  return { ref, state, summary: part.summary } satisfies ImportedPart
})

/**
 * Imports one saved reply: plain, .gz or .zst, an array or NDJSON.
 *
 * Fails with `ImportRefused` (nothing of this file was kept) or `ArchiveNotWritable`; records that do not fit
 * are no failure, they are counted in the summaries.
 */
export const importReply = Effect.fnUntraced(function* (
  archive: Archive,
  known: KnownBodies,
  source: Source,
  options: ImportOptions,
  stdin: Stream.Stream<Uint8Array, ImportRefused> = Stream.empty
) {
  const refuse = (reason: string) => new ImportRefused({ source: source.path, kind: "no-reply", reason })
  const reply = yield* openSavedReply(source, stdin)
  const head = Buffer.concat(yield* Stream.runCollect(reply.read(0, Math.min(1024, reply.byteCount))))
  const why = whyNoReply(head)
  if (why !== undefined) return yield* refuse(why)
  const isArray = new TextDecoder()
    .decode(head)
    .replace(/^\ufeff/, "")
    .trimStart()
    .startsWith("[")
  const parts = isArray
    ? [{ start: 0, end: reply.byteCount }]
    : yield* partsOf(reply, options.partBytes ?? PART_BYTES)
  const imported: Array<ImportedPart> = []

  const first = yield* readPart(reply, parts[0] ?? { start: 0, end: reply.byteCount })
  const refusal = whyRefused(source, first)
  if (refusal !== undefined) return yield* refuse(refusal)
  const last = parts.length > 1 ? yield* readPart(reply, parts[parts.length - 1] ?? first) : first
  const journal = yield* journalOf(source, options, first.summary)
  const newest = first.summary.isNewestFirst ? first.summary : last.summary
  const { at, isGuess } = yield* timeOf(options, reply, newest)

  for (const [index, part] of parts.entries()) {
    const read = index === 0 ? first : part.start === last.start ? last : yield* readPart(reply, part)
    const number = first.summary.isNewestFirst ? parts.length - 1 - index : index
    const { summary, sha256 } = read
    const facts: Facts = {
      version: 1,
      snapshot_id: snapshotId({ requestedAt: at, journal, part: number, sha256 }),
      instance_id: options.instanceId,
      journal,
      origin: "import",
      requested_at: at.toISOString(),
      requested_at_is_guess: isGuess,
      minutes: options.minutes ?? null,
      server_date: null,
      status: null,
      byte_count: read.end - read.start,
      sha256,
      record_count: summary.recordCount,
      oldest_timestamp: summary.oldestTimestamp ?? null,
      newest_timestamp: summary.newestTimestamp ?? null,
      source: source.name,
      evidence: null,
      program: options.program
    }
    imported.push(yield* keepPart(archive, known, reply, read, facts))
  }
  return { source, journal, requestedAtIsGuess: isGuess, parts: imported } satisfies ImportedFile
})
