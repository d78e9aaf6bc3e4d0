// What is known of a table from its log: the files that it has, and those that it had.
import type { Add, MetaData, Protocol } from "./actions.ts"

/** A file of a table, from the commit that added it to the one that removed it. */
export interface LoggedFile {
  readonly add: Add
  readonly addedIn: number
  readonly removedIn: number | undefined
  /** Milliseconds since 1970; of a removed file. */
  readonly removedAt: number
}

export interface DeltaLog {
  /** The folder of the table. */
  readonly directory: string
  /** Of the newest commit; -1 where there is none. */
  readonly version: number
  readonly checkpointed: number
  readonly protocol: Protocol | undefined
  readonly metaData: MetaData | undefined
  /** By path, as the log has it. */
  readonly files: ReadonlyMap<string, LoggedFile>
}

export const logFolder = "_delta_log"
const DIGITS = 20
const numbered = (version: number) => String(version).padStart(DIGITS, "0")

/** The name of a commit's file. */
export const nameOfCommit = (version: number): string => `${numbered(version)}.json`

/** The name of a checkpoint's file. */
export const nameOfCheckpoint = (version: number): string => `${numbered(version)}.checkpoint.parquet`

/** The files that a table has as of its newest commit. */
export const liveFiles = ({ files }: DeltaLog): ReadonlyArray<LoggedFile> =>
  [...files.values()].filter(({ removedIn }) => removedIn === undefined)

/** The files that it had after a commit. */
export const filesAsOf = ({ files }: DeltaLog, version: number): ReadonlyArray<LoggedFile> =>
  [...files.values()].filter(
    ({ addedIn, removedIn }) => addedIn <= version && (removedIn === undefined || removedIn > version)
  )

/** The rows of a file, as its statistics tell; NaN where they do not. */
export const rowsOf = ({ add }: LoggedFile): number => {
  const stats: unknown = JSON.parse(add.stats ?? "{}")
  return Number(Object(stats).numRecords)
}
