// Imports for tests: files are written into a folder beside an empty archive, and imported from there.
import * as Effect from "effect/Effect"
import * as FileSystem from "effect/FileSystem"
import * as Stream from "effect/Stream"
import {
  type ImportOptions,
  ImportRefused,
  importReply,
  knownBodies,
  listSnapshots,
  readBody
} from "../src/index.ts"
import { bytesOf, emptyArchive } from "./archives.ts"

export type Content = string | Uint8Array

const asBytes = (content: Content) => (typeof content === "string" ? bytesOf(content) : content)

/** A record of a journal, with a time and more. */
export const recordAt = (timestamp: number, more: object = {}) =>
  JSON.stringify({
    type: "incoming",
    idMessage: `A${timestamp}`,
    timestamp,
    typeMessage: "textMessage",
    textMessage: "héllo",
    ...more
  })

export const arrayOf = (...timestamps: ReadonlyArray<number>) =>
  `[${timestamps.map((time) => recordAt(time)).join(",")}]`

/** An empty archive, and what can be done with it. */
export const importer = Effect.gen(function* () {
  const fs = yield* FileSystem.FileSystem
  const archive = yield* emptyArchive
  const folder = `${archive.path}-replies`
  yield* fs.makeDirectory(folder)
  const run = Effect.fnUntraced(function* (
    path: string,
    name: string,
    options: Partial<ImportOptions>,
    stdin?: Stream.Stream<Uint8Array, ImportRefused>
  ) {
    const all = { instanceId: "1101000001", program: "test 0", ...options }
    const known = yield* knownBodies(archive, "1101000001")
    return yield* importReply(archive, known, { path, name }, all, stdin)
  })

  /** Imports a file of this name and content. */
  const importFile = Effect.fnUntraced(function* (
    name: string,
    content: Content,
    options: Partial<ImportOptions> = {}
  ) {
    yield* fs.writeFile(`${folder}/${name}`, asBytes(content))
    return yield* run(`${folder}/${name}`, name, options)
  })

  /** Why the import of such a file is refused. */
  const refusal = Effect.fnUntraced(function* (
    name: string,
    content: Content,
    options: Partial<ImportOptions> = {}
  ) {
    const error = yield* Effect.flip(importFile(name, content, options))
    if (!(error instanceof ImportRefused)) return yield* Effect.die(error)
    return { kind: error.kind, message: error.message.replace(`${folder}/`, "") }
  })

  /** Imports standard input of these chunks. */
  const importStdin = (chunks: Iterable<Uint8Array>, options: Partial<ImportOptions> = {}) =>
    run("-", "stdin", options, Stream.fromIterable(chunks, { chunkSize: 1 }))

  /** Facts and bodies of all that is kept, in the order of the list. */
  const kept = Effect.flatMap(listSnapshots(archive), (refs) => Effect.forEach(refs, (ref) => readBody(ref)))

  return { archive, folder, importFile, refusal, importStdin, kept }
})
