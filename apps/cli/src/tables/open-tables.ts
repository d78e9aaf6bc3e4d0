// The tables of the archive in the flags, for a command that reads: updated, and closed at its end.

import {
  type CacheNotice,
  type CacheOptions,
  type Database,
  type DatabaseFailed,
  type LoadProgress,
  withTables
} from "@chatledger/analytics"
import {
  type CachePlaces,
  type OpenedTables,
  openTablesBy,
  Spooler,
  withTablesOpenedBy
} from "@chatledger/analytics/internal"
import type { ReadOptions } from "@chatledger/export"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import { openForTables, type PlaceFlags } from "../configuration/cache-place.ts"
import { leaveIncomplete } from "../failures/incomplete.ts"
import { strings } from "../messages/strings.ts"
import { shareText } from "../output/progress-share.ts"
import { Messages } from "../terminal/console.ts"
import { hasPrinted } from "../terminal/stdout.ts"
import { threadedSpooler } from "../threads/spooler.ts"
import { datasetPlaces, openDataset } from "./dataset.ts"

const replies = (count: number) => strings.counted(count, "reply")

/** ` 120,000 messages (45 %, ~12 s)`, of a load that began at `since`. */
const howFar = ({ messages, share }: LoadProgress, since: number): string =>
  ` ${strings.counted(messages, "message")}${shareText(share, 1, performance.now() - since)}`

const say = Effect.fnUntraced(function* (notice: CacheNotice, since: number) {
  const messages = yield* Messages
  switch (notice.kind) {
    case "loading": {
      const { progress, snapshots, why } = notice
      const text = strings.archive.loading[why](replies(snapshots))
      return yield* messages.progress(progress === undefined ? text : text + howFar(progress, since))
    }
    case "loaded":
      return yield* messages.clear
    case "waiting":
      return yield* messages.note(strings.archive.waiting)
    case "stale":
      return yield* messages.warn(strings.archive.stale(replies(notice.snapshots)))
    case "left_out":
      leaveIncomplete()
      return yield* messages.warn(strings.archive.leftOut(strings.failure(notice.damage)), "snapshot_damaged")
  }
})

/** Flags for the archive, and for the place of its tables. */
export interface TableFlags extends PlaceFlags {
  readonly wait: boolean
  /** Fails if a snapshot is damaged; by default it is left out with a warning. */
  readonly strict?: boolean
  /** A dataset instead of the archive. */
  readonly dataset?: Option.Option<string>
  /** Of a dataset, the instances that are read; default: all. */
  readonly isRead?: ReadOptions["isRead"] | undefined
  /** Of a dataset, the tables that are read; the others are empty. Default: all. */
  readonly tablesRead?: ReadOptions["tables"]
}

const place = Effect.fnUntraced(function* (flags: TableFlags) {
  const messages = yield* Messages
  const archive = yield* openForTables(flags)
  const since = performance.now()
  const onNotice = (notice: CacheNotice) => Effect.provideService(say(notice, since), Messages, messages)
  const options: CacheOptions = {
    wait: flags.wait,
    onNotice,
    canRepeat: () => !hasPrinted(),
    leavesOutDamaged: flags.strict !== true
  }
  return { archive, options }
})

/** The dataset in the flags, instead of an archive; undefined without one. */
const datasetOf = ({ dataset = Option.none() }: TableFlags) => Option.getOrUndefined(dataset)

const readOptions = ({ isRead, tablesRead }: TableFlags): ReadOptions => ({
  ...(isRead === undefined ? {} : { isRead }),
  tables: tablesRead
})

type OpenTables<D, E, R> = (
  places: CachePlaces,
  folders?: ReadonlyArray<string>
) => Effect.Effect<OpenedTables<D>, E | DatabaseFailed, R>

/** Opens the tables of a dataset in another process, until the scope closes. */
const openDatasetBy = Effect.fnUntraced(function* <D, E2, R2>(dataset: string, open: OpenTables<D, E2, R2>) {
  const places = yield* datasetPlaces(dataset)
  return (yield* open(places, [places.folder])).tables
})

/** Uses the tables of the archive, updated first, or of the dataset in the flags. */
export const useTables = Effect.fnUntraced(function* <A, E, R>(
  flags: TableFlags,
  use: (database: Database) => Effect.Effect<A, E, R>
) {
  const dataset = datasetOf(flags)
  if (dataset !== undefined)
    return yield* Effect.scoped(Effect.flatMap(openDataset(dataset, readOptions(flags)), use))
  const { archive, options } = yield* place(flags)
  return yield* Effect.provideService(withTables(archive, options, use), Spooler, threadedSpooler)
})

/** Uses the archive's tables in another process, updated first. */
export const useTablesOpenedBy = Effect.fnUntraced(function* <D, A, E, R, E2, R2>(
  flags: TableFlags,
  open: OpenTables<D, E2, R2>,
  use: (opened: D) => Effect.Effect<A, E, R>
) {
  const dataset = datasetOf(flags)
  if (dataset !== undefined) return yield* Effect.scoped(Effect.flatMap(openDatasetBy(dataset, open), use))
  const { archive, options } = yield* place(flags)
  const using = withTablesOpenedBy(archive, options, open, use)
  return yield* Effect.provideService(using, Spooler, threadedSpooler)
})

/** Opens the archive's tables in another process, updated first, until the scope closes. */
export const openTablesIn = Effect.fnUntraced(function* <D, E2, R2>(
  flags: TableFlags,
  open: OpenTables<D, E2, R2>
) {
  const dataset = datasetOf(flags)
  if (dataset !== undefined) return yield* openDatasetBy(dataset, open)
  const { archive, options } = yield* place(flags)
  return yield* Effect.provideService(openTablesBy(archive, options, open), Spooler, threadedSpooler)
})
