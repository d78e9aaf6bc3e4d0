// Turns a change of a table into the lines of a commit.
import { commitText, ownProtocol } from "./actions.ts"
import type { DatasetTable } from "./dataset-table.ts"
import { type Field, schemaString } from "./fields.ts"
import type { DataFile } from "./files.ts"
import type { Partition } from "./fingerprint.ts"
import type { DeltaLog, LoggedFile } from "./state.ts"

/** The tags for the files of a commit. */
export interface MarkOptions {
  readonly program: { readonly name: string; readonly version: string }
  /** Additional tags for the files of an owner; different tags count as a change. */
  readonly tagsOf?: (owner: string) => Readonly<Record<string, string>>
}

/** The fingerprint of a partition as stored in the log. */
export const printOf = (partition: Partition, { tagsOf }: MarkOptions) => {
  const tags = tagsOf?.(partition.values[0] ?? "")
  return tags === undefined ? partition.print : `${partition.print}-${JSON.stringify(tags)}`
}

const metaDataOf = (
  { metaData }: DeltaLog,
  table: DatasetTable,
  fields: ReadonlyArray<Field>,
  now: number
) => ({
  metaData: {
    ...(metaData ?? {
      id: crypto.randomUUID(),
      name: table.name,
      ...(table.comment === undefined ? {} : { description: table.comment }),
      format: { provider: "parquet", options: {} },
      partitionColumns: table.by,
      configuration: {},
      createdTime: now
    }),
    schemaString: schemaString(fields)
  }
})

const removalOf = ({ add, addedIn }: LoggedFile, commit: number, now: number) => ({
  remove: {
    path: add.path,
    deletionTimestamp: now,
    dataChange: true,
    extendedFileMetadata: true,
    partitionValues: add.partitionValues,
    size: add.size,
    tags: { ...add.tags, commit: String(addedIn), removed: String(commit) }
  }
})

/** A change of a table: added and removed files. */
export interface Change {
  readonly log: DeltaLog
  readonly files: ReadonlyArray<DataFile>
  readonly gone: ReadonlyArray<LoggedFile>
  readonly fields: ReadonlyArray<Field> | undefined
  readonly changed: ReadonlyArray<Partition>
  /** Tags for the files of an owner that do not count as a change. */
  readonly marksOf: (owner: string) => Readonly<Record<string, string>>
}

/** The text of the commit of a change. */
export const textOf = (
  change: Change,
  table: DatasetTable,
  options: MarkOptions,
  commit: number,
  now: number
) => {
  const { name, version } = options.program
  const prints = new Map(change.changed.map((partition) => [partition.key, printOf(partition, options)]))
  return commitText([
    { commitInfo: { timestamp: now, operation: "WRITE", engineInfo: `${name} ${version}` } },
    ...(change.log.metaData === undefined ? [{ protocol: ownProtocol }] : []),
    ...(change.fields === undefined ? [] : [metaDataOf(change.log, table, change.fields, now)]),
    ...change.gone.map((file) => removalOf(file, commit, now)),
    ...change.files.map(({ bytes, key, path, statistics, values }) => ({
      add: {
        path,
        partitionValues: Object.fromEntries(table.by.map((column, place) => [column, values[place] ?? null])),
        size: bytes,
        modificationTime: now,
        dataChange: true,
        stats: statistics,
        tags: {
          print: prints.get(key) ?? "",
          commit: String(commit),
          ...options.tagsOf?.(values[0] ?? ""),
          ...change.marksOf(values[0] ?? "")
        }
      }
    }))
  ])
}
