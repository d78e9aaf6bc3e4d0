// The tables of an export: rows, order and titles.
//
// Every order is total, so the same archive gives the same files. `chosen-rows.ts` selects the rows of a choice of
// messages.
import {
  type ExportColumn,
  type ExportTable,
  exportFormats,
  literal,
  type PartitionColumn
} from "@chatledger/export"
import * as Effect from "effect/Effect"
import { type Choice, chosenRows } from "../chosen/chosen-rows.ts"
import type { Database } from "../engine/database.ts"
import { type CopiedFiles, fileColumn, hasFileColumn, withFile } from "../files/copied-files.ts"
import { filledIn } from "../sql-files.ts"
import { catalogue } from "../tables/catalogue.ts"
import type { ColumnKind } from "../tables/column-kinds.ts"
import { needsZone, type ParquetColumn } from "../tables/column-line.ts"
import { orderBy, type Table } from "../tables/header.ts"
import { tableNamed } from "../tables/tables.ts"
import { withNames } from "../tables/with-names.ts"
import type { Locale } from "../workbook/wording.ts"

/** What a table's Parquet files can be partitioned by. */
export const partitions = ["instance", "month"] as const

/** By what the files of a partitioned export are divided. */
export type Partition = (typeof partitions)[number]

export interface TableOptions {
  readonly thumbnails: boolean
  /** False to leave out names beside ids, in formats other than Parquet; default true. */
  readonly names?: boolean | undefined
  readonly locale?: Locale | undefined
  /** False for unordered rows; default true. */
  readonly isOrdered?: boolean | undefined
  /** Partitions Parquet into several files; the month is that of the table's own time, UTC. */
  readonly partition?: ReadonlyArray<Partition> | undefined
  /** Zone of the columns `local_date` and `local_hour` of messages in Parquet; without it there are none. */
  readonly localZone?: string | undefined
  /** Copies that the column `file` of messages and media leads to; without them there is no such column. */
  readonly files?: CopiedFiles | undefined
}

/** Parquet is for programs that join ids and handle pictures; other formats have names beside ids, and readable columns. */
const allButParquet = exportFormats.filter((format) => format !== "parquet")

const partitionColumns = (
  { follows, time }: Table,
  wanted: ReadonlyArray<Partition>
): ReadonlyArray<PartitionColumn> =>
  wanted.flatMap((partition): ReadonlyArray<PartitionColumn> => {
    // Several instances may know a person.
    if (partition === "instance")
      return follows === "people" ? [] : [{ name: partition, expression: "instance_id" }]
    const month = `strftime(${time} at time zone 'UTC', '%Y-%m')`
    return time === undefined ? [] : [{ name: partition, expression: month }]
  })

/** Columns that only Parquet has, for engines that count and group by them; those of a zone only if one is given. */
const parquetColumns = ({ parquet }: Table, zone: string | undefined): ReadonlyArray<ParquetColumn> =>
  parquet
    .filter((column) => zone !== undefined || !needsZone(column))
    .map((column) => ({
      ...column,
      expression: filledIn(column.expression, { zone: literal(zone ?? "") }),
      comment: filledIn(column.comment, { zone: zone ?? "" })
    }))

const withAdded = (query: string, added: ReadonlyArray<ParquetColumn>) =>
  added.length === 0
    ? query
    : `select *, ${added.map(({ expression, name }) => `${expression} as ${name}`).join(", ")} from (${query})`

const presentations: Partial<Readonly<Record<ColumnKind, ExportColumn>>> = {
  link: { link: true },
  thumbnail: { omitFrom: allButParquet }
}

/** Our tables for an export, with the comments of the database. */
export const tablesToExport = Effect.fnUntraced(function* (
  database: Database,
  names: ReadonlyArray<string>,
  choice: Choice,
  {
    files,
    isOrdered = true,
    locale = "en",
    localZone,
    names: areNamed = true,
    partition = [],
    thumbnails
  }: TableOptions
) {
  const known = yield* catalogue(database)
  const titled = (title: string) => (locale === "en" ? {} : { title })
  return names.map((name): ExportTable => {
    const table = tableNamed(name)
    const { columns: own = [], comment = "" } = known.find((other) => other.name === name) ?? {}
    const added = parquetColumns(table, localZone).filter(
      (column) => !own.some((other) => other.name === column.name)
    )
    const named = areNamed ? table.names : []
    const ofTable = withNames(chosenRows(table, choice), own, named)
    const hasFile = hasFileColumn(name, files)
    const rows = hasFile ? withFile(ofTable, files) : ofTable
    const columns = own.map((column): [string, ExportColumn] => {
      const documented = table.columns.find((other) => other.name === column.name)
      const shown =
        documented === undefined || (thumbnails && documented.kind === "thumbnail")
          ? {}
          : presentations[documented.kind]
      return [column.name, { comment: column.comment, ...(documented && titled(documented.title)), ...shown }]
    })
    const beside = named.map((column): [string, ExportColumn] => [
      column.name,
      { comment: column.comment, ...titled(column.title), omitFrom: ["parquet"] }
    ])
    const { comment: meaning, name: file, title } = fileColumn
    const copies: ReadonlyArray<[string, ExportColumn]> = hasFile
      ? [[file, { comment: meaning, ...titled(title.ru), link: "file" }]]
      : []
    const more = added.map((column): [string, ExportColumn] => [
      column.name,
      { comment: column.comment, omitFrom: allButParquet }
    ])
    return {
      name,
      title: table.title[locale],
      comment: locale === "en" ? comment : table.grain[locale],
      query: withAdded(isOrdered ? `select * from (${rows}) ${orderBy(table)}` : rows, added),
      partition: partitionColumns(table, partition),
      columns: Object.fromEntries([...columns, ...beside, ...copies, ...more])
    }
  })
})

/** When the newest reply was requested: the time that files show. 1970 for an empty archive. */
export const newestRequest = Effect.fnUntraced(function* (database: Database) {
  const [row] = yield* database.rows("select epoch_ms(max(requested_at)) as millis from snapshots")
  return new Date(Number(row?.["millis"] ?? 0))
})
