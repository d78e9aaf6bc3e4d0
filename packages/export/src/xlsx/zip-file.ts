// A zip that is written as a stream to a temporary file: entries one after the other, then the directory.
// Its size and SHA-256 are known when it is finished, without reading it again.
// Memory holds one block. Gotcha: an entry beyond 4 GiB is found out at its end; only the directory then says zip64.
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

/** Begins a zip in a separate file for the time of a scope. All operations fail with `OutputNotWritable`. */
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

  /** A part of unknown size, in blocks of one deflate stream. */
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

  /** Writes the directory, flushes the file, and tells its size in bytes and its SHA-256. */
  const finish = Effect.fnUntraced(function* () {
    yield* write(directory(entries, offset))
    yield* file.sync.pipe(notWritable(target))
    return { bytes: offset, sha256: hash.digest("hex") }
  })

  return { addWhole, addStream, finish }
})

export type ZipFile = Effect.Success<ReturnType<typeof openZip>>
