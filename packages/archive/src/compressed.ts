// Reads what stands inside .gz and .zst files: every member, every frame, and every byte of the file.
//
// Which it is, the first bytes tell, not the name; anything else passes through unchanged. A file that is
// cut, damaged, or followed by bytes that are neither a frame nor a member ends in an error, never in
// silence.
import * as Stream from "node:stream"
import * as Zlib from "node:zlib"
import { type FramePiece, NotZstd, ZstdFrames } from "./zstd-frames.ts"

/** What is wrong with a compressed file; `message` says it in words. */
export class DamagedCompression extends Error {}

export type Compression = "gzip" | "zstd" | "none"

/** Tells from the first four bytes, or more, of a file. */
export const compressionOf = (head: Uint8Array): Compression => {
  if (head[0] === 0x1f && head[1] === 0x8b) return "gzip"
  const magic = head.length < 4 ? 0 : new DataView(head.buffer, head.byteOffset, 4).getUint32(0, true)
  return magic === 0xfd2fb528 || magic >>> 4 === 0x184d2a5 ? "zstd" : "none"
}

type Chunks = AsyncIterable<Uint8Array>

const inWords = (error: unknown): DamagedCompression => {
  if (error instanceof DamagedCompression) return error
  if (error instanceof NotZstd)
    return new DamagedCompression(`${error.message}: bytes after the compressed data, or damage`)
  const code = error instanceof Error && "code" in error ? String(error.code) : ""
  if (code === "Z_BUF_ERROR") return new DamagedCompression("the compressed data is cut")
  return new DamagedCompression(`the compressed data is damaged (${code || String(error)})`)
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
  const decoder = Zlib.createGunzip({ chunkSize: 256 * 1024 })
  let read = 0
  const counted = async function* () {
    for await (const chunk of chunks) {
      read += chunk.length
      yield chunk
    }
  }
  yield* through(counted(), decoder)
  if (decoder.bytesWritten < read)
    throw new DamagedCompression(`${read - decoder.bytesWritten} bytes follow the compressed data`)
}

async function* unzstd(chunks: Chunks): AsyncGenerator<Uint8Array> {
  const frames = new ZstdFrames()
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
      yield* through(frame(), Zlib.createZstdDecompress({ chunkSize: 256 * 1024 }))
    }
    if (!frames.isBetweenFrames) throw new DamagedCompression("the compressed data is cut")
  } finally {
    await source.return?.()
  }
}

/** The plain bytes of a compressed file, as a stream; fails with `DamagedCompression`. */
export async function* decompressed(chunks: Chunks, compression: Compression): AsyncGenerator<Uint8Array> {
  try {
    if (compression === "gzip") yield* gunzip(chunks)
    else if (compression === "zstd") yield* unzstd(chunks)
    else yield* chunks
  } catch (error) {
    throw compression === "none" ? error : inWords(error)
  }
}
