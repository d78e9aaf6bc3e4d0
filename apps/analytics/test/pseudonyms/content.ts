// What stands in an exported file, as text: that of its bytes, and that of what is compressed in it. A workbook is
// unzipped with zlib alone, Parquet read as rows, statistics and metadata.
import { readdirSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { inflateRawSync } from "node:zlib"
import * as Effect from "effect/Effect"
import type { Database } from "../../src/database.ts"
import { literal } from "../../src/sql-text.ts"

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
  return rows.map((row) => String(row["line"]))
})

/** Everything that can be read in the files of a folder, names of files too. */
export const contentOf = Effect.fnUntraced(function* (database: Database, folder: string) {
  const texts: Array<string> = []
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    texts.push(entry.name)
    if (!entry.isFile()) continue
    const path = join(entry.parentPath, entry.name)
    const bytes = readFileSync(path)
    texts.push(bytes.toString("utf8"))
    if (path.endsWith(".csv")) texts.push(bytes.toString("utf8").replaceAll('""', '"'))
    if (path.endsWith(".xlsx")) for (const text of entriesOf(bytes)) texts.push(text, unescaped(text))
    if (!path.endsWith(".parquet")) continue
    const at = literal(path)
    const rows = yield* linesOf(database, `from read_parquet(${at})`)
    texts.push(...rows, ...rows.map((row) => Object.values(JSON.parse(row)).join("\u0001")))
    texts.push(
      ...(yield* linesOf(
        database,
        `select decode(key) as key, decode(value) as value from parquet_kv_metadata(${at})`
      ))
    )
    texts.push(
      ...(yield* linesOf(
        database,
        `select stats_min, stats_max, stats_min_value, stats_max_value from parquet_metadata(${at})`
      ))
    )
  }
  return texts.join("\n")
})
