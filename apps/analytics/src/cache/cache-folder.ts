// The folder of the cache: its file, and temporary folders beside it.
//
// `load-…` contains the spool of a load, `spill-…` what does not fit into DuckDB's memory, `answer-…` the answer that a
// file
// is written from, `pseudonyms-…` pseudonymised tables, `reply-…` a file being sent, `serve-…` all of these for a
// server. Each has a unique name, because processes must not share them, and is deleted with its process. Those of
// killed processes are deleted by a load a day later, a server's by the next start of a server.
import * as Crypto from "node:crypto"
import type { Archive } from "@chatledger/archive"
import { derivedFolder, reasonOf } from "@chatledger/archive/internal"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as FileSystem from "effect/FileSystem"
import * as Option from "effect/Option"
import * as Path from "effect/Path"
import { CacheNotWritable } from "../failures/errors.ts"
import { WorkFolder } from "../files/folder-beside.ts"

const DAY_MILLIS = 24 * 60 * 60 * 1000

const own = (kind: "load" | "spill") => `${kind}-${Crypto.randomBytes(6).toString("hex")}`

/** Absolute paths of an archive's cache, and of a spill folder for this process. */
export const cachePlaces = Effect.fnUntraced(function* (archive: Archive) {
  const paths = yield* Path.Path
  const folder = paths.resolve(yield* derivedFolder(archive))
  const spill = paths.join((yield* WorkFolder) ?? folder, own("spill"))
  return { folder, file: paths.join(folder, "chatledger.duckdb"), spill }
})

export const notWritable = (path: string) =>
  Effect.mapError(
    (error: Parameters<typeof reasonOf>[0]) => new CacheNotWritable({ path, reason: reasonOf(error) })
  )

/** Creates the cache folder, and replaces anything else with its name: all of it is derived. */
export const makeFolder = Effect.fnUntraced(function* (folder: string) {
  const fs = yield* FileSystem.FileSystem
  const info = yield* Effect.option(fs.stat(folder))
  if (Option.isSome(info) && info.value.type !== "Directory") yield* fs.remove(folder, { force: true })
  yield* fs.makeDirectory(folder, { recursive: true, mode: 0o700 })
})

/** Deletes what killed processes left; requires the cache lock. */
const sweep = Effect.fnUntraced(function* (folder: string) {
  const fs = yield* FileSystem.FileSystem
  const paths = yield* Path.Path
  const now = yield* Clock.currentTimeMillis
  for (const name of yield* Effect.orElseSucceed(fs.readDirectory(folder), (): Array<string> => [])) {
    if (!/^(load|spill|answer|pseudonyms|reply)-[0-9a-f]{12}$/.test(name)) continue
    const path = paths.join(folder, name)
    const info = yield* Effect.option(fs.stat(path))
    const changed = Option.flatMap(info, ({ mtime }) => mtime)
    const isOld = Option.isSome(changed) && now - changed.value.getTime() > DAY_MILLIS
    if (name.startsWith("load-") || isOld)
      yield* Effect.option(fs.remove(path, { recursive: true, force: true }))
  }
})

/** Runs an effect with a folder for a load, deleted at its end; requires the cache lock. */
export const withLoadFolder = Effect.fnUntraced(function* <A, E, R>(
  archive: Archive,
  use: (folder: string) => Effect.Effect<A, E, R>
) {
  const fs = yield* FileSystem.FileSystem
  const paths = yield* Path.Path
  const { folder } = yield* cachePlaces(archive)
  const path = paths.join(folder, own("load"))
  const make = makeFolder(folder).pipe(
    Effect.andThen(sweep(folder)),
    Effect.andThen(fs.makeDirectory(path, { mode: 0o700 })),
    notWritable(path)
  )
  return yield* Effect.acquireUseRelease(
    make,
    () => use(path),
    () => Effect.asVoid(Effect.option(fs.remove(path, { recursive: true, force: true })))
  )
})

/** Moves a cache that was built in a temporary file into place, and replaces what is there. */
export const putInPlace = Effect.fnUntraced(function* (archive: Archive, built: string) {
  const fs = yield* FileSystem.FileSystem
  const { file } = yield* cachePlaces(archive)
  const info = yield* Effect.option(fs.stat(file))
  const isFolder = Option.isSome(info) && info.value.type === "Directory"
  yield* Effect.gen(function* () {
    if (isFolder) yield* fs.remove(file, { recursive: true })
    yield* fs.chmod(built, 0o600)
    yield* fs.remove(`${file}.wal`, { recursive: true, force: true })
    yield* fs.rename(built, file)
  }).pipe(notWritable(file))
})
