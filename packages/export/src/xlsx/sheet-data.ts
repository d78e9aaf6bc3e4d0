// The rows of one sheet as a deflated stream: DuckDB makes the XML of a range of rows, zlib deflates its blocks in the
// thread pool while DuckDB makes the next range, and the blocks are written in order.
// Memory holds two ranges and a few blocks, whatever the number of rows.
// Gotcha: every block ends with Z_SYNC_FLUSH, so that the blocks of a sheet are one deflate stream when put together.
import { constants, crc32, deflateRaw } from "node:zlib"
import { DuckDBBlobVector, type DuckDBConnection, type DuckDBDataChunk } from "@duckdb/node-api"
import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"
import { QueryFailed } from "../errors.ts"
import { publicProblem, settle } from "../query.ts"
import type { CellLimits } from "./limits.ts"
import { type CellColumn, rowsSelect } from "./row-text.ts"

/** Where the rows of a sheet come from: places `from` (included) to `to` (excluded) of a staged table. */
export interface SheetRows {
  readonly table: string
  readonly source: string
  readonly from: number
  readonly to: number
  readonly columns: ReadonlyArray<CellColumn>
  readonly limits: CellLimits
  /** Of one row's XML in bytes, about. */
  readonly rowBytes: number
  /** Told the place after the last row whose XML is made. */
  readonly onRows: (to: number) => void
}

/** A block of a deflate stream, with the CRC-32 and the size of everything before its end. */
export interface DeflatedBlock {
  readonly bytes: Uint8Array
  readonly crc: number
  readonly size: number
}

const level = 1
const blockBytes = 1 << 20
const rangeBytes = 48 << 20
const blocksInFlight = 3

const powerOfTwoBelow = (n: number) => 2 ** Math.floor(Math.log2(Math.max(n, 1)))

const fetchAll = async (connection: DuckDBConnection, sql: string) => {
  const result = await connection.stream(sql)
  const chunks: Array<DuckDBDataChunk> = []
  for (;;) {
    const chunk = await result.fetchChunk()
    if (chunk === null || chunk.rowCount === 0) return chunks
    chunks.push(chunk)
  }
}

// Blocks are copied out of DuckDB's memory one by one, when their turn comes.
function* blocksIn(chunks: ReadonlyArray<DuckDBDataChunk>) {
  for (const chunk of chunks) {
    const vector = chunk.getColumnVector(0)
    if (!(vector instanceof DuckDBBlobVector)) throw new TypeError("the rows of a sheet are no BLOB")
    for (let index = 0; index < chunk.rowCount; index++) yield vector.getItemBytes(index) ?? new Uint8Array()
  }
}

const rangesOf = (rows: SheetRows) => {
  const perBlock = Math.min(8192, Math.max(16, powerOfTwoBelow(blockBytes / rows.rowBytes)))
  const perRange = Math.max(perBlock, Math.min(131_072, powerOfTwoBelow(rangeBytes / rows.rowBytes)))
  const ranges: Array<{ readonly from: number; readonly to: number; readonly perBlock: number }> = []
  for (let from = rows.from; from < rows.to; from += perRange)
    ranges.push({ from, to: Math.min(from + perRange, rows.to), perBlock })
  return ranges
}

const blocksOf = (connection: DuckDBConnection, rows: SheetRows) => {
  const select = (from: number, to: number) =>
    rowsSelect(
      rows.columns,
      rows.limits,
      `(select *, rowid from ${rows.source} where rowid >= ${from} and rowid < ${to})`,
      2 - rows.from
    )
  return Stream.fromIterable(rangesOf(rows)).pipe(
    Stream.rechunk(1),
    Stream.mapEffect(({ from, to, perBlock }) => {
      const block = `(rid - ${from}) // ${perBlock}`
      const sql = `select encode(string_agg(x, '' order by rid)) from (${select(from, to)}) group by ${block} order by ${block}`
      return settle(connection, () => fetchAll(connection, sql)).pipe(
        Effect.tap(() => Effect.sync(() => rows.onRows(to))),
        Effect.mapError(
          (cause) => new QueryFailed({ table: rows.table, problem: publicProblem(cause), cause })
        )
      )
    }),
    Stream.buffer({ capacity: 1 }),
    Stream.flatMap((chunks) => Stream.fromIterable(blocksIn(chunks), { chunkSize: 1 }))
  )
}

const deflate = (bytes: Uint8Array) =>
  Effect.callback<Uint8Array>((resume) => {
    deflateRaw(bytes, { level, finishFlush: constants.Z_SYNC_FLUSH }, (error, deflated) =>
      resume(error === null ? Effect.succeed(deflated) : Effect.die(error))
    )
  })

/** The deflated stream of a sheet's part: text before the rows, the rows, text behind them. */
export const sheetData = (
  connection: DuckDBConnection,
  rows: SheetRows,
  before: string,
  behind: string
): Stream.Stream<DeflatedBlock, QueryFailed> =>
  Stream.suspend(() => {
    let crc = 0
    let size = 0
    const text = (xml: string) => Stream.succeed<Uint8Array>(Buffer.from(xml))
    return text(before).pipe(
      Stream.concat(blocksOf(connection, rows)),
      Stream.concat(text(behind)),
      Stream.map((raw) => {
        crc = crc32(raw, crc)
        size += raw.length
        return { raw, crc, size }
      }),
      Stream.mapEffect(
        ({ raw, ...total }) => deflate(raw).pipe(Effect.map((bytes) => ({ ...total, bytes }))),
        { concurrency: blocksInFlight }
      )
    )
  })
