// The texts of a chunk of DuckDB's rows (one column, BLOB), as few long pieces of memory instead of many short ones.
// DuckDB lays the texts of a chunk one behind the other; neighbours are handed over in one piece, at a fraction of the cost.
// Nothing is assumed: whether two texts are neighbours is seen from where they are.
// Gotcha: @duckdb/node-api has no such thing; its copy of the headers of the texts (16 bytes each: length, four bytes,
// address) is read, and the length in it is changed, which is why the range of that package names each version.
// Source of the layout: https://duckdb.org/docs/stable/clients/c/vector (duckdb_string_t).
import { type DuckDBBlobVector, type DuckDBDataChunk, DuckDBTypeId } from "@duckdb/node-api"

/** How many texts from a row on, and their bytes. */
interface TextRun {
  readonly count: number
  readonly length: number
}

const headerBytes = 16
const addressAt = 8
/** Texts of up to so many bytes are in the header itself. */
const inHeader = 12

// Memory that is done with is let go at once: V8 otherwise counts it as garbage, and collects all the time.
const letGo = ({ buffer, length }: Uint8Array) => {
  if (buffer instanceof ArrayBuffer && buffer.byteLength === length) buffer.transfer(0)
}

/** The texts of a chunk's only column. None is NULL. */
export const joinedTexts = (chunk: DuckDBDataChunk) => {
  const vector = chunk.getColumnVector(0) as DuckDBBlobVector
  if (vector.type.typeId !== DuckDBTypeId.BLOB) throw new TypeError("the rows of a sheet are no BLOB")
  const headers: unknown = Reflect.get(vector, "dataView")
  if (!(headers instanceof DataView))
    throw new TypeError("another @duckdb/node-api than this was written for")
  const rows = chunk.rowCount
  const lengthOf = (row: number) => headers.getUint32(row * headerBytes, true)
  const addressOf = (row: number) => headers.getBigUint64(row * headerBytes + addressAt, true)

  /** The texts from a row on that lie side by side and fit into `room` bytes; a count of 0 says that the first has `length`. */
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
    if (bytes === null) throw new TypeError("a row of a sheet is NULL")
    into.set(bytes, at)
    letGo(bytes)
  }

  return { run, copy }
}
