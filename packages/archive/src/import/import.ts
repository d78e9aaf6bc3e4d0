// Import: saved replies become snapshots.
//
// The bytes are kept as they are, whatever is wrong with records in them; a file that is not a reply at all is refused by
// name. The same bytes are kept once per instance and journal: an explicit time beats a guess, an earlier time a later
// one. Each reply of a file becomes a snapshot; NDJSON larger than 256 MB several, that sort from its oldest end.
import * as Effect from "effect/Effect"
import * as Semaphore from "effect/Semaphore"
import type * as Stream from "effect/Stream"
import type { Archive } from "../archive.ts"
import { commitSnapshot } from "../commit.ts"
import type { ImportRefused } from "../errors.ts"
import type { Facts, Journal, ReplyKind } from "../facts.ts"
import type { ReplySummary } from "../reply-summary.ts"
import type { SnapshotRef } from "../snapshot-ref.ts"
import { removeDerived } from "../upkeep/remove-derived.ts"
import { removeSnapshot } from "../upkeep/replace-snapshots.ts"
import type { ImportOptions } from "./import-options.ts"
import { type ReadPart, unchanged } from "./import-parts.ts"
import { type ImportPlan, type PlannedPart, readImport } from "./import-plan.ts"
import { bestOf, type KnownBodies, type KnownBody } from "./known-bodies.ts"
import type { LeftOut } from "./replies.ts"
import type { SavedReply } from "./saved-reply.ts"
import type { Source } from "./sources.ts"

/** What became of one part of a file. */
export interface ImportedPart {
  readonly ref: SnapshotRef
  /** `known`: the same bytes are there already; `retimed`: they were, with a worse time or no window. */
  readonly state: "added" | "known" | "retimed"
  readonly summary: ReplySummary
  readonly journal: Journal
  /** Undefined for messages. */
  readonly kind: ReplyKind | undefined
  readonly requestedAtIsGuess: boolean
}

/** What became of a file; its parts in the order of the file. */
export interface ImportedFile {
  readonly source: Source
  /** Replies in the file that were kept; more than one if others were appended to the first. */
  readonly replyCount: number
  readonly parts: ReadonlyArray<ImportedPart>
  /** What of the file is not a reply, and was left out. */
  readonly leftOut: ReadonlyArray<LeftOut>
}

/** Takes out worse copies of what is kept now at `ref`; locks are taken for it, so that it is done one after the other. */
const replaceCopies = Effect.fnUntraced(function* (
  archive: Archive,
  known: KnownBodies,
  copies: ReadonlyArray<KnownBody>,
  ref: SnapshotRef,
  isSame: boolean
) {
  const isSynced = copies.some((copy) => copy.facts.origin === "sync")
  for (const copy of copies) {
    if (copy.ref.snapshotId === ref.snapshotId) {
      if (!isSame) yield* removeDerived(archive)
    } else if (!isSynced) {
      yield* removeSnapshot(archive, copy.ref)
      known.remove(copy.ref)
    }
  }
})

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
  facts: Facts,
  turn: Semaphore.Semaphore
) {
  const { summary } = part
  const copies = yield* known.find(facts)
  const best = copies.reduce((best, copy) => bestOf(best, copy.facts) ?? copy.facts, facts)
  const same = copies.find((copy) => copy.facts === best)
  const ref = same?.ref ?? (yield* commitSnapshot(archive, best, unchanged(source, reply, part)))
  if (copies.length > 0)
    yield* turn.withPermit(replaceCopies(archive, known, copies, ref, same !== undefined))
  known.add(ref)
  const state = same !== undefined ? "known" : copies.length === 0 ? "added" : "retimed"
  return {
    ref,
    state,
    summary,
    journal: facts.journal,
    kind: facts.kind,
    requestedAtIsGuess: facts.requested_at_is_guess
  } satisfies ImportedPart
})

const bodyOf = ({ facts }: PlannedPart) => `${facts.journal} ${facts.sha256}`

/** Of parts with the same bytes the one whose time is known, or the first: quiet accounts answer `[]` again and again. */
const withoutCopies = (all: ReadonlyArray<PlannedPart>): ReadonlyArray<PlannedPart> => {
  const best = new Map<string, PlannedPart>()
  for (const one of all)
    if (!best.has(bodyOf(one)) || !one.facts.requested_at_is_guess) best.set(bodyOf(one), one)
  return [...best.values()]
}

/**
 * Keeps what `readImport` has read.
 *
 * Fails with `ImportRefused` (the file has changed meanwhile), with `LockHeld` (a worse copy is in a pack, and someone
 * else is at it: importing the file again then takes it out), or `ArchiveNotWritable` (parts of a large file may have
 * been kept: importing it again adds the others).
 */
export const keepImport = Effect.fnUntraced(function* (
  archive: Archive,
  known: KnownBodies,
  { leftOut, parts: all, reply, replyCount, source }: ImportPlan
) {
  const once = withoutCopies(all)
  const turn = Semaphore.makeUnsafe(1)
  const become = yield* Effect.forEach(
    once,
    ({ part, facts }) => keepPart(archive, known, source, reply, part, facts, turn),
    { concurrency: 2 }
  )
  const ofBody = new Map(once.map((one, index) => [bodyOf(one), become[index]]))
  const parts = all.flatMap((one): ReadonlyArray<ImportedPart> => {
    const part = ofBody.get(bodyOf(one))
    if (part === undefined) return []
    ofBody.set(bodyOf(one), { ...part, state: "known" })
    return [{ ...part, summary: one.part.summary }]
  })
  return { source, replyCount, parts, leftOut } satisfies ImportedFile
})

/**
 * Imports one file: plain, .gz or .zst, an array or NDJSON, or several of them one after the other.
 *
 * Fails as `readImport` and `keepImport` do; records that do not fit are no failure, they are counted in the summaries.
 */
export const importReply = (
  archive: Archive,
  known: KnownBodies,
  source: Source,
  options: ImportOptions,
  stdin?: Stream.Stream<Uint8Array, ImportRefused>
) =>
  Effect.scoped(
    Effect.flatMap(readImport(archive, source, options, stdin), (plan) => keepImport(archive, known, plan))
  )
