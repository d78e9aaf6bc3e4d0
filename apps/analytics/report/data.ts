// The data of the page as `pack` wrote it, and what every filter derives from it.
import { bytesOf } from "../src/report/base85.ts"
import { decode, keyOf } from "../src/report/columns.ts"
import { type Columns, type Head, keysOf, layout, type Texts } from "../src/report/layout.ts"
import { secondsOf } from "../src/report/seconds.ts"

export interface Data {
  readonly texts: Texts
  readonly columns: Columns<Int32Array>
  /** Seconds of each answer, in the order of the messages. */
  readonly answerSeconds: ArrayLike<number>
  /** Index in `poll_options` of each poll's first option, and a last entry for the end. */
  readonly optionStarts: Int32Array
}

const inflated = async (bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array> =>
  new Uint8Array(
    await new Response(
      new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate-raw"))
    ).arrayBuffer()
  )

/** Reads the text that `pack` wrote. */
export const unpack = async (text: string): Promise<Data> => {
  const bytes = bytesOf(text)
  const headEnd = 4 + new DataView(bytes.buffer).getUint32(0, true)
  const head: Head = JSON.parse(new TextDecoder().decode(await inflated(bytes.slice(4, headEnd))))
  let end = headEnd
  const blocks = head.columns.map(([rows, length]) => {
    end += length
    return { rows, block: inflated(bytes.slice(end - length, end)) }
  })
  const tables: Record<string, Record<string, Int32Array>> = {}
  let place = 0
  for (const [table, codings] of Object.entries(layout)) {
    const columns: Record<string, Int32Array> = {}
    tables[table] = columns
    for (const [name, coding] of Object.entries(codings)) {
      const { rows, block } = blocks[place++] ?? { rows: 0, block: new Uint8Array() }
      columns[name] = decode(await block, rows, coding, keysOf(keyOf(coding), columns, tables))
    }
  }
  return derived(head.texts, tables as unknown as Columns<Int32Array>)
}

const derived = (texts: Texts, columns: Columns<Int32Array>): Data => {
  const { step } = columns.answers
  const optionStarts = new Int32Array(columns.polls.options.length + 1)
  columns.polls.options.forEach((options, poll) => {
    optionStarts[poll + 1] = (optionStarts[poll] ?? 0) + options
  })
  return {
    texts,
    columns,
    answerSeconds: texts.answerError === 0 ? step : Float64Array.from(step, secondsOf),
    optionStarts
  }
}
