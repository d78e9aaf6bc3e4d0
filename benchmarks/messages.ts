// Realistic messages for benchmarks: journal records as NDJSON, one a line, oldest first, over one year.
//
//   node benchmarks/messages.ts --count 1000000 --out /tmp/messages.ndjson [--seed 1] [--from-day 2025-01-01] [--verify]
//
// About 650 bytes a record; the same arguments give the same bytes. `--verify` reads the first 100,000 lines
// back and prints the share of each type. Gotcha: a file that is there is replaced.
import { createReadStream, createWriteStream } from "node:fs"
import { createInterface } from "node:readline"
import { Readable } from "node:stream"
import { pipeline } from "node:stream/promises"
import { parseArgs } from "node:util"
import { MessageLines } from "./message-line.ts"
import { timesOf } from "./message-rhythm.ts"

export type MessagesOptions = {
  readonly count: number
  /** The same seed gives the same messages; default 1. */
  readonly seed?: number
  /** The first day of the year over which they are spread, as `2025-01-01` (the default). */
  readonly fromDay?: string
}

/** The messages as lines of JSON without line feeds, oldest first. */
export function* messageLines({
  count,
  seed = 1,
  fromDay = "2025-01-01"
}: MessagesOptions): Generator<string> {
  const lines = new MessageLines(seed)
  const time = timesOf(count, fromDay)
  for (let made = 0; made < count; made++) yield lines.next(time())
}

const chunkLength = 1 << 18

function* chunksOf(lines: Iterable<string>): Generator<string> {
  let chunk = ""
  for (const line of lines) {
    chunk += `${line}\n`
    if (chunk.length < chunkLength) continue
    yield chunk
    chunk = ""
  }
  yield chunk
}

/** Writes the messages to a file, no faster than the disk takes them, and answers the number of bytes. */
export const writeMessages = async (
  options: MessagesOptions & { readonly path: string }
): Promise<number> => {
  const file = createWriteStream(options.path)
  await pipeline(Readable.from(chunksOf(messageLines(options))), file)
  return file.bytesWritten
}

/** Parses the first lines of a file and counts the records by type and direction; fails at a line that is not JSON. */
export const countTypes = async (path: string, limit: number): Promise<ReadonlyMap<string, number>> => {
  const counts = new Map<string, number>()
  let read = 0
  const input = createReadStream(path)
  for await (const line of createInterface({ input })) {
    const { type, typeMessage } = JSON.parse(line)
    for (const name of [type, typeMessage]) counts.set(name, (counts.get(name) ?? 0) + 1)
    if (++read === limit) break
  }
  input.destroy()
  return counts
}

if (import.meta.main) {
  const { values } = parseArgs({
    options: {
      count: { type: "string", default: "1000000" },
      out: { type: "string" },
      seed: { type: "string", default: "1" },
      "from-day": { type: "string", default: "2025-01-01" },
      verify: { type: "boolean", default: false }
    }
  })
  const count = Number(values.count)
  const seed = Number(values.seed)
  if (values.out === undefined || !Number.isSafeInteger(count) || !Number.isSafeInteger(seed)) {
    console.error(
      "usage: node benchmarks/messages.ts --count 1000000 --out FILE.ndjson [--seed 1] [--from-day 2025-01-01]"
    )
    process.exit(2)
  }
  const start = performance.now()
  const bytes = await writeMessages({ count, seed, path: values.out, fromDay: values["from-day"] })
  const seconds = (performance.now() - start) / 1000
  console.log(
    `${count} messages, ${bytes} bytes, ${(bytes / count).toFixed(0)} each, in ${seconds.toFixed(1)} s`
  )
  if (values.verify) {
    const limit = Math.min(count, 100_000)
    const counts = await countTypes(values.out, limit)
    for (const [name, number] of [...counts].sort((a, b) => b[1] - a[1]))
      console.log(`${((100 * number) / limit).toFixed(2).padStart(6)} %  ${name}`)
  }
}
