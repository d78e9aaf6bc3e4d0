// The state of a table from its log: its current and former files.
import type { Add, MetaData, Protocol } from "./actions.ts"

/** A file of a table, with the commits that added and removed it. */
export interface LoggedFile {
  readonly add: Add
  readonly addedIn: number
  readonly removedIn: number | undefined
  /** Milliseconds since 1970; only for a removed file. */
  readonly removedAt: number
}

export interface DeltaLog {
  /** The folder of the table. */
  readonly directory: string
  /** Number of the newest commit; -1 if there is none. */
  readonly version: number
  readonly checkpointed: number
  readonly protocol: Protocol | undefined
  readonly metaData: MetaData | undefined
  /** By path as in the log. */
  readonly files: ReadonlyMap<string, LoggedFile>
}

export const logFolder = "_delta_log"
const DIGITS = 20
const numbered = (version: number) => String(version).padStart(DIGITS, "0")

/** The name of a commit's file. */
export const nameOfCommit = (version: number): string => `${numbered(version)}.json`

/** The name of a checkpoint's file. */
export const nameOfCheckpoint = (version: number): string => `${numbered(version)}.checkpoint.parquet`

/** The files of a table as of its newest commit. */
export const liveFiles = ({ files }: DeltaLog): ReadonlyArray<LoggedFile> =>
  [...files.values()].filter(({ removedIn }) => removedIn === undefined)

/** The files of a table after a commit. */
export const filesAsOf = ({ files }: DeltaLog, version: number): ReadonlyArray<LoggedFile> =>
  [...files.values()].filter(
    ({ addedIn, removedIn }) => addedIn <= version && (removedIn === undefined || removedIn > version)
  )

/** The row count in a file's statistics; NaN if missing. */
export const rowsOf = ({ add }: LoggedFile): number => {
  const stats: unknown = JSON.parse(add.stats ?? "{}")
  return Number(Object(stats).numRecords)
}
