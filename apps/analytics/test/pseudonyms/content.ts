// What stands in an exported file, as text: that of its bytes, and that of what is compressed in it. A workbook is
// unzipped with zlib alone, Parquet read as rows, statistics and metadata.

import { readdirSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { inflateRawSync } from "node:zlib"
import { literal } from "@chatledger/export"
import * as Effect from "effect/Effect"
import type { Database } from "../../src/engine/database.ts"

const ENTRY = 0x02014b50

/** The entries of a zip, by its central directory. */
const entriesOf = (zip: Buffer): ReadonlyArray<string> => {
  const texts: Array<string> = []
  const end = zip.lastIndexOf(Buffer.from("PK\x05\x06", "latin1"))
  let at = zip.readUInt32LE(end + 16)
  while (zip.readUInt32LE(at) === ENTRY) {
    const [method, size] = [zip.readUInt16LE(at + 10), zip.readUInt32LE(at + 20)]
    const [name, extra, comment] = [28, 30, 32].map((place) => zip.readUInt16LE(at + place))
    const local = zip.readUInt32LE(at + 42)
    const start = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28)
    const packed = zip.subarray(start, start + size)
    texts.push(zip.toString("utf8", at + 46, at + 46 + (name ?? 0)))
    texts.push((method === 0 ? packed : inflateRawSync(packed)).toString("utf8"))
    at += 46 + (name ?? 0) + (extra ?? 0) + (comment ?? 0)
  }
  return texts
}

const unescaped = (xml: string) =>
  xml
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&quot;", '"')
    .replaceAll("&apos;", "'")
    .replaceAll("&amp;", "&")

const linesOf = Effect.fnUntraced(function* (database: Database, sql: string) {
  const rows = yield* database.rows(`select to_json(t)::varchar as line from (${sql}) as t`)
  return rows.map((row) => Object.values(JSON.parse(String(row["line"]))).join("\u0001"))
})

/** What can be read in the files of a folder, and the bytes of the files as they are. */
export interface Content {
  readonly text: string
  readonly bytes: Buffer
}

/** Reads the files of a folder, and their names. */
export const contentOf = Effect.fnUntraced(function* (database: Database, folder: string) {
  const texts: Array<string> = []
  const all: Array<Buffer> = []
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    texts.push(entry.name)
    if (!entry.isFile()) continue
    const path = join(entry.parentPath, entry.name)
    const bytes = readFileSync(path)
    all.push(bytes)
    if (/\.(csv|json)$/.test(path))
      texts.push(bytes.toString("utf8"), bytes.toString("utf8").replaceAll('""', '"'))
    if (path.endsWith(".xlsx")) for (const text of entriesOf(bytes)) texts.push(text, unescaped(text))
    if (!path.endsWith(".parquet")) continue
    const at = literal(path)
    texts.push(
      ...(yield* linesOf(database, `from read_parquet(${at})`)),
      ...(yield* linesOf(database, `select decode(key), decode(value) from parquet_kv_metadata(${at})`)),
      ...(yield* linesOf(
        database,
        `select stats_min, stats_max, stats_min_value, stats_max_value from parquet_metadata(${at})`
      ))
    )
  }
  return { text: texts.join("\n"), bytes: Buffer.concat(all) } satisfies Content
})

/** What is sought in bytes, where short texts stand by chance. */
const SURE_BYTES = 8

/**
 * Whether something stands there; digits only where they are no part of a fraction, as those of a time in a sheet, and
 * few of them only where they are no part of hexadecimal digits, as those of a pseudonym.
 */
export const holds = ({ bytes, text }: Content, sought: string): boolean => {
  if (Buffer.byteLength(sought) >= SURE_BYTES && bytes.includes(sought)) return true
  if (!text.includes(sought)) return false
  if (!/^\d+$/.test(sought)) return true
  const digits = sought.length >= SURE_BYTES ? "\\d" : "\\da-f"
  return new RegExp(`(?<![${digits}.])${sought}(?![${digits}])`).test(text)
}
