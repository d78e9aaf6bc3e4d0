// The cache: the DuckDB file beside the snapshots. It is brought up to date, opened read-only, and made anew
// when it is missing, of another schema, or damaged.
//
// One process loads at a time; while others read, what is loaded answers, and the caller is told how old it
// is. A new cache is built aside and renamed, so a crash leaves the old one or none. Gotcha: DuckDB lets one
// process write or several read, so opening for reading also waits for a process that loads.
import * as Crypto from "node:crypto"
import { totalmem } from "node:os"
import {
  type Archive,
  LockHeld,
  listSnapshots,
  reasonOf,
  type SnapshotRef,
  withLock
} from "@chatledger/archive"
import * as Effect from "effect/Effect"
import * as FileSystem from "effect/FileSystem"
import * as Path from "effect/Path"
import { type Database, type DatabaseOptions, openDatabase } from "./database.ts"
import { CacheBusy, CacheNotWritable, DatabaseFailed } from "./errors.ts"
import { createTables, loadSnapshots } from "./load.ts"
import { schemaVersion } from "./sql-files.ts"

/** What the caller may tell the user. */
export type CacheNotice =
  | {
      readonly kind: "loading"
      readonly snapshots: number
      readonly why: "new" | "missing" | "outdated" | "damaged"
    }
  | { readonly kind: "loaded"; readonly snapshots: number }
  | { readonly kind: "waiting" }
  | { readonly kind: "stale"; readonly snapshots: number }

export interface CacheOptions {
  /** Wait for other processes as long as it takes, instead of going on with what is loaded. */
  readonly wait: boolean
  readonly onNotice: (notice: CacheNotice) => Effect.Effect<void>
  /** Settings of the read-only connection. */
  readonly settings?: DatabaseOptions["settings"]
}

type State =
  | { readonly kind: "missing" | "outdated" | "damaged" | "busy" }
  | { readonly kind: "good"; readonly loaded: ReadonlySet<string> }

const MEGABYTE = 1024 * 1024
const memoryLimit = (share: number) => `${Math.max(256, Math.floor((totalmem() / MEGABYTE) * share))}MB`
/** A load needs little, since the tables are written as it goes; questions may sort them. */
const LOAD_MEMORY = `${Math.min(700, Math.floor((totalmem() / MEGABYTE) * 0.5))}MB`
const READ_MEMORY = memoryLimit(0.4)
const PATIENCE_MILLIS = 10 * 60 * 1000
const POLL_MILLIS = 200

const isConflict = (error: DatabaseFailed) =>
  /could not set lock|conflicting lock|being used by another process/i.test(error.reason)
const isFull = (error: DatabaseFailed) =>
  /no space left|disk quota|could not write|read-only file system/i.test(error.reason)

/** True if the file, not the statement, is at fault. */
export const isDamage = (error: DatabaseFailed): boolean =>
  /corrupt|checksum|not a valid duckdb|could not read|deserializ|invalidated/i.test(error.reason)

const keyOf = (ref: { readonly instanceId: string; readonly snapshotId: string }) =>
  `${ref.instanceId}/${ref.snapshotId}`

const places = Effect.fnUntraced(function* (archive: Archive) {
  const paths = yield* Path.Path
  const folder = paths.join(archive.path, "cache")
  return { folder, file: paths.join(folder, "chatledger.duckdb"), temporary: paths.join(folder, "tmp") }
})

/** Where the cache of an archive is. */
export const cachePath = (archive: Archive) => Effect.map(places(archive), ({ file }) => file)

const openCache = Effect.fnUntraced(function* (archive: Archive, settings: DatabaseOptions["settings"]) {
  const { file, temporary } = yield* places(archive)
  return yield* openDatabase(file, {
    isReadOnly: true,
    memoryLimit: READ_MEMORY,
    temporaryFolder: temporary,
    ...(settings === undefined ? {} : { settings })
  })
})

const readState = Effect.fnUntraced(function* (database: Database) {
  const [version] = yield* database.rows("select version, version() as duckdb from ledger.version")
  if (version?.["version"] !== schemaVersion(String(version?.["duckdb"])))
    return { kind: "outdated" } satisfies State
  const rows = yield* database.rows("select instance_id, snapshot_id from ledger.snapshots")
  const loaded = rows.map((row) => `${String(row["instance_id"])}/${String(row["snapshot_id"])}`)
  return { kind: "good", loaded: new Set(loaded) } satisfies State
})

const stateOf = Effect.fnUntraced(function* (archive: Archive) {
  const fs = yield* FileSystem.FileSystem
  const { file } = yield* places(archive)
  if (!(yield* Effect.orElseSucceed(fs.exists(file), () => false))) return { kind: "missing" } satisfies State
  const state: Effect.Effect<State, never, Path.Path | FileSystem.FileSystem> = Effect.scoped(
    Effect.flatMap(openCache(archive, undefined), readState)
  ).pipe(
    Effect.catch(
      (error): Effect.Effect<State> => Effect.succeed({ kind: isConflict(error) ? "busy" : "damaged" })
    )
  )
  return yield* state
})

/** Runs something with a folder that goes when it ends. */
const withFolder = Effect.fnUntraced(function* <A, E, R>(
  parent: string,
  use: (folder: string) => Effect.Effect<A, E, R>
) {
  const fs = yield* FileSystem.FileSystem
  const paths = yield* Path.Path
  const folder = paths.join(parent, `load-${Crypto.randomBytes(6).toString("hex")}`)
  const make = fs
    .makeDirectory(folder, { recursive: true, mode: 0o700 })
    .pipe(Effect.mapError((error) => new CacheNotWritable({ path: folder, reason: reasonOf(error) })))
  return yield* Effect.acquireUseRelease(
    make,
    () => use(folder),
    () => Effect.asVoid(Effect.option(fs.remove(folder, { recursive: true, force: true })))
  )
})

const inWords =
  (path: string) =>
  (error: DatabaseFailed): CacheBusy | CacheNotWritable | DatabaseFailed =>
    isConflict(error)
      ? new CacheBusy({ path, reason: "it is reading or loading" })
      : isFull(error)
        ? new CacheNotWritable({
            path,
            reason: "the disk is full or read-only: make room and run the same command again"
          })
        : error

const catchFailed = <A, E, R>(path: string, effect: Effect.Effect<A, E | DatabaseFailed, R>) =>
  Effect.mapError(effect, (error) => (error instanceof DatabaseFailed ? inWords(path)(error) : error))

/** Builds a cache of all snapshots aside, and puts it in place. */
const rebuild = Effect.fnUntraced(function* (archive: Archive, refs: ReadonlyArray<SnapshotRef>) {
  const fs = yield* FileSystem.FileSystem
  const { folder, file } = yield* places(archive)
  yield* withFolder(
    folder,
    Effect.fnUntraced(function* (spool: string) {
      const aside = `${spool}/chatledger.duckdb`
      yield* Effect.scoped(
        Effect.gen(function* () {
          const options = { isReadOnly: false, memoryLimit: LOAD_MEMORY, temporaryFolder: `${spool}/tmp` }
          const database = yield* openDatabase(aside, options)
          yield* createTables(database)
          yield* loadSnapshots(database, refs, spool)
        })
      )
      yield* Effect.all([fs.remove(`${file}.wal`, { force: true }), fs.rename(aside, file)]).pipe(
        Effect.mapError((error) => new CacheNotWritable({ path: file, reason: reasonOf(error) }))
      )
    })
  )
})

const append = Effect.fnUntraced(function* (archive: Archive, refs: ReadonlyArray<SnapshotRef>) {
  const { folder, file } = yield* places(archive)
  yield* withFolder(
    folder,
    Effect.fnUntraced(function* (spool: string) {
      yield* Effect.scoped(
        Effect.gen(function* () {
          const options = { isReadOnly: false, memoryLimit: LOAD_MEMORY, temporaryFolder: `${spool}/tmp` }
          yield* loadSnapshots(yield* openDatabase(file, options), refs, spool)
        })
      )
    })
  )
})

interface Missing {
  readonly state: State
  readonly refs: ReadonlyArray<SnapshotRef>
  readonly isWhole: boolean
}

/** What the cache lacks: everything, if it holds a snapshot that has gone. */
const lacks = Effect.fnUntraced(function* (archive: Archive) {
  const refs = yield* listSnapshots(archive)
  const state = yield* stateOf(archive)
  if (state.kind !== "good") return { state, refs, isWhole: true } satisfies Missing
  const kept = new Set(refs.map(keyOf))
  const hasGone = [...state.loaded].some((key) => !kept.has(key))
  const fresh = hasGone ? refs : refs.filter((ref) => !state.loaded.has(keyOf(ref)))
  return { state, refs: fresh, isWhole: hasGone } satisfies Missing
})

const isUpToDate = ({ state, refs, isWhole }: Missing) =>
  state.kind === "good" && refs.length === 0 && !isWhole

const load = Effect.fnUntraced(function* (archive: Archive, options: CacheOptions) {
  const { file } = yield* places(archive)
  const missing = yield* lacks(archive)
  if (isUpToDate(missing)) return
  const { state, refs, isWhole } = missing
  const snapshots = refs.length
  if (state.kind === "busy") return yield* new CacheBusy({ path: file, reason: "it is loading" })
  yield* options.onNotice({ kind: "loading", snapshots, why: state.kind === "good" ? "new" : state.kind })
  const loading = isWhole ? rebuild(archive, refs) : append(archive, refs)
  yield* catchFailed(file, loading).pipe(
    Effect.catchIf(
      (error) => error instanceof CacheBusy && state.kind === "good" && !options.wait,
      () => options.onNotice({ kind: "stale", snapshots })
    )
  )
  yield* options.onNotice({ kind: "loaded", snapshots })
})

/** Tries again while another process is at it: as long as it takes, or ten minutes. */
const waiting = Effect.fnUntraced(function* <A, E, R>(
  effect: Effect.Effect<A, E | CacheBusy | LockHeld, R>,
  options: CacheOptions
) {
  const isBusy = (error: unknown) => error instanceof CacheBusy || error instanceof LockHeld
  for (let waited = 0; ; waited += POLL_MILLIS) {
    const result = yield* Effect.result(effect)
    if (result._tag === "Success") return result.success
    if (!isBusy(result.failure) || (!options.wait && waited >= PATIENCE_MILLIS))
      return yield* Effect.fail(result.failure)
    if (waited === 0) yield* options.onNotice({ kind: "waiting" })
    yield* Effect.sleep(POLL_MILLIS)
  }
})

/**
 * Opens the tables of an archive, read-only and up to date, until the scope closes.
 *
 * Fails with `CacheBusy` if another process loads for more than ten minutes, `CacheNotWritable`,
 * `SnapshotDamaged` for a snapshot that cannot be read, `DatabaseFailed`.
 */
export const openTables = Effect.fnUntraced(function* (archive: Archive, options: CacheOptions) {
  const { file } = yield* places(archive)
  if (!isUpToDate(yield* lacks(archive)))
    yield* waiting(withLock(archive, "cache", load(archive, options)), options)
  return yield* waiting(catchFailed(file, openCache(archive, options.settings)), options)
})

/**
 * Uses the tables of an archive; if the cache proves to be damaged on the way, it is made anew and used again.
 * What `use` gets is up to date, read-only, and closes with its scope.
 */
export const withTables = Effect.fnUntraced(function* <A, E, R>(
  archive: Archive,
  options: CacheOptions,
  use: (database: Database) => Effect.Effect<A, E | DatabaseFailed, R>
) {
  const fs = yield* FileSystem.FileSystem
  const { file } = yield* places(archive)
  const once = Effect.scoped(Effect.flatMap(openTables(archive, options), use))
  return yield* once.pipe(
    Effect.catchIf(
      (error): error is Extract<typeof error, DatabaseFailed> =>
        error instanceof DatabaseFailed && isDamage(error),
      () => Effect.andThen(Effect.option(fs.remove(file, { force: true })), once)
    )
  )
})
