// Finds the snapshots of a pack without its index, frame by frame; continues after damage.
import * as Zlib from "node:zlib"
import { partsOfId } from "../facts.ts"
import type { PackEntry } from "./pack-index.ts"

const MAGIC = Buffer.from([0x28, 0xb5, 0x2f, 0xfd])
const MAGIC_NUMBER = MAGIC.readUInt32LE()
const INDEX_MAGIC = 0x184d2a5c
const RLE_BLOCK = 1
const DICTIONARY_ID_BYTES = [0, 1, 2, 4] as const
const LINE_FEED = 0x0a
const SMALLEST_CHUNK = 64
const FACTS_BYTES = 64 * 1024
const MOST_PLAIN_BYTES = 1024 * 1024

interface FrameHeader {
  /** Offset of the first block. */
  readonly end: number
  /** The decompressed size in the frame header; undefined if missing. */
  readonly plainLength: number | undefined
}

const frameHeader = (bytes: Buffer, start: number): FrameHeader | undefined => {
  if (bytes.readUInt32LE(start) !== MAGIC_NUMBER) return undefined
  const descriptor = bytes.readUInt8(start + 4)
  const isSingleSegment = (descriptor & 0x20) !== 0
  const sizeFlag = descriptor >> 6
  const sizeBytes = sizeFlag === 0 ? (isSingleSegment ? 1 : 0) : 1 << sizeFlag
  const at = start + 5 + (isSingleSegment ? 0 : 1) + (DICTIONARY_ID_BYTES[descriptor & 3] ?? 0)
  const declared = sizeBytes === 0 ? undefined : bytes.readUIntLE(at, Math.min(sizeBytes, 6))
  const plainLength = declared === undefined || sizeFlag !== 1 ? declared : declared + 256
  return { end: at + sizeBytes, plainLength }
}

/** The end of the zstd frame at an offset; undefined if it is incomplete. */
export const frameEnd = (bytes: Buffer, start: number): number | undefined => {
  try {
    let at = frameHeader(bytes, start)?.end
    if (at === undefined) return undefined
    for (let isLast = false; !isLast; ) {
      const block = bytes.readUIntLE(at, 3)
      isLast = (block & 1) === 1
      at += 3 + (((block >> 1) & 3) === RLE_BLOCK ? 1 : block >> 3)
    }
    if ((bytes.readUInt8(start + 4) & 0x04) !== 0) at += 4
    return at <= bytes.length ? at : undefined
  } catch {
    return undefined
  }
}

/** Decompresses one frame into memory of its declared size; fails as Node does, also beyond `most` bytes. */
export const plainOfFrame = (frame: Buffer, most: number): Buffer => {
  const declared = frameHeader(frame, 0)?.plainLength ?? most
  const chunkSize = Math.max(SMALLEST_CHUNK, Math.min(declared, most) + 1)
  return Zlib.zstdDecompressSync(frame, { maxOutputLength: most, chunkSize })
}

/** The id in the first line of a frame, if it belongs to the instance. */
const idIn = (frame: Buffer, instanceId: string): string | undefined => {
  try {
    const plain = Zlib.zstdDecompressSync(frame.subarray(0, FACTS_BYTES), {
      finishFlush: Zlib.constants.ZSTD_e_flush,
      maxOutputLength: MOST_PLAIN_BYTES
    })
    const facts: unknown = JSON.parse(plain.toString("utf8", 0, plain.indexOf(LINE_FEED)))
    if (typeof facts !== "object" || facts === null) return undefined
    const id: unknown = Reflect.get(facts, "snapshot_id")
    const isOurs = Reflect.get(facts, "instance_id") === instanceId
    return isOurs && typeof id === "string" && partsOfId(id) !== undefined ? id : undefined
  } catch {
    return undefined
  }
}

/** Finds the snapshots in a pack; complete if nothing is between them, and an index follows. */
export const snapshotsIn = (
  pack: Uint8Array,
  instanceId: string
): { readonly entries: ReadonlyArray<PackEntry>; readonly isComplete: boolean } => {
  const bytes = Buffer.from(pack.buffer, pack.byteOffset, pack.byteLength)
  const entries: Array<PackEntry> = []
  let isComplete = true
  let at = 0
  while (at < bytes.length) {
    const start = bytes.indexOf(MAGIC, at)
    if (start !== at) {
      const isIndex = bytes.length - at >= 4 && bytes.readUInt32LE(at) === INDEX_MAGIC
      if (isIndex) return { entries, isComplete }
      isComplete = false
    }
    if (start < 0) break
    const end = frameEnd(bytes, start)
    const frame = end === undefined ? undefined : bytes.subarray(start, end)
    const snapshotId = frame === undefined ? undefined : idIn(frame, instanceId)
    if (end === undefined || frame === undefined || snapshotId === undefined) {
      isComplete = false
      at = start + 1
      continue
    }
    entries.push({ snapshotId, offset: start, length: end - start, crc32: Zlib.crc32(frame) })
    at = end
  }
  return { entries, isComplete: false }
}
