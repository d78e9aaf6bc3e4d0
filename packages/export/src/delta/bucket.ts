// Runs something on a dataset in a bucket as on one in a folder.
//
// Data files go to the bucket before their commit, and leave the disk. What is read is kept in the folder, up to a size: the
// files that were used longest ago go first, but none of the last hour, since another process may be reading them.
import { join } from "node:path"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as FileSystem from "effect/FileSystem"
import * as Option from "effect/Option"
import { notWritable } from "../temp-file.ts"
import { DatasetUnusable } from "./errors.ts"
import { mirrored, storeFailureIn } from "./mirror.ts"
import { DataFiles, type ObjectStore, ObjectStoreFailed } from "./object-store.ts"

const AT_ONCE = 8
const HOUR_MILLIS = 3_600_000

/** A dataset in a bucket, and the folder that stands for it. */
export interface BucketOptions {
  readonly store: ObjectStore
  /** Where DuckDB sees the files. */
  readonly folder: string
  /** The most bytes of data files that are kept in the folder. */
  readonly mostBytes: number
}

/** Deletes the files of the cache that were used longest ago. */
const shrink = Effect.fnUntraced(function* ({ folder, mostBytes }: BucketOptions) {
  const fs = yield* FileSystem.FileSystem
  const now = yield* Clock.currentTimeMillis
  const names = yield* fs.readDirectory(folder, { recursive: true })
  const found = yield* Effect.forEach(
    names.filter((name) => /part-[\w-]+\.parquet/.test(name)),
    (name) => Effect.option(Effect.map(fs.stat(join(folder, name)), (info) => ({ name, info })))
  )
  const files = found
    .flatMap((one) => (Option.isSome(one) ? [one.value] : []))
    .map(({ info, name }) => ({
      name,
      bytes: Number(info.size),
      used: Option.getOrElse(info.mtime, () => new Date(0)).getTime()
    }))
    .toSorted((one, other) => one.used - other.used)
  let sum = files.reduce((total, { bytes }) => total + bytes, 0)
  for (const { bytes, name, used } of files) {
    if (sum <= mostBytes || now - used < HOUR_MILLIS) return
    yield* fs.remove(join(folder, name), { force: true })
    sum -= bytes
  }
})

/** The same error with the address in place of the folder; the failure of the store, if that is the cause. */
const renamed =
  ({ folder, store }: BucketOptions) =>
  (error: unknown) => {
    const failure = storeFailureIn(error)
    if (failure !== undefined) return failure
    if (!(error instanceof DatasetUnusable)) return error
    const placed = (path: string) => path.replaceAll(folder, store.url)
    const { cause, path, reason } = error
    const named = reason.code === "file_missing" ? { ...reason, file: placed(reason.file) } : reason
    return new DatasetUnusable({ path: placed(path), reason: named, cause })
  }

/** Runs an effect whose dataset is the folder. Fails also with `ObjectStoreFailed`. */
export const inBucket =
  (options: BucketOptions) =>
  <A, E, R>(effect: Effect.Effect<A, E, R>) =>
    Effect.gen(function* () {
      const files = yield* FileSystem.FileSystem
      const { folder, mostBytes, store } = options
      yield* files.makeDirectory(folder, { recursive: true, mode: 0o700 }).pipe(notWritable(folder))
      const mirror = yield* mirrored(store, folder)
      const keyOf = (path: string) => mirror.keyOf(path) ?? ""
      const inStore = <B, E2>(failing: Effect.Effect<B, E2>) =>
        Effect.mapError(
          failing,
          (error) =>
            storeFailureIn(error) ??
            new ObjectStoreFailed({ url: store.url, reason: { code: "store_cache" }, cause: error })
        )
      const written = (paths: ReadonlyArray<string>) =>
        inStore(
          Effect.forEach(
            paths,
            (path) => Effect.andThen(mirror.put(keyOf(path), path), files.remove(path, { force: true })),
            { concurrency: AT_ONCE, discard: true }
          )
        )
      const isHere = Effect.fnUntraced(function* (path: string, bytes: number) {
        const found = yield* Effect.option(files.stat(path))
        return Option.isSome(found) && Number(found.value.size) === bytes
      })
      const needed = Effect.fnUntraced(function* (
        all: ReadonlyArray<{ readonly path: string; readonly bytes: number }>
      ) {
        const bytes = all.reduce((sum, file) => sum + file.bytes, 0)
        if (bytes > mostBytes)
          return yield* new ObjectStoreFailed({
            url: store.url,
            reason: { code: "store_over_cache", bytes, most: mostBytes }
          })
        const now = new Date(yield* Clock.currentTimeMillis)
        const read = Effect.forEach(
          all,
          Effect.fnUntraced(function* (file) {
            if (!(yield* isHere(file.path, file.bytes))) yield* mirror.fetch(keyOf(file.path))
            yield* files.utimes(file.path, now, now)
          }),
          { concurrency: AT_ONCE, discard: true }
        )
        yield* inStore(read)
        yield* Effect.ignore(Effect.provideService(shrink(options), FileSystem.FileSystem, files))
      })
      return yield* effect.pipe(
        Effect.provideService(FileSystem.FileSystem, mirror.fileSystem),
        Effect.provideService(DataFiles, { written, needed })
      )
    }).pipe(
      // The type keeps the errors of the effect: renamed() returns one of them, or a failure of the store.
      Effect.mapError((error) => renamed(options)(error) as typeof error | ObjectStoreFailed)
    )
