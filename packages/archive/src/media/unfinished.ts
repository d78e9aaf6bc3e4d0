// A partial download that may be continued: its bytes, their hash, and a validator that identifies the file.
//
// A large one has a `….part.json` beside it, so that another run can continue it. Without a validator (a strong
// ETag, or `Last-Modified`) the download starts again. Bytes of uncertain length are cut off.
import * as Crypto from "node:crypto"
import * as Effect from "effect/Effect"
import * as FileSystem from "effect/FileSystem"
import * as Option from "effect/Option"
import * as Schema from "effect/Schema"
import * as Stream from "effect/Stream"
import { notWritable } from "../files.ts"

const Note = Schema.fromJsonString(Schema.Struct({ place: Schema.String, validator: Schema.String }))
const decode = Schema.decodeUnknownOption(Note)

/** A file in `unfinished` while it is written. */
export interface Unfinished {
  readonly path: string
  bytes: number
  hash: Crypto.Hash
  head: Uint8Array
  /** Validator of the file for `If-Range`. */
  validator: string | undefined
  /** Host and path of its URL. */
  place: string | undefined
  /** True if its metadata may be on disk. */
  isNoted: boolean
}

const fresh = (path: string): Unfinished => ({
  path,
  bytes: 0,
  hash: Crypto.createHash("sha256"),
  head: new Uint8Array(0),
  validator: undefined,
  place: undefined,
  isNoted: false
})

/** Starts again. */
export const restart = (unfinished: Unfinished): void => {
  const { isNoted, path } = unfinished
  Object.assign(unfinished, { ...fresh(path), isNoted })
}

/** Adds written bytes to the hash and the length. */
export const took = (unfinished: Unfinished, chunk: Uint8Array, headBytes: number): void => {
  unfinished.hash.update(chunk)
  unfinished.bytes += chunk.length
  if (unfinished.head.length < headBytes)
    unfinished.head = Buffer.concat([unfinished.head, chunk.subarray(0, headBytes)]).subarray(0, headBytes)
}

/** The partial download of an earlier run if it can be continued; otherwise an empty one. */
export const openUnfinished = Effect.fnUntraced(function* (
  path: string,
  headBytes: number,
  begun: ReadonlySet<string>
) {
  const fs = yield* FileSystem.FileSystem
  const unfinished = fresh(path)
  if (!begun.has(`${path}.json`)) return unfinished
  unfinished.isNoted = true
  const text = yield* Effect.option(fs.readFileString(`${path}.json`))
  const note = Option.getOrUndefined(Option.flatMap(text, (kept) => decode(kept)))
  if (note === undefined) return unfinished
  const read = Stream.runForEach(fs.stream(path), (chunk) =>
    Effect.sync(() => took(unfinished, chunk, headBytes))
  )
  if (Option.isNone(yield* Effect.option(read))) restart(unfinished)
  else Object.assign(unfinished, note)
  return unfinished
})

/** Saves what another run needs to continue; not flushed, since it may be lost. */
export const noteUnfinished = Effect.fnUntraced(function* (unfinished: Unfinished) {
  const fs = yield* FileSystem.FileSystem
  const { path, place, validator } = unfinished
  if (place === undefined || validator === undefined) return
  unfinished.isNoted = true
  const text = JSON.stringify({ place, validator })
  yield* Effect.ignore(fs.writeFileString(`${path}.json`, text, { mode: 0o600 }))
})

/** Removes the metadata of a completed download. */
export const dropNote = Effect.fnUntraced(function* ({ isNoted, path }: Unfinished) {
  const fs = yield* FileSystem.FileSystem
  if (isNoted) yield* Effect.ignore(fs.remove(`${path}.json`, { force: true }))
})

/** Removes a partial download and its metadata. */
export const dropUnfinished = Effect.fnUntraced(function* (unfinished: Unfinished) {
  const fs = yield* FileSystem.FileSystem
  const { path } = unfinished
  yield* Effect.mapError(fs.remove(path, { force: true }), notWritable(path))
  yield* dropNote(unfinished)
})
