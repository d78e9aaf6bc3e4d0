// The tables of a dataset, under the names of an archive's, for any code that queries an archive.
//
// A database in a folder that is deleted with the scope: views on the files in the record, with the columns,
// types and comments of the tables, and the macros. So every statistic is the same SQL for both. Only data about
// people is copied. Rows and time bounds are compared with the record before any answer.
import { join, resolve } from "node:path"
import {
  type Dataset,
  type DatasetTableFiles,
  DatasetUnusable,
  identifier,
  literal,
  type ReadOptions,
  type RecordedRows,
  readDataset
} from "@chatledger/export"
import { fileList } from "@chatledger/export/internal"
import * as Effect from "effect/Effect"
import { openEmptyTables } from "../cache/empty-tables.ts"
import type { Database } from "../engine/database.ts"
import { READ_MEMORY } from "../engine/memory.ts"
import { datasetSql } from "../sql-files.ts"
import { commentsOf } from "../tables/comments.ts"
import { tableFiles, tableNamed } from "../tables/tables.ts"
import { pairsName } from "./tables.ts"

const readingOf = ({ files, isMixed }: DatasetTableFiles) =>
  `read_parquet(${fileList(files)}, hive_partitioning = false${isMixed ? ", union_by_name = true" : ""})`

const columnsIn = Effect.fnUntraced(function* (database: Database, source: string) {
  const rows = yield* database.rows(`describe from ${source}`)
  return new Set(rows.map((row) => String(row["column_name"])))
})

interface Column {
  readonly name: string
  readonly type: string
}

/** The columns of every table available to queries, by table. */
const columnsOfTables = Effect.fnUntraced(function* (database: Database) {
  const rows = yield* database.rows(
    `select table_name, column_name, data_type from duckdb_columns()
     where schema_name = 'main' and database_name = current_database() order by table_name, column_index`
  )
  const columns = rows.map((row) => ({
    table: String(row["table_name"]),
    name: String(row["column_name"]),
    type: String(row["data_type"])
  }))
  return Map.groupBy(columns, ({ table }) => table)
})

const isView = (table: string) => tableFiles().some((file) => file.name === table && file.isView)

/** Replaces a table with a view on the files. */
const replaceTable = Effect.fnUntraced(function* (
  database: Database,
  columns: ReadonlyArray<Column>,
  table: DatasetTableFiles
) {
  const { name } = table
  const source = readingOf(table)
  const known = yield* columnsIn(database, source)
  const shown = columns.map(
    (column) =>
      `${known.has(column.name) ? identifier(column.name) : "null"}::${column.type} as ${identifier(column.name)}`
  )
  yield* database.run(
    `drop ${isView(name) ? "view" : "table"} ${name};
     create view ${name} as select ${shown.join(", ")} from ${source};
     ${commentsOf(tableNamed(name), "view")}`
  )
})

const fillPairs = Effect.fnUntraced(function* (database: Database, { tables: all }: Dataset) {
  for (const table of all)
    if (table.name === pairsName && table.files.length > 0)
      yield* database.run(
        `insert into ledger.${pairsName} by name
         select distinct one, other, evidence from ${readingOf(table)} order by one, other, evidence`
      )
})

/** Merges what several archives know about people; for one archive it is merged already. */
const mergePeople = Effect.fnUntraced(function* (database: Database, { tables: all }: Dataset) {
  const [people, names] = ["people", "names"].map((name) => all.find((table) => table.name === name))
  if (people === undefined || names === undefined || people.owners.size < 2) return
  yield* database.run(
    `insert into people by name ${datasetSql("people", { files: fileList(people.files) })};
     insert into names by name ${datasetSql("names", { source: readingOf(names) })}`
  )
})

const merged: ReadonlyArray<string> = ["people", "names"]

const MESSAGES = "messages"

interface Totals {
  readonly rows: number
  readonly first: string | null
  readonly last: string | null
}

const totalsOf = (rows: ReadonlyArray<RecordedRows>): Totals => {
  const bound = (texts: ReadonlyArray<string | null>, isLast: boolean) => {
    const sorted = texts.filter((text) => text !== null).toSorted()
    return (isLast ? sorted.at(-1) : sorted[0]) ?? null
  }
  return {
    rows: rows.reduce((sum, row) => sum + row.rows, 0),
    first: bound(
      rows.map(({ first }) => first),
      false
    ),
    last: bound(
      rows.map(({ last }) => last),
      true
    )
  }
}

const wordsOf = ({ first, last, rows }: Totals) =>
  first === null ? `${rows} rows` : `${rows} rows, ${first} to ${last}`

const countOf = (name: string, where = "") => {
  const { time } = tableNamed(name)
  const bound = (which: string) => (time === undefined ? "null" : `${which}(${time})::varchar`)
  return `select ${literal(name)} as name, count(*) as rows, ${bound("min")} as first, ${bound("max")} as last from ${name} ${where}`
}

const foundIn = (row: Readonly<Record<string, unknown>>): Totals => ({
  rows: Number(row["rows"]),
  first: row["first"] === null ? null : String(row["first"]),
  last: row["last"] === null ? null : String(row["last"])
})

const differs = (directory: string, recorded: RecordedRows, expected: Totals, found: Totals) =>
  new DatasetUnusable({
    path: directory,
    reason: {
      code: "record_differs",
      owner: recorded.owner,
      table: recorded.table,
      recorded: wordsOf(expected),
      found: wordsOf(found)
    }
  })

/**
 * Compares the dataset with its record: the rows of every table by the log, those of messages and their times by the
 * files. Fails with `DatasetUnusable`.
 */
const compare = Effect.fnUntraced(function* (database: Database, directory: string, dataset: Dataset) {
  for (const recorded of dataset.record) {
    const table = dataset.tables.find(({ name }) => name === recorded.table)
    const rows = table?.owners.get(recorded.owner) ?? 0
    const bare = { first: null, last: null }
    if (rows !== recorded.rows)
      return yield* differs(directory, recorded, { ...bare, rows: recorded.rows }, { ...bare, rows })
  }
  if (dataset.tables.every(({ name }) => name !== MESSAGES)) return
  const messages = dataset.record.filter(({ table }) => table === MESSAGES)
  const [all = {}] = yield* database.rows(countOf(MESSAGES))
  if (wordsOf(foundIn(all)) === wordsOf(totalsOf(messages))) return
  for (const recorded of messages) {
    const where = `where instance_id = ${literal(recorded.owner)}`
    const [there = {}] = yield* database.rows(countOf(MESSAGES, where))
    const [expected, found] = [totalsOf([recorded]), foundIn(there)]
    if (wordsOf(expected) !== wordsOf(found)) return yield* differs(directory, recorded, expected, found)
  }
})

/**
 * Creates a database file with the tables of a dataset, in a folder: of all instances or some. Tables that are not to be
 * read are empty. Fails with `DatasetUnusable`, `QueryFailed`, `CacheNotWritable` and `DatabaseFailed`.
 */
export const datasetFile = Effect.fnUntraced(function* (
  directory: string,
  folder: string,
  options: ReadOptions = {}
) {
  const file = join(folder, "chatledger.duckdb")
  const database = yield* openEmptyTables(file, {
    isReadOnly: false,
    memoryLimit: READ_MEMORY,
    temporaryFolder: join(folder, "tmp")
  })
  const dataset = yield* readDataset(database.connection, resolve(directory), options)
  const known = yield* columnsOfTables(database)
  const isOfSeveral = dataset.tables.some(({ name, owners }) => name === "people" && owners.size > 1)
  yield* database.run("begin")
  for (const table of dataset.tables) {
    const own = known.get(table.name)
    const isMerged = isOfSeveral && merged.includes(table.name)
    if (own !== undefined && table.files.length > 0 && !isMerged) yield* replaceTable(database, own, table)
  }
  yield* fillPairs(database, dataset)
  yield* mergePeople(database, dataset)
  yield* database.run("commit")
  yield* compare(database, directory, dataset)
  return file
}, Effect.scoped)
