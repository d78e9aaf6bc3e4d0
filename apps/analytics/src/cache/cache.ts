// The cache: a DuckDB file beside the snapshots. It is updated, opened read-only, and rebuilt
// if it is missing, damaged, or of another schema.
//
// One process loads at a time. While others read, the data already loaded is used, and the caller is told how old it
// is. A new cache is built in a temporary file and renamed, so a crash leaves the old one or none. Gotcha: DuckDB allows
// one
// writing process or several readers, so opening for reading also waits for a process that loads.
import {
  type Archive,
  coverageOf,
  LockHeld,
  listSnapshots,
  readSnapshot,
  SnapshotDamaged,
  type SnapshotRef
} from "@chatledger/archive"
import { withCacheLock } from "@chatledger/archive/internal"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as FileSystem from "effect/FileSystem"
import * as Result from "effect/Result"
import * as Scope from "effect/Scope"
import { type Database, openDatabase } from "../engine/database.ts"
import { LOAD_MEMORY, READ_MEMORY } from "../engine/memory.ts"
import { checkCall } from "../failures/check-call.ts"
import { CacheBusy, CacheDamaged, CacheNotWritable, DatabaseFailed } from "../failures/errors.ts"
import { isDamage } from "../failures/failure.ts"
import { type LoadProgress, loadSnapshots } from "../load/load.ts"
import { cachePlaces, putInPlace, withLoadFolder } from "./cache-folder.ts"
import type { CacheOptions } from "./cache-options.ts"
import {
  type CacheState,
  isUpToDate,
  lackingOf,
  lacks,
  obstacleOf,
  openCache,
  readState
} from "./cache-state.ts"
import { openEmptyTables } from "./empty-tables.ts"

const PATIENCE_MILLIS = 10 * 60 * 1000
const POLL_MILLIS = 200

/** Maps a database failure to the cache's errors. */
const withPath =
  (path: string) =>
  <A, E, R>(effect: Effect.Effect<A, E, R>): Effect.Effect<A, E | CacheBusy | CacheNotWritable, R> =>
    Effect.mapError(effect, (error) => {
      if (!(error instanceof DatabaseFailed)) return error
      if (error.kind === "conflict") return new CacheBusy({ path, reason: { code: "cache_in_use" } })
      return error.kind === "disk" ? new CacheNotWritable({ path, reason: { code: "cache_disk" } }) : error
    })

type OnProgress = (progress: LoadProgress) => Effect.Effect<void>

const fill = Effect.fnUntraced(function* (
  archive: Archive,
  path: string,
  refs: ReadonlyArray<SnapshotRef>,
  folder: string,
  isNew: boolean,
  onProgress: OnProgress
) {
  const options = { isReadOnly: false, memoryLimit: LOAD_MEMORY, temporaryFolder: `${folder}/tmp` }
  const database = yield* (isNew ? openEmptyTables : openDatabase)(path, options)
  yield* loadSnapshots(database, refs, yield* coverageOf(archive), folder, onProgress)
}, Effect.scoped)

/** Builds a cache of all snapshots in a temporary file, and moves it into place. */
const rebuild = (archive: Archive, refs: ReadonlyArray<SnapshotRef>, onProgress: OnProgress) =>
  withLoadFolder(archive, (folder) => {
    const built = `${folder}/chatledger.duckdb`
    return Effect.andThen(fill(archive, built, refs, folder, true, onProgress), putInPlace(archive, built))
  })

const append = Effect.fnUntraced(function* (
  archive: Archive,
  refs: ReadonlyArray<SnapshotRef>,
  onProgress: OnProgress
) {
  const { file } = yield* cachePlaces(archive)
  yield* withLoadFolder(archive, (folder) => fill(archive, file, refs, folder, false, onProgress))
})

/** Reads snapshots completely; returns the intact ones, and the damage of the others. */
const readable = Effect.fnUntraced(function* (refs: ReadonlyArray<SnapshotRef>) {
  const whole: Array<SnapshotRef> = []
  const damages: Array<SnapshotDamaged> = []
  for (const ref of refs) {
    const read = yield* Effect.result(readSnapshot(ref, () => Effect.void))
    if (Result.isSuccess(read)) whole.push(ref)
    else damages.push(read.failure)
  }
  return { whole, damages }
})

const load = Effect.fnUntraced(function* (archive: Archive, options: CacheOptions) {
  const { file } = yield* cachePlaces(archive)
  const lacking = yield* lacks(archive)
  if (isUpToDate(lacking)) return
  const { state, refs, isWhole } = lacking
  const snapshots = refs.length
  if (state.kind === "busy") return yield* new CacheBusy({ path: file, reason: { code: "cache_loading" } })
  const why = state.kind === "good" ? "new" : state.kind
  yield* options.onNotice({ kind: "loading", snapshots, why })
  const onProgress = (progress: LoadProgress) =>
    options.onNotice({ kind: "loading", snapshots, why, progress })
  const loading = (some: ReadonlyArray<SnapshotRef>) =>
    isWhole ? rebuild(archive, some, onProgress) : append(archive, some, onProgress)
  const withoutDamaged = Effect.fnUntraced(function* (found: SnapshotDamaged) {
    if (options.leavesOutDamaged !== true) return yield* found
    const { damages, whole } = yield* readable(refs)
    if (damages.length === 0) return yield* found
    yield* Effect.forEach(damages, (damage) => options.onNotice({ kind: "left_out", damage }))
    if (isWhole || whole.length > 0) yield* loading(whole)
  })
  yield* loading(refs).pipe(
    Effect.catchIf((error) => error instanceof SnapshotDamaged, withoutDamaged),
    withPath(file),
    Effect.andThen(options.onNotice({ kind: "loaded", snapshots })),
    Effect.catchIf(
      (error) => error instanceof CacheBusy && state.kind === "good" && !options.wait,
      () => options.onNotice({ kind: "stale", snapshots })
    )
  )
})

/** Retries while another process uses the cache: without a limit, or for ten minutes. */
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

/** The file of an updated cache, and a spill folder for its reader. */
export interface CachePlaces {
  readonly file: string
  readonly spill: string
}

/** Opened tables, and the state of their cache. */
export interface OpenedTables<D> {
  readonly tables: D
  readonly state: CacheState
}

type OpenTables<D, E, R> = (places: CachePlaces) => Effect.Effect<OpenedTables<D>, E | DatabaseFailed, R>

/**
 * Opens the tables of an archive with `open`, for example in another process. Their state is compared with the archive
 * afterwards, so DuckDB is loaded here only if something must be loaded; then they are opened again.
 *
 * Fails as `openTables` and `open` do.
 */
export const openTablesBy = Effect.fnUntraced(function* <D, E, R>(
  archive: Archive,
  options: CacheOptions,
  open: OpenTables<D, E, R>
) {
  const { file, spill } = yield* cachePlaces(archive)
  const opened = open({ file, spill })
  if ((yield* obstacleOf(archive)) === undefined) {
    const scope = yield* Effect.acquireRelease(Scope.make(), (made, exit) => Scope.close(made, exit))
    const [first, refs] = yield* Effect.all(
      [Effect.result(Scope.provide(opened, scope)), listSnapshots(archive)],
      { concurrency: "unbounded" }
    )
    if (Result.isSuccess(first) && isUpToDate(lackingOf(first.success.state, refs)))
      return first.success.tables
    if (Result.isFailure(first) && !(first.failure instanceof DatabaseFailed))
      return yield* Effect.fail(first.failure)
    yield* Scope.close(scope, Exit.void)
  }
  yield* waiting(withCacheLock(archive, load(archive, options)), options)
  return (yield* waiting(withPath(file)(opened), options)).tables
})

/**
 * Opens the tables of an archive, read-only and updated, until the scope closes.
 *
 * Fails with `CacheBusy` if another process loads for more than ten minutes, `CacheNotWritable`,
 * `SnapshotDamaged` for a snapshot that cannot be read, `DatabaseFailed`.
 */
export const openTables = Effect.fnUntraced(function* (archive: Archive, options: CacheOptions) {
  yield* checkCall("openTables", archive, options)
  const opening = Effect.gen(function* () {
    const tables = yield* openCache(archive, READ_MEMORY, options.settings)
    return { tables, state: yield* readState(tables) }
  })
  return yield* openTablesBy(archive, options, () => opening)
})

const using = Effect.fnUntraced(function* <D, A, E, R, E2, R2>(
  archive: Archive,
  options: CacheOptions,
  open: Effect.Effect<D, E2, R2>,
  use: (opened: D) => Effect.Effect<A, E | DatabaseFailed, R>
) {
  const fs = yield* FileSystem.FileSystem
  const { file } = yield* cachePlaces(archive)
  const once = Effect.scoped(Effect.flatMap(open, use)).pipe(withPath(file))
  type Repeated = Effect.Effect<A, CacheDamaged | Effect.Error<typeof once>, Effect.Services<typeof once>>
  const repeat = Effect.suspend(
    (): Repeated => (options.canRepeat?.() === false ? Effect.fail(new CacheDamaged({ path: file })) : once)
  )
  return yield* once.pipe(
    Effect.catchIf(isDamage, () =>
      Effect.andThen(Effect.option(fs.remove(file, { recursive: true, force: true })), repeat)
    )
  )
})

/** Like `withTables`, with tables opened as by `openTablesBy`. */
export const withTablesOpenedBy = <D, A, E, R, E2, R2>(
  archive: Archive,
  options: CacheOptions,
  open: OpenTables<D, E2, R2>,
  use: (opened: D) => Effect.Effect<A, E | DatabaseFailed, R>
) => using(archive, options, openTablesBy(archive, options, open), use)

/**
 * Uses the tables of an archive; if the cache proves to be damaged meanwhile, rebuilds it and uses it again.
 * `use` gets tables that are updated, read-only, and closed with its scope.
 *
 * Fails as `openTables` does, and with `CacheDamaged` if `use` cannot be repeated.
 */
export const withTables = <A, E, R>(
  archive: Archive,
  options: CacheOptions,
  use: (database: Database) => Effect.Effect<A, E | DatabaseFailed, R>
) => using(archive, options, openTables(archive, options), use)
