// The text in a ZIP file that a phone made of an exported chat; its other files are not read.
//
// Reads the list at the end of the file. `_chat.txt` is the chat (iPhone), otherwise the only text, or the one with the
// name of the app in it (Android). Names are compared only. Sizes are never trusted: the caller bounds what is unpacked.
import * as Zlib from "node:zlib"

/** A text in a ZIP file. */
export interface ZipText {
  /** Offset of its local header. */
  readonly at: number
  readonly packedBytes: number
  readonly byteCount: number
  readonly crc32: number
  readonly isDeflated: boolean
  readonly isEncrypted: boolean
}

/** The list of a ZIP file begins at most this many bytes before its end, after the comment. */
export const END_BYTES = 65_557
export const LOCAL_HEADER_BYTES = 30

interface ZipList {
  readonly at: number
  readonly byteCount: number
}

/** Where the list of files is, by the last bytes of the file; undefined if they are no end of a ZIP file. */
export const zipListOf = (end: Buffer): ZipList | undefined => {
  const at = end.lastIndexOf("PK\u0005\u0006", undefined, "latin1")
  if (at < 0 || at + 22 > end.length) return undefined
  return { byteCount: end.readUInt32LE(at + 12), at: end.readUInt32LE(at + 16) }
}

interface Entry extends ZipText {
  readonly name: string
}

const entriesOf = (list: Buffer): ReadonlyArray<Entry> => {
  const entries: Array<Entry> = []
  for (let at = 0; at + 46 <= list.length && list.readUInt32LE(at) === 0x02014b50; ) {
    const nameLength = list.readUInt16LE(at + 28)
    const method = list.readUInt16LE(at + 10)
    const name = list.toString("utf8", at + 46, at + 46 + nameLength)
    if (method === 0 || method === 8)
      entries.push({
        name,
        at: list.readUInt32LE(at + 42),
        packedBytes: list.readUInt32LE(at + 20),
        byteCount: list.readUInt32LE(at + 24),
        crc32: list.readUInt32LE(at + 16),
        isDeflated: method === 8,
        isEncrypted: (list.readUInt16LE(at + 8) & 1) === 1
      })
    at += 46 + nameLength + list.readUInt16LE(at + 30) + list.readUInt16LE(at + 32)
  }
  return entries
}

/** The exported chat in a list of files; undefined if there is none, `several` if more than one may be it. */
export const chatIn = (list: Buffer): ZipText | "several" | undefined => {
  const texts = entriesOf(list).filter(({ name }) => /^[^/\\]+\.txt$/iu.test(name))
  const named = texts.filter(({ name }) => name === "_chat.txt")
  const known = named.length > 0 ? named : texts.filter(({ name }) => /whatsapp/iu.test(name))
  if (texts.length === 1) return texts[0]
  return known.length > 1 ? "several" : known[0]
}

/** Offset of the bytes of a file, by its local header; undefined if that is damaged. */
export const bytesAt = ({ at }: ZipText, header: Buffer): number | undefined =>
  header.length === LOCAL_HEADER_BYTES && header.readUInt32LE(0) === 0x04034b50
    ? at + LOCAL_HEADER_BYTES + header.readUInt16LE(26) + header.readUInt16LE(28)
    : undefined

/** Checks length and checksum of unpacked bytes; `end` is true if they are right. */
export const checkOf = ({ byteCount, crc32 }: ZipText) => {
  let [sum, count] = [0, 0]
  return {
    push: (chunk: Uint8Array) => {
      sum = Zlib.crc32(chunk, sum)
      count += chunk.length
    },
    isRight: () => sum === crc32 && count === byteCount
  }
}
