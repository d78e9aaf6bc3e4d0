// Copies of small bodies in the index of a pack: hundreds of snapshots from one read.
//
// Each copy is checked like any other snapshot: facts, and the length and sha256 of the body.
import * as Crypto from "node:crypto"
import * as Effect from "effect/Effect"
import { type Facts, factsOfLine } from "../facts.ts"
import { areFactsOf, type WholeSnapshot } from "../small-snapshot.ts"
import type { SnapshotRef } from "../snapshot-ref.ts"
import { readPackFacts } from "./pack.ts"
import { COPIED_BYTES } from "./pack-index.ts"

interface Copy {
  readonly line: string
  readonly facts: Facts | undefined
  /** Undefined if the body is not copied. */
  readonly body: Uint8Array | undefined
}

/** The copies in the index of a pack. */
export interface PackCopies {
  readonly path: string
  /** The facts of a snapshot, if the index has them. */
  readonly facts: (ref: SnapshotRef) => Facts | undefined
  /** A snapshot, if its body is copied and intact. */
  readonly find: (ref: SnapshotRef) => WholeSnapshot | undefined
  /** True if the facts and the copy, if any, of a snapshot are intact. */
  readonly isRight: (snapshotId: string) => boolean
}

export const noCopies: PackCopies = {
  path: "",
  facts: () => undefined,
  find: () => undefined,
  isRight: () => false
}

const isCopied = (facts: Facts | undefined): facts is Facts =>
  facts !== undefined && facts.byte_count <= COPIED_BYTES

const copiesOf = (path: string, read: Effect.Success<ReturnType<typeof readPackFacts>>): PackCopies => {
  if (read === undefined) return { ...noCopies, path }
  const facts = read.lines.map(factsOfLine)
  const length = facts.reduce((sum, one) => sum + (isCopied(one) ? one.byte_count : 0), 0)
  const hasCopies = length === read.copies.length
  const byId = new Map<string, Copy>()
  let from = 0
  for (const [index, { snapshotId }] of read.names.entries.entries()) {
    const one = facts[index]
    const end = from + (isCopied(one) ? one.byte_count : 0)
    const body = hasCopies && isCopied(one) ? read.copies.subarray(from, end) : undefined
    byId.set(snapshotId, { line: read.lines[index] ?? "", facts: one, body })
    from = end
  }
  const isWhole = ({ facts, body }: Copy) =>
    body !== undefined && facts?.sha256 === Crypto.hash("sha256", body)
  const find = (ref: SnapshotRef): WholeSnapshot | undefined => {
    const copy = byId.get(ref.snapshotId)
    if (copy?.facts === undefined || copy.body === undefined) return undefined
    const { line, facts, body } = copy
    return areFactsOf(ref, facts) && isWhole(copy) ? { line, facts, body } : undefined
  }
  const factsOf = (ref: SnapshotRef) => {
    const facts = byId.get(ref.snapshotId)?.facts
    return facts !== undefined && areFactsOf(ref, facts) ? facts : undefined
  }
  const isRight = (snapshotId: string) => {
    const copy = byId.get(snapshotId)
    return copy?.facts?.snapshot_id === snapshotId && (copy.body === undefined || isWhole(copy))
  }
  return { path, facts: factsOf, find, isRight }
}

/** Reads the copies of a pack; empty if its index cannot be read. */
export const packCopies = (path: string) =>
  Effect.map(
    Effect.orElseSucceed(readPackFacts(path), () => undefined),
    (read) => copiesOf(path, read)
  )
