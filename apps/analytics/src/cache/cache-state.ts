// The state of the cache, and what is missing from it.
//
// Reading the state changes nothing. An unreadable cache is damaged; one made by other SQL or another DuckDB is
// outdated. Neither is a failure, because both are rebuilt from the snapshots.
import { type Archive, listSnapshots, type SnapshotRef } from "@chatledger/archive"
import * as Effect from "effect/Effect"
import * as FileSystem from "effect/FileSystem"
import type * as Path from "effect/Path"
import { type Database, type DatabaseOptions, openDatabase } from "../engine/database.ts"
import { schemaVersion } from "../sql-files.ts"
import { cachePlaces } from "./cache-folder.ts"

export type CacheState =
  | { readonly kind: "missing" | "outdated" | "damaged" | "busy" }
  | { readonly kind: "good"; readonly loaded: ReadonlySet<string> }

/** What needs to be loaded. */
interface Lacking {
  readonly state: CacheState
  readonly refs: ReadonlyArray<SnapshotRef>
  /** True if the cache must be rebuilt: it is unusable, empty, or contains a snapshot that no longer exists. */
  readonly isWhole: boolean
}

const keyOf = (ref: { readonly instanceId: string; readonly snapshotId: string }) =>
  `${ref.instanceId}/${ref.snapshotId}`

/** Opens the cache for reading, until the scope closes. */
export const openCache = Effect.fnUntraced(function* (
  archive: Archive,
  memoryLimit: string,
  settings: DatabaseOptions["settings"]
) {
  const { file, spill } = yield* cachePlaces(archive)
  return yield* openDatabase(file, {
    isReadOnly: true,
    memoryLimit,
    temporaryFolder: spill,
    ...(settings === undefined ? {} : { settings })
  })
})

/** The state of an open cache. */
export const readState = Effect.fnUntraced(function* (database: Database) {
  const [version] = yield* database.rows("select version, version() as duckdb from ledger.version")
  if (version?.["version"] !== schemaVersion(String(version?.["duckdb"])))
    return { kind: "outdated" } satisfies CacheState
  const rows = yield* database.rows("select instance_id, snapshot_id from ledger.snapshots")
  const loaded = rows.map((row) => `${String(row["instance_id"])}/${String(row["snapshot_id"])}`)
  return { kind: "good", loaded: new Set(loaded) } satisfies CacheState
})

const STATE_MEMORY = "256MB"

/** Why the cache cannot be opened; undefined if it can. DuckDB would open a pipe and wait forever. */
export const obstacleOf = Effect.fnUntraced(function* (archive: Archive) {
  const fs = yield* FileSystem.FileSystem
  const { file } = yield* cachePlaces(archive)
  const typeOf = (path: string) =>
    Effect.orElseSucceed(
      Effect.map(fs.stat(path), ({ type }) => type),
      () => undefined
    )
  const [main, log] = [yield* typeOf(file), yield* typeOf(`${file}.wal`)]
  if (main === undefined) return "missing"
  return main !== "File" || (log !== undefined && log !== "File") ? "damaged" : undefined
})

const stateOf = Effect.fnUntraced(function* (archive: Archive) {
  const obstacle = yield* obstacleOf(archive)
  if (obstacle !== undefined) return { kind: obstacle } satisfies CacheState
  const state: Effect.Effect<CacheState, never, Path.Path | FileSystem.FileSystem> = Effect.scoped(
    Effect.flatMap(openCache(archive, STATE_MEMORY, undefined), readState)
  ).pipe(
    Effect.catch(
      ({ kind }): Effect.Effect<CacheState> =>
        Effect.succeed({ kind: kind === "conflict" ? "busy" : "damaged" })
    )
  )
  return yield* state
})

/** Compares a cache with the snapshots of its archive. */
export const lackingOf = (state: CacheState, refs: ReadonlyArray<SnapshotRef>): Lacking => {
  if (state.kind !== "good") return { state, refs, isWhole: true }
  const kept = new Set(refs.map(keyOf))
  const hasGone = [...state.loaded].some((key) => !kept.has(key))
  const isWhole = hasGone || (state.loaded.size === 0 && refs.length > 0)
  const fresh = isWhole ? refs : refs.filter((ref) => !state.loaded.has(keyOf(ref)))
  return { state, refs: fresh, isWhole }
}

/** What is currently missing from the cache. */
export const lacks = Effect.fnUntraced(function* (archive: Archive) {
  const refs = yield* listSnapshots(archive)
  return lackingOf(yield* stateOf(archive), refs)
})

export const isUpToDate = ({ state, refs, isWhole }: Lacking): boolean =>
  state.kind === "good" && refs.length === 0 && !isWhole
