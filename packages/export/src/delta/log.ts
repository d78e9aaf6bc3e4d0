// The log of a table: its files, now and as of an earlier commit.
//
// Reads the newest checkpoint, if any, and the commits after it. A missing or unreadable commit, and a newer
// protocol than ours, fail with the name of the file. Tags of our files have the commits that added and removed
// them, so that checkpoints preserve this.
import type { DuckDBConnection } from "@duckdb/node-api"
import * as Effect from "effect/Effect"
import * as FileSystem from "effect/FileSystem"
import * as Path from "effect/Path"
import type { DatasetReason } from "../reasons.ts"
import { type Action, actionsIn, type MetaData, ownProtocol, type Protocol } from "./actions.ts"
import { readCheckpoint } from "./checkpoint.ts"
import { DatasetUnusable } from "./errors.ts"
import { type DeltaLog, type LoggedFile, logFolder, nameOfCheckpoint, nameOfCommit } from "./state.ts"

const commitName = /^(\d{20})\.json$/
const checkpointName = /^(\d{20})\.checkpoint\.parquet$/

const unusable = (path: string, reason: DatasetReason, cause?: unknown) =>
  new DatasetUnusable({ path, reason, cause })

const versionsIn = (names: ReadonlyArray<string>, pattern: RegExp): ReadonlyArray<number> =>
  names.flatMap((name) => pattern.exec(name)?.[1] ?? []).map(Number)

/** Reads the actions of one commit. Fails with `DatasetUnusable`. */
export const readCommit = Effect.fnUntraced(function* (directory: string, version: number) {
  const fs = yield* FileSystem.FileSystem
  const path = (yield* Path.Path).join(directory, logFolder, nameOfCommit(version))
  const text = yield* fs
    .readFileString(path)
    .pipe(
      Effect.mapError((cause) =>
        unusable(path, { code: cause.reason._tag === "NotFound" ? "log_gap" : "log_unreadable" }, cause)
      )
    )
  return yield* Effect.try({
    try: () => actionsIn(text),
    catch: (cause) => unusable(path, { code: "log_damaged" }, cause)
  })
})

interface Growing {
  protocol: Protocol | undefined
  metaData: MetaData | undefined
  readonly files: Map<string, LoggedFile>
}

const numberIn = (text: string | null | undefined, otherwise: number): number =>
  text === null || text === undefined ? otherwise : Number(text)

const replay = (log: Growing, actions: ReadonlyArray<Action>, version: number) => {
  for (const { add, metaData, protocol, remove } of actions) {
    if (protocol) log.protocol = protocol
    if (metaData) log.metaData = metaData
    if (add)
      log.files.set(add.path, {
        add,
        addedIn: numberIn(add.tags?.["commit"], version),
        removedIn: undefined,
        removedAt: 0
      })
    if (!remove) continue
    const removedIn = numberIn(remove.tags?.["removed"], version)
    const removedAt = remove.deletionTimestamp ?? 0
    const was = log.files.get(remove.path) ?? {
      add: {
        path: remove.path,
        partitionValues: remove.partitionValues ?? {},
        size: remove.size ?? 0,
        modificationTime: 0,
        dataChange: remove.dataChange,
        ...(remove.tags === undefined ? {} : { tags: remove.tags })
      },
      addedIn: numberIn(remove.tags?.["commit"], version)
    }
    log.files.set(remove.path, { ...was, removedIn, removedAt })
  }
}

const checkProtocol = (path: string, { protocol }: Growing) => {
  if (protocol === undefined) return Effect.void
  const { minReaderVersion: reader, minWriterVersion: writer } = protocol
  return reader > ownProtocol.minReaderVersion || writer > ownProtocol.minWriterVersion
    ? Effect.fail(unusable(path, { code: "protocol_newer", reader, writer }))
    : Effect.void
}

/** Reads the log of a table; a missing table has no commits. Fails with `DatasetUnusable` and `QueryFailed`. */
export const readLog = Effect.fnUntraced(function* (connection: DuckDBConnection, directory: string) {
  const fs = yield* FileSystem.FileSystem
  const { join } = yield* Path.Path
  const folder = join(directory, logFolder)
  const names = yield* fs.readDirectory(folder).pipe(
    Effect.catchIf(
      (error) => error.reason._tag === "NotFound",
      () => Effect.succeed<ReadonlyArray<string>>([])
    ),
    Effect.mapError((cause) => unusable(folder, { code: "log_unreadable" }, cause))
  )
  const version = Math.max(-1, ...versionsIn(names, commitName))
  const checkpointed = Math.max(
    -1,
    ...versionsIn(names, checkpointName).filter((checkpoint) => checkpoint <= version)
  )
  const log: Growing = { protocol: undefined, metaData: undefined, files: new Map() }
  if (checkpointed >= 0) {
    const path = join(folder, nameOfCheckpoint(checkpointed))
    replay(log, yield* readCheckpoint(connection, path), checkpointed)
    yield* checkProtocol(directory, log)
  }
  for (let next = checkpointed + 1; next <= version; next++) {
    replay(log, yield* readCommit(directory, next), next)
    yield* checkProtocol(directory, log)
  }
  if (version >= 0 && log.metaData === undefined)
    return yield* unusable(folder, { code: "log_without_schema" })
  return { directory, version, checkpointed, ...log } satisfies DeltaLog
})
