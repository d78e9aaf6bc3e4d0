// Reads what stands inside .gz and .zst files: every member, every frame, and every byte of the file.
//
// Which it is, the first bytes tell, not the name; anything else passes through unchanged. A file that is
// cut, damaged, or followed by bytes that are neither a frame nor a member ends in an error, never in
// silence. An error of the source passes through.
import * as Stream from "node:stream"
import * as Zlib from "node:zlib"
import { type FramePiece, NotZstd, ZstdFrames } from "./zstd-frames.ts"

/** What is wrong with a compressed file; `message` says it in words. */
export class DamagedCompression extends Error {
  /** What to do if it is a file that somebody saved. */
  private readonly advice: string
  constructor(message: string, advice = "save it again") {
    super(message)
    this.advice = advice
  }
  get withAdvice(): string {
    return `${this.message}: ${this.advice}`
  }
}

/** How a file is compressed. */
export type Compression = "gzip" | "zstd" | "none"

/** Tells from the first four bytes, or more, of a file. */
export const compressionOf = (head: Uint8Array): Compression => {
  if (head[0] === 0x1f && head[1] === 0x8b) return "gzip"
  const magic = head.length < 4 ? 0 : new DataView(head.buffer, head.byteOffset, 4).getUint32(0, true)
  return magic === 0xfd2fb528 || magic >>> 4 === 0x184d2a5 ? "zstd" : "none"
}

type Chunks = AsyncIterable<Uint8Array>

const OUTPUT_BYTES = 256 * 1024
/** Frames in a row that hold nothing: each takes a decoder of its own. */
const MOST_EMPTY_FRAMES = 1000

const bytesFollow = () => new DamagedCompression("bytes follow the compressed data")

const codeOf = (error: unknown): string =>
  error instanceof Error && "code" in error ? String(error.code) : ""

/** The error of a decoder in words; any other error as it is. */
const inWords = (error: unknown): unknown => {
  if (error instanceof NotZstd)
    return new DamagedCompression(`${error.message}: bytes after the compressed data, or damage`)
  const code = codeOf(error)
  if (code === "Z_BUF_ERROR") return new DamagedCompression("the compressed data is cut")
  if (code === "ZSTD_error_frameParameter_windowTooLarge")
    return new DamagedCompression(
      "it was compressed with a window of more than 128 MiB, which is not supported",
      "unpack it with `zstd -d --long=31`, and import that"
    )
  if (code.includes("dictionary"))
    return new DamagedCompression("the compressed data needs a dictionary, which is not supported")
  return code.startsWith("Z_") || code.startsWith("ZSTD_")
    ? new DamagedCompression(`the compressed data is damaged (${code})`)
    : error
}

/** Puts chunks through a Node transform; an error on either side ends the output with it. */
async function* through(chunks: Chunks, decoder: Stream.Transform): AsyncGenerator<Uint8Array> {
  const ended = new Promise<void>((resolve, reject) =>
    Stream.pipeline(Stream.Readable.from(chunks, { objectMode: false }), decoder, (error) =>
      error ? reject(error) : resolve()
    )
  )
  ended.catch(() => decoder.destroy())
  for await (const chunk of decoder) yield chunk
  await ended
}

async function* gunzip(chunks: Chunks): AsyncGenerator<Uint8Array> {
  const decoder = Zlib.createGunzip({ chunkSize: OUTPUT_BYTES })
  let read = 0
  const counted = async function* () {
    for await (const chunk of chunks) {
      read += chunk.length
      yield chunk
    }
  }
  try {
    yield* through(counted(), decoder)
  } catch (error) {
    // Node ends the decoder at the first byte that begins no member, with some input still to come.
    if (codeOf(error) === "ERR_STREAM_PREMATURE_CLOSE") throw bytesFollow()
    throw error
  }
  if (decoder.bytesWritten < read) throw bytesFollow()
}

async function* unzstd(chunks: Chunks): AsyncGenerator<Uint8Array> {
  const frames = new ZstdFrames()
  let emptyFrames = 0
  const source = chunks[Symbol.asyncIterator]()
  let waiting: Array<FramePiece> = []
  const nextPiece = async () => {
    while (waiting.length === 0) {
      const { done, value } = await source.next()
      if (done === true) return undefined
      waiting = [...frames.push(value)]
    }
    return waiting.shift()
  }
  try {
    for (let piece = await nextPiece(); piece !== undefined; piece = await nextPiece()) {
      const first = piece
      const frame = async function* () {
        let part: FramePiece | undefined = first
        while (part !== undefined) {
          yield part.bytes
          part = part.isLast ? undefined : await nextPiece()
        }
      }
      emptyFrames += 1
      for await (const bytes of through(frame(), Zlib.createZstdDecompress({ chunkSize: OUTPUT_BYTES }))) {
        emptyFrames = 0
        yield bytes
      }
      if (emptyFrames > MOST_EMPTY_FRAMES)
        throw new DamagedCompression(`more than ${MOST_EMPTY_FRAMES} frames in a row hold nothing`)
    }
    if (!frames.isBetweenFrames) throw new DamagedCompression("the compressed data is cut")
  } finally {
    await source.return?.()
  }
}

/** The plain bytes of a compressed file, as a stream; fails with `DamagedCompression` or as the source does. */
export async function* decompressed(chunks: Chunks, compression: Compression): AsyncGenerator<Uint8Array> {
  try {
    if (compression === "gzip") yield* gunzip(chunks)
    else if (compression === "zstd") yield* unzstd(chunks)
    else yield* chunks
  } catch (error) {
    throw inWords(error)
  }
}
