// Owners whose rows in a table have not changed, found without the table's own query: their rows are those of the newest
// commit that wrote any, and so are the partitions of the table that determines where these rows are stored.
//
// The newest files of an owner are tagged with a mark of both. Rows are counted too: a commit that only removed files left
// no tag.
import { createHash } from "node:crypto"
import type { DuckDBConnection } from "@duckdb/node-api"
import * as Effect from "effect/Effect"
import type { QueryColumn } from "../table.ts"
import type { DatasetTable } from "./dataset-table.ts"
import { keyOf, type Partition, partitionsOf } from "./fingerprint.ts"
import { type DeltaLog, type LoggedFile, liveFiles, rowsOf } from "./state.ts"

/** The tag of a mark. */
export const markTag = "whole"

/** An owner's rows in a table. */
interface OwnerRows {
  readonly rows: number
  readonly mark: string
}

const textOf = (partitions: ReadonlyArray<Partition>) =>
  partitions
    .map(({ key, print }) => `${key} ${print}`)
    .toSorted()
    .join("\n")

/**
 * The marks of a table's owners; undefined for a table that follows none of those already compared. Fails with
 * `QueryFailed`.
 */
export const marksIn = Effect.fnUntraced(function* (
  connection: DuckDBConnection,
  { by: [owner = ""], follows, name }: DatasetTable,
  own: ReadonlyArray<QueryColumn>,
  compared: ReadonlyMap<string, ReadonlyArray<Partition>>
) {
  const followed = compared.get(follows?.table ?? "")
  if (follows === undefined || followed === undefined) return undefined
  const whole = { name, by: [owner], query: follows.query }
  const found = yield* partitionsOf(connection, whole, own)
  const places = Map.groupBy(followed, ({ values }) => values[0] ?? "")
  return new Map(
    found.map(({ print, rows, values: [value] }): [string, OwnerRows] => {
      const text = `${print}\n${textOf(places.get(value ?? "") ?? [])}`
      return [value ?? "", { rows, mark: createHash("sha256").update(text).digest("hex").slice(0, 16) }]
    })
  )
})

const partitionIn = (files: ReadonlyArray<LoggedFile>, by: ReadonlyArray<string>): Partition => {
  const [{ add } = { add: undefined }] = files
  const values = by.map((column) => add?.partitionValues[column] ?? null)
  return {
    key: keyOf(values),
    values,
    rows: files.reduce((sum, file) => sum + rowsOf(file), 0),
    print: add?.tags?.["print"] ?? "",
    first: null,
    last: null
  }
}

/** The partitions in the log of the owners that have not changed, by owner. */
export const unchangedIn = (
  log: DeltaLog,
  by: ReadonlyArray<string>,
  marks: ReadonlyMap<string, OwnerRows>
): ReadonlyMap<string, ReadonlyArray<Partition>> => {
  const live = Map.groupBy(liveFiles(log), ({ add }) => add.partitionValues[by[0] ?? ""] ?? "")
  const same = new Map<string, ReadonlyArray<Partition>>()
  for (const [owner, { mark, rows }] of marks) {
    const files = live.get(owner) ?? []
    const newest = Math.max(...files.map(({ addedIn }) => addedIn))
    const isMarked = files.every((file) => file.addedIn < newest || file.add.tags?.[markTag] === mark)
    const logged = files.reduce((sum, file) => sum + rowsOf(file), 0)
    if (!isMarked || logged !== rows) continue
    const partitions = Map.groupBy(files, ({ add }) => keyOf(by.map((column) => add.partitionValues[column])))
    same.set(
      owner,
      [...partitions.values()].map((own) => partitionIn(own, by))
    )
  }
  return same
}
