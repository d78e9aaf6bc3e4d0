// Hashes of messages for the ledger: 64 bits of the key, 29 of the state.
//
// FNV-1a over UTF-16 units with a final mix: fast, but not safe against crafted collisions. A crafted collision only
// makes the ledger confuse the sender's own messages; snapshots and tables do not use these hashes.
// The same walk over a value counts its members, to detect duplicate fields in its text.
const PRIME = 0x01000193
const START = 0x811c9dc5
const OTHER_START = 0x6c62272e

/** Fields that the vendor regenerates for every reply: not part of the state. */
const links = new Set(["downloadUrl", "downloadUrlJpeg", "jpegThumbnail"])

/** Mixes all bits (the finaliser of MurmurHash3). */
const spread = (hash: number): number => {
  const once = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  const twice = Math.imul(once ^ (once >>> 13), 0xc2b2ae35)
  return (twice ^ (twice >>> 16)) >>> 0
}

const withText = (start: number, text: string): number => {
  let hash = start
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), PRIME)
  return hash
}

const withUnit = (hash: number, unit: number): number => Math.imul(hash ^ unit, PRIME)

/** The hash of a text as two 32-bit words. */
export const keyHash = (text: string): { readonly high: number; readonly low: number } => ({
  high: spread(withText(START, text)),
  low: spread(withText(OTHER_START, text) ^ text.length)
})

/** Walks over JSON values; the counts are of the last walk. */
export class ValueWalk {
  /** Members of all objects of the value. */
  members = 0
  /** Nesting depth of arrays and objects. */
  depth = 0
  private readonly deepest: number

  /** Values below this depth are not visited. */
  constructor(deepest = Number.POSITIVE_INFINITY) {
    this.deepest = deepest
  }

  /** A 29-bit hash of a value without download links and thumbnails; depends on the order of members. */
  state(value: unknown): number {
    this.members = 0
    this.depth = 0
    return spread(this.with(START, value, 1)) >>> 3
  }

  private with(hash: number, value: unknown, depth: number): number {
    if (typeof value === "string") return withText(withUnit(hash, 1), value)
    if (typeof value === "number")
      return (value | 0) === value
        ? withUnit(withUnit(hash, 2), value)
        : withText(withUnit(hash, 3), String(value))
    if (typeof value !== "object") return withUnit(hash, value === true ? 4 : 5)
    if (value === null) return withUnit(hash, 6)
    if (depth > this.depth) this.depth = depth
    if (depth > this.deepest) return hash
    return Array.isArray(value) ? this.withItems(hash, value, depth) : this.withMembers(hash, value, depth)
  }

  private withItems(start: number, items: ReadonlyArray<unknown>, depth: number): number {
    let hash = withUnit(start, 7)
    for (const item of items) hash = this.with(hash, item, depth + 1)
    return withUnit(hash, 8)
  }

  private withMembers(start: number, value: object, depth: number): number {
    let hash = withUnit(start, 9)
    for (const name in value) {
      this.members += 1
      const held: unknown = (value as Record<string, unknown>)[name]
      if (!links.has(name)) hash = this.with(withText(hash, name), held, depth + 1)
      else if (typeof held === "object") this.with(hash, held, depth + 1)
    }
    return withUnit(hash, 10)
  }
}
