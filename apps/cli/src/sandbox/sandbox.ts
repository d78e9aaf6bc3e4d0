// The sandbox, for everything that runs the user's SQL: one entry point, one process that runs it.
//
// The process starts while the tables are updated. `--unsafe` lifts the restrictions: any statement runs, with
// files, network and extensions; the archive's tables stay read-only even then.
import type { Database } from "@chatledger/analytics"
import {
  type AnswerPlace,
  answerFolder,
  type CachePlaces,
  type CacheState,
  folderBeside,
  type OpenedTables
} from "@chatledger/analytics/internal"
import * as Effect from "effect/Effect"
import * as FileSystem from "effect/FileSystem"
import { type Naming, tellUnseen } from "../tables/naming.ts"
import { openTablesIn, type TableFlags, useTablesOpenedBy } from "../tables/open-tables.ts"
import type { Limits } from "./limits.ts"
import { type SandboxWorker, startSandboxWorker } from "./worker-process.ts"

export interface SandboxOptions {
  readonly timeZone: string
  readonly limits: Limits
  /** Disables the sandbox's restrictions. */
  readonly isUnsafe: boolean
  readonly naming: Naming
  /** True to report people and chats in the user's files that are not in the tables; default false. */
  readonly tellsUnseen?: boolean
  /** True to keep the answer as a database, from which files are written. */
  readonly isMaterialized: boolean
}

export interface Sandbox {
  readonly worker: SandboxWorker
  /** The database file of the tables. */
  readonly file: string
  /** When the newest reply was requested. */
  readonly newestRequest: Date
  /** Where a kept answer is. */
  readonly place: AnswerPlace | undefined
}

const through = Effect.fnUntraced(function* (
  worker: SandboxWorker,
  places: CachePlaces,
  isCache: boolean,
  options: SandboxOptions,
  folders: ReadonlyArray<string> = []
) {
  const fs = yield* FileSystem.FileSystem
  const place = options.isMaterialized ? yield* answerFolder(places.file) : undefined
  const clean = Effect.option(fs.remove(places.spill, { recursive: true, force: true }))
  yield* Effect.addFinalizer(() => Effect.andThen(worker.end, clean))
  const event = yield* worker.ask({
    kind: "open",
    ...places,
    timeZone: options.timeZone,
    memoryMegabytes: options.limits.memoryMegabytes,
    diskMegabytes: options.limits.diskMegabytes,
    isUnsafe: options.isUnsafe,
    isCache,
    naming: options.naming,
    folders,
    keepIn: place?.folder
  })
  const isGood = event.kind === "opened" && event.state === "good"
  if (isGood && options.tellsUnseen === true) yield* tellUnseen(event.unseen)
  const newestRequest = new Date(isGood ? event.newestRequest : 0)
  const state: CacheState = isGood ? { kind: "good", loaded: new Set(event.loaded) } : { kind: "outdated" }
  const tables = { worker, file: places.file, newestRequest, place }
  return { tables, state } satisfies OpenedTables<Sandbox>
})

/** Opens with a process that was started early, or with a new one if that has ended. */
const opener = (early: SandboxWorker, options: SandboxOptions) =>
  Effect.fnUntraced(function* (places: CachePlaces, folders: ReadonlyArray<string> = []) {
    const worker = early.isAlive() ? early : yield* startSandboxWorker(options.limits, options.isUnsafe)
    return yield* through(worker, places, true, options, folders)
  })

/** Opens the sandbox on the archive's tables, updated, until the scope closes. */
export const openSandbox = Effect.fnUntraced(function* (flags: TableFlags, options: SandboxOptions) {
  const early = yield* startSandboxWorker(options.limits, options.isUnsafe)
  return yield* openTablesIn(flags, opener(early, options))
})

/** Uses the sandbox; if the tables prove to be damaged, rebuilds them and uses it again. */
export const inSandbox = Effect.fnUntraced(function* <A, E, R>(
  flags: TableFlags,
  options: SandboxOptions,
  use: (sandbox: Sandbox) => Effect.Effect<A, E, R>
) {
  const early = yield* startSandboxWorker(options.limits, options.isUnsafe)
  return yield* useTablesOpenedBy(flags, opener(early, options), use)
}, Effect.scoped)

/** Opens a sandbox on tables that were made for it, until the scope closes. */
export const openSandboxOn = Effect.fnUntraced(function* (
  places: CachePlaces,
  folders: ReadonlyArray<string>,
  options: SandboxOptions
) {
  const worker = yield* startSandboxWorker(options.limits, options.isUnsafe)
  return (yield* through(worker, places, false, options, folders)).tables
})

/** Opens the sandbox on tables that are already open here, until the scope closes. */
export const openSandboxBeside = Effect.fnUntraced(function* (database: Database, options: SandboxOptions) {
  const worker = yield* startSandboxWorker(options.limits, options.isUnsafe)
  const spill = yield* folderBeside(database, "spill")
  const { tables } = yield* through(worker, { file: database.path, spill }, false, options)
  return tables
})
