// The rows of one sheet as a deflated stream: DuckDB makes their XML in one streaming query, the rows are collected in
// blocks, zlib deflates several blocks at a time in the thread pool, and the blocks are written in order.
// Memory holds one chunk of rows and a few blocks, whatever the number of rows.
// Gotcha: every block ends with Z_SYNC_FLUSH, so that the concatenated blocks of a sheet are one deflate stream.
import { constants, crc32, deflateRaw } from "node:zlib"
import type { DuckDBConnection } from "@duckdb/node-api"
import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"
import { QueryFailed } from "../errors.ts"
import { joinedTexts } from "../joined-texts.ts"
import { duckdbReason, runForRow, settle } from "../query.ts"
import { literal } from "../sql-text.ts"
import { type Compression, zlibLevel } from "./compression.ts"
import type { CellLimits } from "./limits.ts"
import type { WrappedColumn } from "./row-height.ts"
import { type CellColumn, rowsSelect } from "./row-text.ts"

/** The source of a sheet's rows: positions `from` (inclusive) to `to` (exclusive) of a staged table. */
export interface SheetRows {
  readonly table: string
  readonly source: string
  readonly from: number
  readonly to: number
  readonly columns: ReadonlyArray<CellColumn>
  readonly limits: CellLimits
  /** Columns that determine the row height. */
  readonly wrapped: ReadonlyArray<WrappedColumn>
  readonly compression: Compression
  /** Called from time to time with the number of finished rows. */
  readonly onRows: (rows: number) => void
}

/** A block of a deflate stream, with the CRC-32 and the size of the data up to its end. */
export interface DeflatedBlock {
  readonly bytes: Uint8Array
  readonly crc: number
  readonly size: number
}

const memLevel = 9
const bufferBytes = 1 << 20
const outputBytes = 1 << 18
const blocksInFlight = 3

const buffered = "256KB"

/**
 * Makes DuckDB stream rows promptly while the scope is open: it counts a row of any length as 16 bytes, so
 * its default of 1 MB is about 100 MB of XML. Ignored if the configuration is locked.
 */
export const smallStreamingBuffer = (connection: DuckDBConnection) => {
  const set = (size: string) =>
    settle(connection, () => connection.run(`set streaming_buffer_size = ${literal(size)}`)).pipe(
      Effect.ignore
    )
  return Effect.acquireRelease(
    runForRow(connection, "the workbook", "select current_setting('streaming_buffer_size') as size").pipe(
      Effect.map(({ size }) => String(size)),
      Effect.tap(() => set(buffered))
    ),
    set
  )
}

// DuckDB keeps the order of a plain scan unless the connection disables it; then it must sort.
const rowsQuery = ({ columns, from, limits, source, to, wrapped }: SheetRows, keepsOrder: boolean) => {
  const rows = `(select *, rowid from ${source} where rowid >= ${from} and rowid < ${to}${keepsOrder ? "" : " order by rowid"})`
  return `select encode(x) from (${rowsSelect(columns, limits, rows, 2 - from, wrapped)}) as made(x)`
}

/** Reusable buffers: filled with rows, deflated, filled again. */
const bufferPool = () => {
  const free: Array<Uint8Array<ArrayBuffer>> = []
  return {
    take: (size: number) =>
      (size <= bufferBytes ? free.pop() : undefined) ?? new Uint8Array(Math.max(size, bufferBytes)),
    giveBack: (bytes: Uint8Array<ArrayBuffer>) => {
      if (bytes.buffer.byteLength === bufferBytes) free.push(new Uint8Array(bytes.buffer))
    }
  }
}

type BufferPool = ReturnType<typeof bufferPool>

// The next chunk is requested before the last one is processed, so that DuckDB and this thread work in parallel.
async function* gather(connection: DuckDBConnection, sql: string, pool: BufferPool) {
  const result = await connection.stream(sql)
  const ask = () => {
    const chunk = result.fetchChunk()
    chunk.catch(() => {})
    return chunk
  }
  let buffer = pool.take(0)
  let filled = 0
  let count = 0
  let next = ask()
  for (let chunk = await next; chunk !== null && chunk.rowCount > 0; chunk = await next) {
    next = ask()
    const texts = joinedTexts(chunk)
    for (let row = 0; row < chunk.rowCount; ) {
      const run = texts.run(row, buffer.length - filled)
      if (run.count === 0) {
        if (count > 0) yield { bytes: buffer.subarray(0, filled), count }
        buffer = pool.take(run.length)
        filled = 0
        count = 0
        continue
      }
      texts.copy(row, run, buffer, filled)
      filled += run.length
      count += run.count
      row += run.count
    }
    chunk.reset()
  }
  if (count > 0) yield { bytes: buffer.subarray(0, filled), count }
}

const rowBlocks = (connection: DuckDBConnection, rows: SheetRows, keepsOrder: boolean, pool: BufferPool) =>
  Stream.unfold(gather(connection, rowsQuery(rows, keepsOrder), pool), (blocks) =>
    settle(connection, () => blocks.next()).pipe(
      Effect.map(({ done, value }) => (done === true ? undefined : ([value, blocks] as const))),
      Effect.mapError((cause) => new QueryFailed({ table: rows.table, reason: duckdbReason(cause), cause }))
    )
  )

const deflate = (bytes: Uint8Array<ArrayBuffer>, pool: BufferPool, compression: Compression) =>
  Effect.callback<Uint8Array>((resume) => {
    const level = zlibLevel[compression]
    const options = { level, memLevel, chunkSize: outputBytes, finishFlush: constants.Z_SYNC_FLUSH }
    deflateRaw(bytes, options, (error, deflated) => {
      pool.giveBack(bytes)
      resume(error === null ? Effect.succeed(deflated) : Effect.die(error))
    })
  })

interface Block {
  readonly bytes: Uint8Array<ArrayBuffer>
  /** Number of rows that end in it. */
  readonly count: number
}

const textBlocks = (texts: Iterable<string>): Stream.Stream<Block> =>
  Stream.map(Stream.fromIterable(texts), (text) => ({ bytes: new TextEncoder().encode(text), count: 0 }))

const deflatedBlocks = <E>(
  blocks: Stream.Stream<Block, E>,
  pool: BufferPool,
  compression: Compression,
  onRows: (rows: number) => void
): Stream.Stream<DeflatedBlock, E> =>
  Stream.suspend(() => {
    let crc = 0
    let size = 0
    let made = 0
    return blocks.pipe(
      Stream.map(({ bytes, count }) => {
        crc = crc32(bytes, crc)
        size += bytes.length
        made += count
        if (count > 0) onRows(made)
        return { bytes, crc, size }
      }),
      Stream.mapEffect(
        ({ bytes, ...total }) =>
          deflate(bytes, pool, compression).pipe(Effect.map((deflated) => ({ ...total, bytes: deflated }))),
        { concurrency: blocksInFlight }
      )
    )
  })

/** The deflated stream of a part made of consecutive texts. */
export const deflatedText = (
  texts: Iterable<string>,
  compression: Compression
): Stream.Stream<DeflatedBlock> =>
  Stream.suspend(() => deflatedBlocks(textBlocks(texts), bufferPool(), compression, () => {}))

/** The deflated stream of a sheet's part: text before the rows, the rows, texts after them. */
export const sheetData = (
  connection: DuckDBConnection,
  rows: SheetRows,
  keepsOrder: boolean,
  before: string,
  behind: Iterable<string>
): Stream.Stream<DeflatedBlock, QueryFailed> =>
  Stream.suspend(() => {
    const pool = bufferPool()
    const data = rows.to === rows.from ? Stream.empty : rowBlocks(connection, rows, keepsOrder, pool)
    const blocks = textBlocks([before]).pipe(Stream.concat(data), Stream.concat(textBlocks(behind)))
    return deflatedBlocks(blocks, pool, rows.compression, rows.onRows)
  })
