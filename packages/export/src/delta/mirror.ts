// A dataset in a bucket, as the file system of a folder: a mirror whose logs are read from the bucket, and whose commits are
// created there.
//
// The log of a table is fetched whenever it is listed, from its newest checkpoint on. Data files are uploaded before
// their commit, and fetched before DuckDB reads them, if the mirror does not have them: their names are never used again.
// A failure of the store is the cause of the file system's error; `storeFailureIn` finds it.
import { dirname, join, relative, resolve, sep } from "node:path"
import * as ByteSize from "effect/ByteSize"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as FileSystem from "effect/FileSystem"
import * as Option from "effect/Option"
import * as PlatformError from "effect/PlatformError"
import { type ObjectStore, ObjectStoreFailed } from "./object-store.ts"
import { logFolder, nameOfCheckpoint } from "./state.ts"

const AT_ONCE = 16
const PROBE = ".chatledger-conditional-writes"

const failedWith = (method: string, path: string) => (cause: ObjectStoreFailed) =>
  PlatformError.systemError({
    _tag: "Unknown",
    module: "FileSystem",
    method,
    pathOrDescriptor: path,
    description: cause.message,
    cause
  })

const missing = (method: string, path: string) =>
  PlatformError.systemError({
    _tag: "NotFound",
    module: "FileSystem",
    method,
    pathOrDescriptor: path,
    description: "no such object"
  })

const taken = (path: string) =>
  PlatformError.systemError({
    _tag: "AlreadyExists",
    module: "FileSystem",
    method: "link",
    pathOrDescriptor: path,
    description: "the object exists"
  })

const DEEPEST = 8

/** The failure of the store that an error comes from. */
export const storeFailureIn = (error: unknown, depth = 0): ObjectStoreFailed | undefined => {
  if (error instanceof ObjectStoreFailed) return error
  if (typeof error !== "object" || error === null || depth > DEEPEST) return undefined
  return (
    storeFailureIn(Reflect.get(error, "cause"), depth + 1) ??
    storeFailureIn(Reflect.get(error, "reason"), depth + 1)
  )
}

const infoOf = (bytes: number, modified: number): FileSystem.File.Info => ({
  type: "File",
  mtime: Option.some(new Date(modified)),
  atime: Option.none(),
  birthtime: Option.none(),
  dev: 0n,
  ino: Option.none(),
  mode: 0,
  nlink: Option.none(),
  uid: Option.none(),
  gid: Option.none(),
  rdev: Option.none(),
  size: ByteSize.bytes(bytes),
  blksize: Option.none(),
  blocks: Option.none()
})

/** Fails unless the store honours `If-None-Match`: two writers would overwrite each other's commits. */
const probed = Effect.fnUntraced(function* (store: ObjectStore) {
  const bytes = new Uint8Array()
  yield* store.create(PROBE, bytes)
  const isCreatedTwice = yield* store.create(PROBE, bytes)
  yield* store.remove(PROBE)
  if (isCreatedTwice)
    return yield* new ObjectStoreFailed({ url: store.url, reason: { code: "store_without_conditions" } })
})

/**
 * The file system of a folder that mirrors a bucket, and its `DataFiles`. What is below the folder is in the bucket;
 * everything else is a file.
 */
export const mirrored = Effect.fnUntraced(function* (store: ObjectStore, folder: string) {
  const files = yield* FileSystem.FileSystem
  const root = resolve(folder)
  const probe = yield* Effect.cached(probed(store))
  /** The objects, by key: as listed first, with what this run wrote and removed. */
  const objects = new Map((yield* store.list("")).map((object) => [object.key, object]))
  const keyOf = (path: string): string | undefined => {
    const place = resolve(path)
    return place.startsWith(`${root}${sep}`) ? relative(root, place).replaceAll(sep, "/") : undefined
  }
  const save = Effect.fnUntraced(function* (path: string, bytes: Uint8Array) {
    yield* files.makeDirectory(dirname(path), { recursive: true, mode: 0o700 })
    const partial = `${path}.${crypto.randomUUID()}.part`
    yield* files.writeFile(partial, bytes, { mode: 0o600 })
    yield* files.rename(partial, path)
  })
  const fetch = Effect.fnUntraced(function* (key: string) {
    const path = join(root, key)
    // A key of a stranger may contain `..`.
    if (keyOf(path) !== key) return yield* missing("readFile", path)
    const bytes = yield* store.get(key).pipe(Effect.mapError(failedWith("readFile", path)))
    if (bytes === undefined) return yield* missing("readFile", path)
    yield* save(path, bytes)
  })
  const put = Effect.fnUntraced(function* (key: string, path: string) {
    const bytes = yield* files.readFile(path)
    yield* store.put(key, bytes).pipe(Effect.mapError(failedWith("writeFile", path)))
    objects.set(key, { key, bytes: bytes.length, modified: yield* Clock.currentTimeMillis })
  })
  /** Fetches a log from its newest checkpoint on; returns all its names. */
  const listLog = Effect.fnUntraced(function* (key: string, path: string) {
    const listed = yield* store.list(`${key}/`).pipe(Effect.mapError(failedWith("readDirectory", path)))
    const names = listed.map((object) => object.key.slice(key.length + 1)).filter((name) => name !== "")
    if (names.length === 0) return yield* missing("readDirectory", path)
    const checkpoint =
      names
        .filter((name) => /^\d{20}\.checkpoint\.parquet$/.test(name))
        .toSorted()
        .at(-1) ?? ""
    const from = checkpoint.slice(0, nameOfCheckpoint(0).indexOf("."))
    const wanted = names.filter((name) => /^\d{20}\.json$/.test(name) && name >= from)
    yield* Effect.forEach(
      [...wanted, ...(checkpoint === "" ? [] : [checkpoint])],
      (name) => fetch(`${key}/${name}`),
      {
        concurrency: AT_ONCE,
        discard: true
      }
    )
    return names
  })
  const isLog = (key: string) => key.endsWith(`/${logFolder}`)
  const isPrivate = (key: string) => key.split("/").some((part) => part.startsWith("."))

  const readDirectory: FileSystem.FileSystem["readDirectory"] = Effect.fnUntraced(function* (path, options) {
    const key = resolve(path) === root ? "" : keyOf(path)
    if (key === undefined) return yield* files.readDirectory(path, options)
    if (isLog(key)) return yield* listLog(key, path)
    const start = key === "" ? "" : `${key}/`
    const below = [...objects.keys()]
      .filter((each) => each.startsWith(start))
      .map((each) => each.slice(start.length))
    return options?.recursive === true ? below : [...new Set(below.map((name) => name.split("/")[0] ?? ""))]
  })
  const stat: FileSystem.FileSystem["stat"] = Effect.fnUntraced(function* (path) {
    const key = keyOf(path)
    if (key === undefined || isPrivate(key)) return yield* files.stat(path)
    // Another writer may have added it since.
    const listed = objects.has(key)
      ? []
      : yield* store.list(key).pipe(Effect.mapError(failedWith("stat", path)))
    for (const object of listed) objects.set(object.key, object)
    const found = objects.get(key)
    return found === undefined ? yield* missing("stat", path) : infoOf(found.bytes, found.modified)
  })
  const link: FileSystem.FileSystem["link"] = Effect.fnUntraced(function* (from, path) {
    const key = keyOf(path)
    if (key === undefined) return yield* files.link(from, path)
    const failed = Effect.mapError(failedWith("link", path))
    yield* failed(probe)
    const isMade = yield* failed(store.create(key, yield* files.readFile(from)))
    if (!isMade) {
      yield* fetch(key)
      // The answer to the first try may be lost: then the object is our own.
      const isOwn = Buffer.compare(yield* files.readFile(from), yield* files.readFile(path)) === 0
      return isOwn ? undefined : yield* taken(path)
    }
    yield* files.copyFile(from, path)
  })
  const rename: FileSystem.FileSystem["rename"] = Effect.fnUntraced(function* (from, path) {
    yield* files.rename(from, path)
    const key = keyOf(path)
    if (key !== undefined) yield* put(key, path)
  })
  const remove: FileSystem.FileSystem["remove"] = Effect.fnUntraced(function* (path, options) {
    const key = keyOf(path)
    if (key !== undefined && !isPrivate(key)) {
      yield* store.remove(key).pipe(Effect.mapError(failedWith("remove", path)))
      objects.delete(key)
    }
    yield* files.remove(path, { ...options, force: true })
  })
  const fileSystem: FileSystem.FileSystem = {
    ...files,
    readDirectory,
    stat,
    link,
    rename,
    remove,
    exists: (path) =>
      stat(path).pipe(
        Effect.as(true),
        Effect.catchIf(
          (error) => error.reason._tag === "NotFound",
          () => Effect.succeed(false)
        )
      )
  }
  return { fileSystem, fetch, put, keyOf }
})
