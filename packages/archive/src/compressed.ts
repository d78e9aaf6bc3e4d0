// Decompresses .gz and .zst files: every member, every frame, and every byte of the file.
//
// The first bytes decide the format, not the name; uncompressed bytes pass through unchanged. A file that is
// truncated, damaged, or followed by bytes that are neither a frame nor a member ends in an error, never
// silently. An error of the source passes through.
import * as Stream from "node:stream"
import * as Zlib from "node:zlib"
import { reasonText } from "@chatledger/core/internal"
import type { CompressionReason } from "./reasons.ts"
import { type FramePiece, NotZstd, ZstdFrames } from "./zstd-frames.ts"

/** Compressed data is damaged. */
export class DamagedCompression extends Error {
  readonly reason: CompressionReason
  constructor(reason: CompressionReason) {
    super(reasonText(reason))
    this.reason = reason
  }
}

/** The reason for an error of `decompressed`. */
export const compressionReasonOf = (
  error: unknown
): CompressionReason | { code: "unknown"; detail: string } =>
  error instanceof DamagedCompression ? error.reason : { code: "unknown", detail: String(error) }

/** How a file is compressed. */
type Compression = "gzip" | "zstd" | "deflate" | "none"

/** Recognises the format by the first bytes of a file, at least four. */
export const compressionOf = (head: Uint8Array): Compression => {
  if (head[0] === 0x1f && head[1] === 0x8b) return "gzip"
  const magic = head.length < 4 ? 0 : new DataView(head.buffer, head.byteOffset, 4).getUint32(0, true)
  return magic === 0xfd2fb528 || magic >>> 4 === 0x184d2a5 ? "zstd" : "none"
}

type Chunks = AsyncIterable<Uint8Array>

const OUTPUT_BYTES = 256 * 1024
/** Limit on consecutive empty frames: each needs a decoder of its own. */
const MOST_EMPTY_FRAMES = 1000

const bytesFollow = () => new DamagedCompression({ code: "compression_followed" })

const codeOf = (error: unknown): string =>
  error instanceof Error && "code" in error ? String(error.code) : ""

/** The reason of a decoder's error; undefined for any other. */
const reasonOf = (error: unknown): CompressionReason | undefined => {
  if (error instanceof NotZstd) return { code: "compression_not_zstd", at: error.at }
  const code = codeOf(error)
  if (code === "Z_BUF_ERROR") return { code: "compression_cut" }
  if (code === "ZSTD_error_frameParameter_windowTooLarge") return { code: "compression_window" }
  if (code.includes("dictionary")) return { code: "compression_dictionary" }
  return /^Z(STD)?_/.test(code) ? { code: "compression_damaged", detail: code } : undefined
}

/** Pipes chunks through a Node transform; an error on either side ends the output with it. */
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
    // Node ends the decoder at the first byte that begins no member, while input remains.
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
      if (emptyFrames > MOST_EMPTY_FRAMES) throw new DamagedCompression({ code: "compression_empty_frames" })
    }
    if (!frames.isBetweenFrames) throw new DamagedCompression({ code: "compression_cut" })
  } finally {
    await source.return?.()
  }
}

/** Decompresses a file as a stream; fails with `DamagedCompression` or as the source does. */
export async function* decompressed(chunks: Chunks, compression: Compression): AsyncGenerator<Uint8Array> {
  try {
    if (compression === "gzip") yield* gunzip(chunks)
    else if (compression === "zstd") yield* unzstd(chunks)
    else if (compression === "deflate")
      yield* through(chunks, Zlib.createInflateRaw({ chunkSize: OUTPUT_BYTES }))
    else yield* chunks
  } catch (error) {
    const reason = reasonOf(error)
    throw reason === undefined ? error : new DamagedCompression(reason)
  }
}
