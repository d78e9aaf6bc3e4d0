// A download that may be continued: the bytes so far, their hash, and by what the server tells that they are of the same file.
//
// Beside a large one stands `….part.json`, so that another run can go on where this one ended. Without a validator (a strong
// ETag, or `Last-Modified`) it begins anew. Bytes of which the length is not sure are cut off.
import * as Crypto from "node:crypto"
import * as Effect from "effect/Effect"
import * as FileSystem from "effect/FileSystem"
import * as Option from "effect/Option"
import * as Schema from "effect/Schema"
import * as Stream from "effect/Stream"
import { notWritable } from "../files.ts"

const Note = Schema.fromJsonString(Schema.Struct({ place: Schema.String, validator: Schema.String }))
const decode = Schema.decodeUnknownOption(Note)

/** What stands in `unfinished`, while it is written. */
export interface Unfinished {
  readonly path: string
  bytes: number
  hash: Crypto.Hash
  head: Uint8Array
  /** Of the file, as `If-Range` takes it. */
  validator: string | undefined
  /** Host and path of the address that it was fetched from. */
  place: string | undefined
  /** Whether something of it is on the disk, or may be. */
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

/** Begins anew. */
export const restart = (unfinished: Unfinished): void => {
  const { isNoted, path } = unfinished
  Object.assign(unfinished, { ...fresh(path), isNoted })
}

/** Takes bytes that were written. */
export const took = (unfinished: Unfinished, chunk: Uint8Array, headBytes: number): void => {
  unfinished.hash.update(chunk)
  unfinished.bytes += chunk.length
  if (unfinished.head.length < headBytes)
    unfinished.head = Buffer.concat([unfinished.head, chunk.subarray(0, headBytes)]).subarray(0, headBytes)
}

/** What an earlier run left, if it can be continued; otherwise nothing. */
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

/** Notes what another run needs to go on; not flushed and not vital. */
export const noteUnfinished = Effect.fnUntraced(function* (unfinished: Unfinished) {
  const fs = yield* FileSystem.FileSystem
  const { path, place, validator } = unfinished
  if (place === undefined || validator === undefined) return
  unfinished.isNoted = true
  const text = JSON.stringify({ place, validator })
  yield* Effect.ignore(fs.writeFileString(`${path}.json`, text, { mode: 0o600 }))
})

/** Removes what was noted of a download that has its name. */
export const dropNote = Effect.fnUntraced(function* ({ isNoted, path }: Unfinished) {
  const fs = yield* FileSystem.FileSystem
  if (isNoted) yield* Effect.ignore(fs.remove(`${path}.json`, { force: true }))
})

/** Removes a download and what was noted of it. */
export const dropUnfinished = Effect.fnUntraced(function* (unfinished: Unfinished) {
  const fs = yield* FileSystem.FileSystem
  const { path } = unfinished
  yield* Effect.mapError(fs.remove(path, { force: true }), notWritable(path))
  yield* dropNote(unfinished)
})
