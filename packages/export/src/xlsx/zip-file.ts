// A zip written as a stream to a temporary file: entries one after the other, then the directory.
// Its size and SHA-256 are computed while writing.
// Memory holds one block. Gotcha: an entry beyond 4 GiB is only detected at its end; zip64 is then only in the directory.
import { createHash } from "node:crypto"
import * as Effect from "effect/Effect"
import * as FileSystem from "effect/FileSystem"
import * as Stream from "effect/Stream"
import { notWritable, type TempFile } from "../temp-file.ts"
import type { DeflatedBlock } from "./sheet-data.ts"
import {
  dataDescriptor,
  deflateEnd,
  directory,
  isBeyondZip,
  localHeader,
  wholeEntry,
  type ZipEntry
} from "./zip.ts"

/** Begins a zip in a temporary file until the scope closes. All operations fail with `OutputNotWritable`. */
export const openZip = Effect.fnUntraced(function* ({ path, target }: TempFile) {
  const fs = yield* FileSystem.FileSystem
  const file = yield* fs.open(path, { flag: "w" }).pipe(notWritable(target))
  const hash = createHash("sha256")
  const entries: Array<ZipEntry> = []
  let offset = 0

  const write = (bytes: Uint8Array) =>
    file.writeAll(bytes).pipe(
      notWritable(target),
      Effect.tap(
        Effect.sync(() => {
          hash.update(bytes)
          offset += bytes.length
        })
      )
    )

  /** A small part, deflated at once. */
  const addWhole = Effect.fnUntraced(function* (name: string, text: string) {
    const { bytes, entry } = wholeEntry(name, Buffer.from(text), offset)
    entries.push(entry)
    yield* write(bytes)
  })

  /** A part of unknown size, as blocks of one deflate stream. */
  const addStream = Effect.fnUntraced(function* <E>(name: string, blocks: Stream.Stream<DeflatedBlock, E>) {
    const start = offset
    let total = { crc: 0, size: 0 }
    yield* write(localHeader(name))
    const dataStart = offset
    yield* Stream.runForEach(blocks, ({ bytes, crc, size }) => {
      total = { crc, size }
      return write(bytes)
    })
    yield* write(deflateEnd)
    const deflatedSize = offset - dataStart
    const zip64 = isBeyondZip(total.size) || isBeyondZip(deflatedSize)
    const entry: ZipEntry = {
      name,
      ...total,
      deflatedSize,
      offset: start,
      zip64,
      isStreamed: true
    }
    entries.push(entry)
    yield* write(dataDescriptor(entry))
  })

  /** Writes the directory, flushes the file, and returns its size in bytes and its SHA-256. */
  const finish = Effect.fnUntraced(function* () {
    yield* write(directory(entries, offset))
    yield* file.sync.pipe(notWritable(target))
    return { bytes: offset, sha256: hash.digest("hex") }
  })

  return { addWhole, addStream, finish }
})

export type ZipFile = Effect.Success<ReturnType<typeof openZip>>
