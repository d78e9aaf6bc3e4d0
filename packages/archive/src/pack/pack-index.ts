// The index of a pack: its snapshots, their positions, and their facts.
//
// It is one skippable zstd frame at the end of the file, so that `zstd -dc` ignores it. Content: copies of small
// bodies, the facts, and the names, each as a zstd frame, and a 32-byte footer with their lengths. Loading reads copies
// and facts, in a tenth of the time of reading frame by frame; listing reads only the names. This module reads no
// files.
import * as Crypto from "node:crypto"
import * as Zlib from "node:zlib"
import { isInstanceId, isSnapshotId } from "../facts.ts"

/** The position of a snapshot in a pack: the unchanged bytes of the loose file. */
export interface PackEntry {
  readonly snapshotId: string
  readonly offset: number
  readonly length: number
  /** CRC-32 of these bytes. */
  readonly crc32: number
}

/** The header of a pack. */
export interface PackHead {
  readonly instanceId: string
  /** `20240129`, UTC. */
  readonly day: string
  /** Bytes before the index, and their sha256. */
  readonly byteCount: number
  readonly sha256: string
}

/** The index without the facts. */
export interface PackNames {
  readonly head: PackHead
  readonly place: IndexPlace
  /** By snapshot id, which is also the file order. */
  readonly entries: ReadonlyArray<PackEntry>
}

/** Where the parts of an index are, counted from the end of the file. */
export interface IndexPlace {
  readonly copiesLength: number
  readonly factsLength: number
  readonly namesLength: number
  readonly copiesCrc32: number
  readonly factsCrc32: number
  readonly namesCrc32: number
}

const SKIPPABLE_MAGIC = 0x184d2a5c
/** Bytes between the snapshots and the index. */
export const INDEX_HEADER_BYTES = 8
const MAGIC = "CLPACK01"
/** Bytes at the end of a pack with the position of its index. */
export const FOOTER_BYTES = 32
/** Bodies up to this size are copied into the index, unless the copies exceed the total limit. */
export const COPIED_BYTES = 64 * 1024
export const MOST_COPIED_BYTES = 64 * 1024 * 1024
const LARGEST_TEXT = 1024 * 1024 * 1024

const pressed = (text: string | Uint8Array): Buffer =>
  Zlib.zstdCompressSync(text, {
    params: { [Zlib.constants.ZSTD_c_compressionLevel]: 3, [Zlib.constants.ZSTD_c_checksumFlag]: 1 }
  })

const hexOf = (crc32: number): string => crc32.toString(16).padStart(8, "0")

/**
 * The bytes after the snapshots of a pack; `facts` are their lines and `copies` the small bodies, both in the
 * order of the names.
 */
export const packIndexBytes = (
  { head, entries }: Omit<PackNames, "place">,
  facts: ReadonlyArray<string>,
  copies: ReadonlyArray<Uint8Array>
): Uint8Array => {
  const first = JSON.stringify({
    format: "chatledger-pack",
    version: 1,
    instance_id: head.instanceId,
    day: head.day,
    snapshot_count: entries.length,
    byte_count: head.byteCount,
    sha256: head.sha256
  })
  const lines = entries.map(
    ({ snapshotId, offset, length, crc32 }) => `${snapshotId} ${offset} ${length} ${hexOf(crc32)}\n`
  )
  const parts = [
    pressed(Buffer.concat(copies)),
    pressed(facts.map((line) => `${line}\n`).join("")),
    pressed(`${first}\n${lines.join("")}`)
  ]
  const header = Buffer.alloc(INDEX_HEADER_BYTES)
  const footer = Buffer.alloc(FOOTER_BYTES)
  for (const [index, part] of parts.entries()) {
    footer.writeUInt32LE(part.length, index * 4)
    footer.writeUInt32LE(Zlib.crc32(part), 12 + index * 4)
  }
  footer.write(MAGIC, FOOTER_BYTES - MAGIC.length, "latin1")
  const content = Buffer.concat([...parts, footer])
  header.writeUInt32LE(SKIPPABLE_MAGIC, 0)
  header.writeUInt32LE(content.length, 4)
  return Buffer.concat([header, content])
}

/** Parses the footer of a pack; undefined if it is invalid. */
export const indexPlace = (footer: Uint8Array): IndexPlace | undefined => {
  const bytes = Buffer.from(footer.buffer, footer.byteOffset, footer.byteLength)
  if (bytes.length !== FOOTER_BYTES || bytes.toString("latin1", FOOTER_BYTES - MAGIC.length) !== MAGIC)
    return undefined
  return {
    copiesLength: bytes.readUInt32LE(0),
    factsLength: bytes.readUInt32LE(4),
    namesLength: bytes.readUInt32LE(8),
    copiesCrc32: bytes.readUInt32LE(12),
    factsCrc32: bytes.readUInt32LE(16),
    namesCrc32: bytes.readUInt32LE(20)
  }
}

/** Bytes of the whole index, including header and footer. */
export const indexLength = ({ copiesLength, factsLength, namesLength }: IndexPlace): number =>
  INDEX_HEADER_BYTES + copiesLength + factsLength + namesLength + FOOTER_BYTES

/** True if the header announces a skippable frame of this length. */
export const isIndexHeader = (header: Uint8Array, place: IndexPlace): boolean => {
  const bytes = Buffer.from(header.buffer, header.byteOffset, header.byteLength)
  return (
    bytes.length === INDEX_HEADER_BYTES &&
    bytes.readUInt32LE(0) === SKIPPABLE_MAGIC &&
    bytes.readUInt32LE(4) === indexLength(place) - INDEX_HEADER_BYTES
  )
}

const plainOf = (bytes: Uint8Array, crc32: number): Buffer | undefined => {
  if (Zlib.crc32(bytes) !== crc32) return undefined
  try {
    return Zlib.zstdDecompressSync(bytes, { maxOutputLength: LARGEST_TEXT })
  } catch {
    return undefined
  }
}

const headOf = (line: string): (PackHead & { readonly count: number }) | undefined => {
  try {
    const head = JSON.parse(line) as Readonly<Record<string, unknown>>
    const { instance_id, day, snapshot_count, byte_count, sha256 } = head
    if (head["format"] !== "chatledger-pack" || head["version"] !== 1) return undefined
    if (!isInstanceId(instance_id) || typeof day !== "string" || typeof sha256 !== "string") return undefined
    if (typeof snapshot_count !== "number" || typeof byte_count !== "number") return undefined
    return { instanceId: instance_id, day, byteCount: byte_count, sha256, count: snapshot_count }
  } catch {
    return undefined
  }
}

/** Reads the names; undefined if they are damaged, or do not cover the bytes before the index. */
export const packNames = (bytes: Uint8Array, place: IndexPlace): PackNames | undefined => {
  const lines = plainOf(bytes, place.namesCrc32)?.toString("utf8").split("\n")
  const parsed = headOf(lines?.[0] ?? "")
  if (lines === undefined || parsed === undefined || lines.length !== parsed.count + 2) return undefined
  const { count, ...head } = parsed
  const entries: Array<PackEntry> = []
  let end = 0
  for (const line of lines.slice(1, -1)) {
    const [snapshotId = "", offset = "", length = "", crc32 = ""] = line.split(" ")
    const entry = { snapshotId, offset: Number(offset), length: Number(length), crc32: Number(`0x${crc32}`) }
    const isInPlace = entry.offset === end && Number.isSafeInteger(entry.length) && entry.length > 0
    if (!isInPlace || !isSnapshotId(snapshotId) || !snapshotId.startsWith(head.day)) return undefined
    end += entry.length
    entries.push(entry)
  }
  return end === head.byteCount ? { head, place, entries } : undefined
}

/** The parts of an index besides the names. */
export interface PackFacts {
  /** In the order of the names. */
  readonly lines: ReadonlyArray<string>
  /** All copies of bodies, concatenated. */
  readonly copies: Uint8Array
}

/** Reads copies and facts; undefined if they are damaged. */
export const packFacts = (bytes: Uint8Array, place: IndexPlace): PackFacts | undefined => {
  const { copiesLength, copiesCrc32, factsLength, factsCrc32 } = place
  const copies = plainOf(bytes.subarray(0, copiesLength), copiesCrc32)
  const lines = plainOf(bytes.subarray(copiesLength, copiesLength + factsLength), factsCrc32)
  if (copies === undefined || lines === undefined) return undefined
  return { lines: lines.toString("utf8").split("\n").slice(0, -1), copies }
}

/** An incremental sha256. */
export const newHash = () => Crypto.createHash("sha256")
