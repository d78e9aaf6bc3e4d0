// Fixes names inside a zip: some programs on Windows write `xl\\workbook.xml`, which readers of workbooks do not find.
//
// Only names are changed, byte by byte, in the central directory and before each entry.
// Source of the layout: APPNOTE.TXT 6.3.10, 4.3.7, 4.3.12 and 4.3.16.

const END = 0x06054b50
const END_BYTES = 22
const ENTRY = 0x02014b50
const ENTRY_BYTES = 46
const PART_BYTES = 30
const COMMENT_BYTES = 0xffff
const BACKSLASH = 0x5c
const SLASH = 0x2f

const endOf = (view: DataView): number => {
  const first = Math.max(0, view.byteLength - END_BYTES - COMMENT_BYTES)
  for (let at = view.byteLength - END_BYTES; at >= first; at -= 1)
    if (view.getUint32(at, true) === END) return at
  return -1
}

/** The zip with `/` as the separator in every name; the same bytes if nothing needs changing, or it is not a zip. */
export const withPlainNames = (given: Uint8Array): Uint8Array => {
  if (!given.includes(BACKSLASH)) return given
  const bytes = Uint8Array.from(given)
  const view = new DataView(bytes.buffer)
  const end = endOf(view)
  if (end < 0) return given
  const plain = (at: number, length: number) => {
    const name = bytes.subarray(at, at + length)
    name.forEach((byte, place) => {
      if (byte === BACKSLASH) name[place] = SLASH
    })
  }
  let at = view.getUint32(end + 16, true)
  for (let left = view.getUint16(end + 10, true); left > 0; left -= 1) {
    if (at + ENTRY_BYTES > bytes.length || view.getUint32(at, true) !== ENTRY) return given
    const length = view.getUint16(at + 28, true)
    const part = view.getUint32(at + 42, true)
    plain(at + ENTRY_BYTES, length)
    if (part + PART_BYTES <= bytes.length) plain(part + PART_BYTES, length)
    at += ENTRY_BYTES + length + view.getUint16(at + 30, true) + view.getUint16(at + 32, true)
  }
  return bytes
}
