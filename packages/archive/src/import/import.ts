// Import: saved replies become snapshots.
//
// The bytes are stored unchanged, whatever is wrong with their records; a file that is not a reply is refused. The same
// bytes are stored once per instance and journal: an explicit time wins over a guess, an earlier time over a later one.
// Each reply of a file becomes one snapshot; NDJSON above 256 MB becomes several, numbered from the oldest.
import { isDeepStrictEqual } from "node:util"
import { optionsOf } from "@chatledger/core/internal"
import * as Effect from "effect/Effect"
import * as Semaphore from "effect/Semaphore"
import type * as Stream from "effect/Stream"
import { type Archive, checkArchive } from "../archive.ts"
import { commitSnapshot } from "../commit.ts"
import type { ImportRefused } from "../errors.ts"
import type { Facts, Journal, PhoneFacts, ReplyKind } from "../facts.ts"
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

/** The result for one part of a file. */
export interface ImportedPart {
  readonly ref: SnapshotRef
  /**
   * `known`: the same bytes are already stored; `retimed`: they were, with a worse time or without a window; `reread`: they
   * were, as an exported chat that is now read otherwise.
   */
  readonly state: "added" | "known" | "retimed" | "reread"
  readonly summary: ReplySummary
  readonly journal: Journal
  /** Undefined for messages. */
  readonly kind: ReplyKind | undefined
  readonly requestedAtIsGuess: boolean
  /** Only of an exported chat. */
  readonly phone: PhoneFacts | undefined
}

/** The result for a file; its parts are in file order. */
export interface ImportedFile {
  readonly source: Source
  /** Number of replies stored; more than one if replies were appended to each other. */
  readonly replyCount: number
  readonly parts: ReadonlyArray<ImportedPart>
  /** The parts of the file that are not replies and were left out. */
  readonly leftOut: ReadonlyArray<LeftOut>
}

/** Removes worse copies of the snapshot at `ref`; takes locks, so it must run sequentially. */
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
 * Stores one part, unless the same bytes are stored with facts at least as good.
 *
 * Derived data does not notice a snapshot that keeps its name but gains a window, so it is
 * removed in that case.
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
  const state = same !== undefined ? "known" : stateBeside(copies, facts)
  return {
    ref,
    state,
    summary,
    journal: facts.journal,
    kind: facts.kind,
    requestedAtIsGuess: facts.requested_at_is_guess,
    phone: facts.phone
  } satisfies ImportedPart
})

const stateBeside = (copies: ReadonlyArray<KnownBody>, { phone }: Facts) => {
  if (copies.length === 0) return "added"
  return phone !== undefined && copies.every(({ facts }) => !isDeepStrictEqual(facts.phone, phone))
    ? "reread"
    : "retimed"
}

const bodyOf = ({ facts }: PlannedPart) => `${facts.journal} ${facts.sha256}`

/** Of parts with the same bytes, one with a known time, otherwise the first: quiet accounts return `[]` many times. */
const withoutCopies = (all: ReadonlyArray<PlannedPart>): ReadonlyArray<PlannedPart> => {
  const best = new Map<string, PlannedPart>()
  for (const one of all)
    if (!best.has(bodyOf(one)) || !one.facts.requested_at_is_guess) best.set(bodyOf(one), one)
  return [...best.values()]
}

/**
 * Stores what `readImport` has read.
 *
 * Fails with `ImportRefused` (the file changed meanwhile), with `LockHeld` (a worse copy is in a pack that another
 * process uses; importing the file again then removes it), or `ArchiveNotWritable` (some parts of a large file may have
 * been stored; importing it again adds the others).
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
 * Imports one file: plain, .gz or .zst; an array or NDJSON, or several of them appended.
 *
 * Fails as `readImport` and `keepImport` do; records that do not fit are counted in the summaries instead.
 */
export const importReply = (
  archive: Archive,
  known: KnownBodies,
  source: Source,
  options: ImportOptions,
  stdin?: Stream.Stream<Uint8Array, ImportRefused>
) =>
  Effect.scoped(
    Effect.gen(function* () {
      yield* checkArchive("importReply", archive)
      optionsOf(
        "importReply",
        options,
        'an object, such as { instanceId: "1101000001", program: "nightly 1.0.0" }'
      )
      const plan = yield* readImport(archive, source, options, stdin)
      return yield* keepImport(archive, known, plan)
    })
  )
