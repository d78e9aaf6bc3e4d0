// The texts of a chunk of DuckDB's rows (a column of BLOB), in a few large buffers instead of many small ones.
// DuckDB stores the texts of a chunk consecutively; adjacent ones are returned as one buffer, at a fraction of the cost.
// Whether two texts are adjacent is checked by their addresses.
// Gotcha: @duckdb/node-api has no API for this; its copy of the text headers (16 bytes each: length, four bytes,
// address) is read, and the length in it is changed, so that package's version range lists each version.
// Source of the layout: https://duckdb.org/docs/stable/clients/c/vector (duckdb_string_t).
import { type DuckDBBlobVector, type DuckDBDataChunk, DuckDBTypeId } from "@duckdb/node-api"

/** The number of texts from a row on, and their total bytes. */
interface TextRun {
  readonly count: number
  readonly length: number
}

const headerBytes = 16
const addressAt = 8
/** Texts up to this size are stored in the header itself. */
const inHeader = 12

// Releases memory at once: otherwise V8 counts it as garbage and collects permanently.
const letGo = ({ buffer, length }: Uint8Array) => {
  if (buffer instanceof ArrayBuffer && buffer.byteLength === length) buffer.transfer(0)
}

/** The texts of a chunk's column, which must not contain NULL. */
export const joinedTexts = (chunk: DuckDBDataChunk, column = 0) => {
  const vector = chunk.getColumnVector(column) as DuckDBBlobVector
  if (vector.type.typeId !== DuckDBTypeId.BLOB) throw new TypeError("the joined texts are no BLOB")
  const headers: unknown = Reflect.get(vector, "dataView")
  if (!(headers instanceof DataView))
    throw new TypeError("another @duckdb/node-api than this was written for")
  const rows = chunk.rowCount
  const lengthOf = (row: number) => headers.getUint32(row * headerBytes, true)
  const addressOf = (row: number) => headers.getBigUint64(row * headerBytes + addressAt, true)

  /**
   * The adjacent texts from a row on that fit into `room` bytes; with a count of 0, `length` is that of the first text.
   */
  const run = (from: number, room: number): TextRun => {
    const first = lengthOf(from)
    if (first > room) return { count: 0, length: first }
    if (first <= inHeader) return { count: 1, length: first }
    const start = addressOf(from)
    let length = first
    let row = from + 1
    for (; row < rows; row++) {
      const more = lengthOf(row)
      if (more <= inHeader || length + more > room || addressOf(row) !== start + BigInt(length)) break
      length += more
    }
    return { count: row - from, length }
  }

  /** Copies a run that begins at a row into a buffer. */
  const copy = (from: number, { length }: TextRun, into: Uint8Array, at: number) => {
    headers.setUint32(from * headerBytes, length, true)
    const bytes = vector.getItemBytes(from)
    if (bytes === null) throw new TypeError("a joined text is NULL")
    into.set(bytes, at)
    letGo(bytes)
  }

  return { lengthOf, run, copy }
}

/** Reads the texts of columns of BLOB in UTF-8, chunk by chunk, through one buffer. */
export const textReader = () => {
  let buffer = Buffer.alloc(0)
  return (chunk: DuckDBDataChunk, column: number): ReadonlyArray<string> => {
    const texts = joinedTexts(chunk, column)
    const lengths = Array.from({ length: chunk.rowCount }, (_, row) => texts.lengthOf(row))
    const total = lengths.reduce((sum, length) => sum + length, 0)
    if (buffer.length < total) buffer = Buffer.alloc(total)
    let filled = 0
    for (let row = 0; row < lengths.length; ) {
      const run = texts.run(row, total)
      texts.copy(row, run, buffer, filled)
      filled += run.length
      row += run.count
    }
    let at = 0
    return lengths.map((length) => {
      at += length
      return buffer.toString("utf8", at - length, at)
    })
  }
}
