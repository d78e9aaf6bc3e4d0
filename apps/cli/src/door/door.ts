// The locked door, for every place that takes SQL of the user's: one way in, one process behind it.
//
// The process starts while the tables are brought up to date. `--unsafe` opens the door: then any statement runs, with
// files, network and extensions; the archive's tables stay read-only even so.
import {
  type AnswerPlace,
  answerFolder,
  type CachePlaces,
  type CacheState,
  type Database,
  folderBeside,
  type OpenedTables
} from "@chatledger/analytics"
import * as Effect from "effect/Effect"
import * as FileSystem from "effect/FileSystem"
import { type Naming, tellUnseen } from "../naming.ts"
import { openTablesIn, type TableFlags, useTablesOpenedBy } from "../tables.ts"
import { type Guest, startGuest } from "./guest-process.ts"
import type { Limits } from "./limits.ts"

export interface DoorOptions {
  readonly timeZone: string
  readonly limits: Limits
  /** DuckDB whole. */
  readonly isUnsafe: boolean
  readonly naming: Naming
  /** True if it is to be told whom the user's files tell of, and the tables do not; default false. */
  readonly tellsUnseen?: boolean
  /** True if the answer is to be kept as a database, from which files are written. */
  readonly isKept: boolean
}

export interface Door {
  readonly guest: Guest
  /** The file of the tables. */
  readonly file: string
  /** When the newest reply was asked for. */
  readonly newestRequest: Date
  /** Where a kept answer is. */
  readonly place: AnswerPlace | undefined
}

const through = Effect.fnUntraced(function* (
  guest: Guest,
  places: CachePlaces,
  isCache: boolean,
  options: DoorOptions
) {
  const fs = yield* FileSystem.FileSystem
  const place = options.isKept ? yield* answerFolder(places.file) : undefined
  const clean = Effect.option(fs.remove(places.spill, { recursive: true, force: true }))
  yield* Effect.addFinalizer(() => Effect.andThen(guest.end, clean))
  const event = yield* guest.ask({
    kind: "open",
    ...places,
    timeZone: options.timeZone,
    memoryMegabytes: options.limits.memoryMegabytes,
    diskMegabytes: options.limits.diskMegabytes,
    isUnsafe: options.isUnsafe,
    isCache,
    naming: options.naming,
    keepIn: place?.folder
  })
  const isGood = event.kind === "opened" && event.state === "good"
  if (isGood && options.tellsUnseen === true) yield* tellUnseen(event.unseen)
  const newestRequest = new Date(isGood ? event.newestRequest : 0)
  const state: CacheState = isGood ? { kind: "good", loaded: new Set(event.loaded) } : { kind: "outdated" }
  const tables = { guest, file: places.file, newestRequest, place }
  return { tables, state } satisfies OpenedTables<Door>
})

/** Opens with a process that was started before, or with a new one where that has gone. */
const opener = (early: Guest, options: DoorOptions) =>
  Effect.fnUntraced(function* (places: CachePlaces) {
    const guest = early.isAlive() ? early : yield* startGuest(options.limits, options.isUnsafe)
    return yield* through(guest, places, true, options)
  })

/** Opens the door to the tables of the archive, up to date, until the scope closes. */
export const openDoor = Effect.fnUntraced(function* (flags: TableFlags, options: DoorOptions) {
  const early = yield* startGuest(options.limits, options.isUnsafe)
  return yield* openTablesIn(flags, opener(early, options))
})

/** Uses the door; where the tables prove to be damaged, they are made anew and it is used again. */
export const throughDoor = Effect.fnUntraced(function* <A, E, R>(
  flags: TableFlags,
  options: DoorOptions,
  use: (door: Door) => Effect.Effect<A, E, R>
) {
  const early = yield* startGuest(options.limits, options.isUnsafe)
  return yield* useTablesOpenedBy(flags, opener(early, options), use)
}, Effect.scoped)

/** Opens the door to tables that are open here already, until the scope closes. */
export const openDoorBeside = Effect.fnUntraced(function* (database: Database, options: DoorOptions) {
  const guest = yield* startGuest(options.limits, options.isUnsafe)
  const spill = yield* folderBeside(database, "spill")
  const { tables } = yield* through(guest, { file: database.path, spill }, false, options)
  return tables
})
