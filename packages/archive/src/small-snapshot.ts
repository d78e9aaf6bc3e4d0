// Small snapshots, which nearly all are: read from memory at once, without a stream.
//
// Anything invalid gives undefined; `snapshot.ts` then reports what is wrong.
import * as Crypto from "node:crypto"
import { type Facts, factsOfLine, partsOfId } from "./facts.ts"
import { frameEnd, plainOfFrame } from "./pack/pack-frames.ts"
import type { SnapshotRef } from "./snapshot-ref.ts"

/** Limit in compressed bytes; reading these at once takes a tenth of the time. */
export const SMALL_BYTES = 64 * 1024
export const SMALL_PLAIN_BYTES = 1024 * 1024

const LINE_FEED = 0x0a

/** An intact snapshot. */
export interface WholeSnapshot {
  readonly facts: Facts
  /** The facts as stored, without the line feed. */
  readonly line: string
  readonly body: Uint8Array
}

/** Bytes as a Buffer, without a copy. */
export const bufferOf = (bytes: Uint8Array): Buffer =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)

/** The plain bytes of one frame; undefined if it is damaged, or too large when decompressed. */
export const plainOfSmall = (bytes: Uint8Array, most = SMALL_PLAIN_BYTES): Buffer | undefined => {
  const frame = bufferOf(bytes)
  try {
    return frameEnd(frame, 0) === frame.length ? plainOfFrame(frame, most) : undefined
  } catch {
    return undefined
  }
}

/** True if the facts belong to this snapshot. */
export const areFactsOf = (ref: SnapshotRef, facts: Facts): boolean =>
  facts.snapshot_id === ref.snapshotId &&
  facts.instance_id === ref.instanceId &&
  partsOfId(ref.snapshotId)?.sha256Start === facts.sha256.slice(0, 16)

/** Reads a snapshot from its bytes; undefined if it is not intact, or too large when decompressed. */
export const wholeOfSmall = (
  ref: SnapshotRef,
  bytes: Uint8Array,
  most = SMALL_PLAIN_BYTES
): WholeSnapshot | undefined => {
  const plain = plainOfSmall(bytes, most)
  if (plain === undefined) return undefined
  const end = plain.indexOf(LINE_FEED)
  if (end < 0) return undefined
  const line = plain.toString("utf8", 0, end)
  const facts = factsOfLine(line)
  const body = plain.subarray(end + 1)
  const isWhole =
    facts !== undefined &&
    areFactsOf(ref, facts) &&
    facts.byte_count === body.length &&
    facts.sha256 === Crypto.hash("sha256", body)
  return isWhole ? { facts, line, body } : undefined
}
