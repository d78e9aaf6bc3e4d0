// What the splitter says of a reply: its records as text, with what it saw in passing, and how it ended.
import { RecordSplitter, type SplitEnd } from "../src/index.ts"

export interface SplitRecord {
  readonly text: string
  readonly offset: number
  readonly members: number
  /** The flags that are set, by name. */
  readonly flags: ReadonlyArray<string>
}

type Options = ConstructorParameters<typeof RecordSplitter>[1]

/** Splits the chunks of a reply. */
export const splitChunks = (chunks: Iterable<Uint8Array>, options?: Options) => {
  const records: Array<SplitRecord> = []
  const splitter = new RecordSplitter(({ bytes, start, end, offset, members, ...flags }) => {
    const text = Buffer.from(bytes.subarray(start, end)).toString("latin1")
    const set = Object.entries(flags).flatMap(([name, isSet]) => (isSet ? [name] : []))
    records.push({ text, offset, members, flags: set })
  }, options)
  for (const chunk of chunks) splitter.push(chunk)
  const end: SplitEnd = splitter.end()
  return { records, end }
}

export const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text)

/** Splits a text as one chunk. */
export const split = (text: string, options?: Options) => splitChunks([bytesOf(text)], options)

/** The bytes in pieces of these lengths, over and over; a piece may be empty. */
export const inPieces = (bytes: Uint8Array, lengths: ReadonlyArray<number>): ReadonlyArray<Uint8Array> => {
  const pieces: Array<Uint8Array> = []
  for (let at = 0, turn = 0; at < bytes.length; turn += 1) {
    const length = lengths[turn % lengths.length] ?? 1
    // A copy, filled with rubbish later: who keeps it has to copy it too.
    pieces.push(bytes.slice(at, at + length))
    at += length
  }
  return pieces
}
