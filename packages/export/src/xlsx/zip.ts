// A small zip writer, and a reader for the small zips that it needs: pure functions of bytes.
// Entries are deflated, have the fixed time 1980-01-01 (so that equal input gives equal bytes), and may be
// streamed: sizes then follow in a data descriptor. Zip64 is used if sizes, offsets or counts need it.
// The reader supports no encryption and no zip64. Source: https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT
import { crc32, deflateRawSync, inflateRawSync } from "node:zlib"

/** A finished entry for the directory. Sizes and offset in bytes. */
export interface ZipEntry {
  readonly name: string
  readonly crc: number
  readonly deflatedSize: number
  readonly size: number
  readonly offset: number
  /** True if its sizes have eight bytes. */
  readonly zip64: boolean
  /** True if its sizes follow its data. */
  readonly isStreamed: boolean
}

const fourBytes = 0xffff_ffff
const descriptorFollows = 0x0008
const namesAreUtf8 = 0x0800
const deflated = 8
const firstOfJanuary1980 = 0x0021

const words = (...fields: ReadonlyArray<readonly [size: 2 | 4 | 8, value: number]>) => {
  const bytes = Buffer.alloc(fields.reduce((sum, [size]) => sum + size, 0))
  let at = 0
  for (const [size, value] of fields) {
    if (size === 2) bytes.writeUInt16LE(value, at)
    else if (size === 4) bytes.writeUInt32LE(value, at)
    else bytes.writeBigUInt64LE(BigInt(value), at)
    at += size
  }
  return bytes
}

const flags = (isStreamed: boolean) => namesAreUtf8 | (isStreamed ? descriptorFollows : 0)
const versionNeeded = (zip64: boolean) => (zip64 ? 45 : 20)

/** True if a size or offset in bytes needs zip64 fields. */
export const isBeyondZip = (bytes: number) => bytes >= fourBytes

interface KnownData {
  readonly crc: number
  readonly deflatedSize: number
  readonly size: number
}

const unknownData: KnownData = { crc: 0, deflatedSize: 0, size: 0 }

/** The header before the data of an entry. Without `known` the sizes follow in a data descriptor. */
export const localHeader = (name: string, known?: KnownData): Uint8Array => {
  const encoded = Buffer.from(name)
  const { crc, deflatedSize, size } = known ?? unknownData
  const fixed = words(
    [4, 0x04034b50],
    [2, versionNeeded(false)],
    [2, flags(known === undefined)],
    [2, deflated],
    [2, 0],
    [2, firstOfJanuary1980],
    [4, crc],
    [4, deflatedSize],
    [4, size],
    [2, encoded.length],
    [2, 0]
  )
  return Buffer.concat([fixed, encoded])
}

/** The descriptor after the data of an entry. */
export const dataDescriptor = ({ crc, deflatedSize, size, zip64 }: ZipEntry): Uint8Array => {
  const width = zip64 ? 8 : 4
  return words([4, 0x08074b50], [4, crc], [width, deflatedSize], [width, size])
}

const directoryEntry = (entry: ZipEntry) => {
  const encoded = Buffer.from(entry.name)
  const far = isBeyondZip(entry.offset)
  const extraFields: Array<readonly [8, number]> = []
  if (entry.zip64) extraFields.push([8, entry.size], [8, entry.deflatedSize])
  if (far) extraFields.push([8, entry.offset])
  const extra =
    extraFields.length === 0 ? Buffer.alloc(0) : words([2, 1], [2, extraFields.length * 8], ...extraFields)
  const fixed = words(
    [4, 0x02014b50],
    [2, versionNeeded(entry.zip64 || far)],
    [2, versionNeeded(entry.zip64 || far)],
    [2, flags(entry.isStreamed)],
    [2, deflated],
    [2, 0],
    [2, firstOfJanuary1980],
    [4, entry.crc],
    [4, entry.zip64 ? fourBytes : entry.deflatedSize],
    [4, entry.zip64 ? fourBytes : entry.size],
    [2, encoded.length],
    [2, extra.length],
    [2, 0],
    [2, 0],
    [2, 0],
    [4, 0],
    [4, far ? fourBytes : entry.offset]
  )
  return Buffer.concat([fixed, encoded, extra])
}

/** The directory of a zip whose entries end at `offset` bytes. */
export const directory = (entries: ReadonlyArray<ZipEntry>, offset: number): Uint8Array => {
  const listed = Buffer.concat(entries.map(directoryEntry))
  const many = entries.length >= 0xffff || isBeyondZip(offset + listed.length)
  const zip64End = many
    ? [
        words(
          [4, 0x06064b50],
          [8, 44],
          [2, 45],
          [2, 45],
          [4, 0],
          [4, 0],
          [8, entries.length],
          [8, entries.length],
          [8, listed.length],
          [8, offset]
        ),
        words([4, 0x07064b50], [4, 0], [8, offset + listed.length], [4, 1])
      ]
    : []
  const count = Math.min(entries.length, 0xffff)
  const end = words(
    [4, 0x06054b50],
    [2, 0],
    [2, 0],
    [2, count],
    [2, count],
    [4, Math.min(listed.length, fourBytes)],
    [4, Math.min(offset, fourBytes)],
    [2, 0]
  )
  return Buffer.concat([listed, ...zip64End, end])
}

/** The end of a deflate stream whose blocks were all flushed: an empty final block. */
export const deflateEnd: Uint8Array = Uint8Array.of(0x03, 0x00)

/** A complete entry of small content, header and data. */
export const wholeEntry = (name: string, content: Uint8Array, offset: number) => {
  const data = deflateRawSync(content, { level: 6 })
  const entry: ZipEntry = {
    name,
    crc: crc32(content),
    deflatedSize: data.length,
    size: content.length,
    offset,
    zip64: false,
    isStreamed: false
  }
  return { entry, bytes: Buffer.concat([localHeader(name, entry), data]) }
}

/** The parts of a small zip by name, decompressed. */
export const readZip = (bytes: Uint8Array): ReadonlyMap<string, string> => {
  const zip = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const end = zip.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]))
  const parts = new Map<string, string>()
  let at = zip.readUInt32LE(end + 16)
  for (let n = zip.readUInt16LE(end + 10); n > 0; n--) {
    const nameLength = zip.readUInt16LE(at + 28)
    const name = zip.toString("utf8", at + 46, at + 46 + nameLength)
    const local = zip.readUInt32LE(at + 42)
    const data = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28)
    const content = zip.subarray(data, data + zip.readUInt32LE(at + 20))
    const isDeflated = zip.readUInt16LE(at + 10) === deflated
    parts.set(name, (isDeflated ? inflateRawSync(content) : content).toString("utf8"))
    at += 46 + nameLength + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32)
  }
  return parts
}
