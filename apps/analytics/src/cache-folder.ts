// The folder of the cache: where its file is, and what lies beside it for a time.
//
// `load-…` holds the spool of a load, `spill-…` what DuckDB cannot hold in memory, `answer-…` the answer that a file
// is written from, `pseudonyms-…` pseudonymised tables, `reply-…` a file on its way to someone, `serve-…` all of these of a
// server. Each has a name of its own, since two processes must not share them, and goes with its process; those of a
// process that was killed go at the next load a day later, those of a server at the next start of one.
import * as Crypto from "node:crypto"
import { type Archive, derivedFolder, reasonOf } from "@chatledger/archive"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as FileSystem from "effect/FileSystem"
import * as Option from "effect/Option"
import * as Path from "effect/Path"
import { CacheNotWritable } from "./errors.ts"
import { WorkFolder } from "./folder-beside.ts"

const DAY_MILLIS = 24 * 60 * 60 * 1000

const own = (kind: "load" | "spill") => `${kind}-${Crypto.randomBytes(6).toString("hex")}`

/** Where the cache of an archive is, from the root on, and a place where this process may spill. */
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

/** Makes the folder of the cache, also where something else has its name: all of it is derived. */
export const makeFolder = Effect.fnUntraced(function* (folder: string) {
  const fs = yield* FileSystem.FileSystem
  const info = yield* Effect.option(fs.stat(folder))
  if (Option.isSome(info) && info.value.type !== "Directory") yield* fs.remove(folder, { force: true })
  yield* fs.makeDirectory(folder, { recursive: true, mode: 0o700 })
})

/** Takes away what killed processes have left; to be called while holding the lock of the cache. */
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

/** Runs something with a folder for a load, which goes when it ends; to be called while holding the lock of the cache. */
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

/** Puts a cache that was built in a temporary file in its place, whatever is there. */
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
