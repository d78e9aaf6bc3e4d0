// Splits a zstd stream into its frames, so that each can be decoded separately.
//
// Node's decoders, one-shot and streaming, stop silently after the first frame, and return nothing after
// a skippable one. This reads only the headers of frames and blocks and decodes nothing; checksums are left
// to the decoder. Source: https://datatracker.ietf.org/doc/html/rfc8878#section-3.1

/** Bytes of a data frame, in order; skippable frames are left out. */
export interface FramePiece {
  readonly bytes: Uint8Array
  readonly isLast: boolean
}

/** The stream has bytes that are not a frame. */
export class NotZstd extends Error {
  /** Offset of these bytes. */
  readonly at: number
  constructor(at: number) {
    super(`no zstd frame at byte ${at}`)
    this.at = at
  }
}

type Step =
  | { readonly take: number }
  | { readonly pass: number }
  | { readonly begin: "frame" | "skippable frame" }
  | { readonly end: true }

const MAGIC = 0xfd2fb528
const SKIPPABLE_MAGIC = 0x184d2a5
const RLE_BLOCK = 1
const DICTIONARY_ID_BYTES = [0, 1, 2, 4] as const

const littleEndian = (bytes: ReadonlyArray<number>) => bytes.reduceRight((sum, byte) => sum * 256 + byte, 0)

const joined = (left: Uint8Array, right: Uint8Array): Uint8Array => {
  const both = new Uint8Array(left.length + right.length)
  both.set(left)
  both.set(right, left.length)
  return both
}

/** The layout of consecutive frames, as steps over the bytes. `take` yields the bytes taken. */
function* layout(): Generator<Step, never, ReadonlyArray<number>> {
  for (;;) {
    const magic = littleEndian(yield { take: 4 })
    if (magic >>> 4 === SKIPPABLE_MAGIC) {
      yield { begin: "skippable frame" }
      yield { pass: littleEndian(yield { take: 4 }) }
      yield { end: true }
      continue
    }
    if (magic !== MAGIC) throw new NotZstd(0)
    yield { begin: "frame" }
    const descriptor = littleEndian(yield { take: 1 })
    const isSingleSegment = (descriptor & 0x20) !== 0
    const sizeFlag = descriptor >> 6
    const sizeBytes = sizeFlag === 0 ? (isSingleSegment ? 1 : 0) : 1 << sizeFlag
    yield { pass: (isSingleSegment ? 0 : 1) + (DICTIONARY_ID_BYTES[descriptor & 3] ?? 0) + sizeBytes }
    for (let isLast = false; !isLast; ) {
      const block = littleEndian(yield { take: 3 })
      isLast = (block & 1) === 1
      yield { pass: ((block >> 1) & 3) === RLE_BLOCK ? 1 : block >> 3 }
    }
    if ((descriptor & 0x04) !== 0) yield { pass: 4 }
    yield { end: true }
  }
}

/** Reads a stream chunk by chunk. */
export class ZstdFrames {
  private readonly steps = layout()
  private step: Step = this.steps.next([]).value
  private left = 4
  private taken: Array<number> = []
  private kind: "unknown" | "frame" | "skippable frame" = "unknown"
  private held = new Uint8Array(0)
  private read = 0

  /** True before the first frame and after each one: where a stream may end. */
  get isBetweenFrames(): boolean {
    return this.kind === "unknown" && this.taken.length === 0
  }

  /** The frame pieces in the next chunk of the stream; throws `NotZstd`. */
  push(next: Uint8Array): ReadonlyArray<FramePiece> {
    const chunk = this.held.length === 0 ? next : joined(this.held, next)
    const pieces: Array<FramePiece> = []
    let from = 0
    let i = this.held.length
    while (i < chunk.length) {
      const used = Math.min(this.left, chunk.length - i)
      if ("take" in this.step) this.taken.push(...chunk.subarray(i, i + used))
      this.left -= used
      i += used
      while (this.left === 0) {
        if ("end" in this.step) {
          if (this.kind === "frame") pieces.push({ bytes: chunk.subarray(from, i), isLast: true })
          this.kind = "unknown"
          from = i
        }
        this.advance(this.read + i - this.held.length)
      }
    }
    this.read += next.length
    if (this.kind === "frame" && from < chunk.length)
      pieces.push({ bytes: chunk.subarray(from), isLast: false })
    this.held = this.kind === "unknown" ? chunk.slice(from) : new Uint8Array(0)
    return pieces
  }

  private advance(at: number): void {
    const taken = this.taken
    this.taken = []
    try {
      this.step = this.steps.next(taken).value
    } catch (error) {
      throw error instanceof NotZstd ? new NotZstd(at - 4) : error
    }
    if ("begin" in this.step) this.kind = this.step.begin
    this.left = "take" in this.step ? this.step.take : "pass" in this.step ? this.step.pass : 0
  }
}
