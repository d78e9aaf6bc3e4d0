// A report's data as one block of bytes: the length of the head, the head as JSON, then every column. Head and
// columns are deflated separately, so each has its own codes. The same data gives the same bytes.
import * as Zlib from "node:zlib"
import { encode, keyOf, type Numbers } from "./columns.ts"
import { type Columns, type Head, keysOf, layout, type Texts } from "./layout.ts"

/** The shorter of two compressions: text repeats itself, numbers hardly do. */
const deflated = (bytes: Uint8Array): Buffer => {
  const repeating = Zlib.deflateRawSync(bytes, { level: 6 })
  const strategy = Zlib.constants.Z_HUFFMAN_ONLY
  const single = Zlib.deflateRawSync(bytes, { level: 9, strategy })
  return single.length < repeating.length ? single : repeating
}

/** Packs data for the page, which reads it with `unpack`. */
export const pack = (texts: Texts, columns: Columns<Numbers>): Buffer => {
  const sizes: Array<readonly [number, number]> = []
  const blocks: Array<Buffer> = []
  for (const [table, codings] of Object.entries(layout)) {
    const given: Readonly<Record<string, Numbers>> = columns[table as keyof typeof layout]
    for (const [name, coding] of Object.entries(codings)) {
      const values = given[name] ?? []
      const block = deflated(encode(values, coding, keysOf(keyOf(coding), given, columns)))
      sizes.push([values.length, block.length])
      blocks.push(block)
    }
  }
  const head = deflated(Buffer.from(JSON.stringify({ texts, columns: sizes } satisfies Head)))
  const length = Buffer.alloc(4)
  length.writeUInt32LE(head.length)
  return Buffer.concat([length, head, ...blocks])
}
