// The record of an export: row counts and time bounds for every owner and table, as a table of the dataset, and in its log
// the commits that belong together. It is written last: readers read the other tables as of these commits.
import { literal } from "../sql-text.ts"
import type { DatasetTable } from "./dataset-table.ts"
import { type DeltaLog, liveFiles } from "./state.ts"
import type { TableWritten } from "./write-table.ts"

/** The table with the expected content of the others. */
export const recordName = "exported"

const COMMENT = "One row per instance and table of the dataset: what the last export of the instance wrote"

const columns = {
  instance_id: {
    comment: "Instance whose rows are counted; of tables of people, the first instance of the archive"
  },
  table_name: { comment: "Table" },
  row_count: { comment: "Rows of the table" },
  first_at: { comment: "Earliest time of these rows, UTC; NULL for a table without times" },
  last_at: { comment: "Latest time of these rows, UTC" }
}

interface Row {
  readonly owner: string
  readonly table: string
  readonly rows: number
  readonly first: string | null
  readonly last: string | null
}

const least = (one: string | null, other: string | null) =>
  one === null || (other !== null && other < one) ? other : one
const greatest = (one: string | null, other: string | null) =>
  one === null || (other !== null && other > one) ? other : one

const rowsOf = ({ partitions, table }: TableWritten): ReadonlyArray<Row> =>
  [...Map.groupBy(partitions, ({ values }) => values[0] ?? "")].map(([owner, own]) => ({
    owner,
    table,
    rows: own.reduce((sum, { rows }) => sum + rows, 0),
    first: own.reduce<string | null>((found, { first }) => least(found, first), null),
    last: own.reduce<string | null>((found, { last }) => greatest(found, last), null)
  }))

const textOrNull = (text: string | null) => (text === null ? "null" : literal(text))

/** The record as a table. */
export const recordTable = (
  owners: ReadonlySet<string>,
  written: ReadonlyArray<TableWritten>
): DatasetTable => {
  const counted = written.flatMap(rowsOf).filter(({ owner }) => owners.has(owner))
  const counts = new Map(counted.map((row) => [`${row.owner} ${row.table}`, row]))
  const rows = [...owners].flatMap((owner) =>
    written.map(
      ({ table }) => counts.get(`${owner} ${table}`) ?? { owner, table, rows: 0, first: null, last: null }
    )
  )
  const values = rows.map(
    ({ first, last, owner, rows: count, table }) =>
      `(${literal(owner)}, ${literal(table)}, ${count}, ${textOrNull(first)}, ${textOrNull(last)})`
  )
  return {
    name: recordName,
    comment: COMMENT,
    columns,
    by: ["instance"],
    order: "table_name",
    query: `select
        o::varchar as instance_id, t::varchar as table_name, n::bigint as row_count,
        f::timestamptz as first_at, l::timestamptz as last_at, o::varchar as instance
      from (values ${values.join(", ")}) as v(o, t, n, f, l)`
  }
}

const numbersIn = (text: string | null | undefined): Readonly<Record<string, number>> => {
  try {
    return Object(JSON.parse(text ?? "{}"))
  } catch {
    return {}
  }
}

const listIn = (text: string | null | undefined): ReadonlyArray<string> =>
  (text ?? "").split(" ").filter((mark) => mark !== "")

/** The record's log by owner: the commit of each table, and the marks of the archive. */
export const recordedIn = (log: DeltaLog) =>
  new Map(
    liveFiles(log).map(({ add }) => [
      add.partitionValues["instance"] ?? "",
      { versions: numbersIn(add.tags?.["versions"]), marks: listIn(add.tags?.["marks"]) }
    ])
  )

/** The commit as of which an owner's rows in a table must be read: the last one that touched them. */
const versionOf = ({ commit, log, touched }: TableWritten, by: string, owner: string, before: number) =>
  commit !== undefined && touched.has(owner)
    ? commit
    : [...log.files.values()]
        .filter(({ add }) => add.partitionValues[by] === owner)
        .reduce((newest, { addedIn, removedIn = -1 }) => Math.max(newest, addedIn, removedIn), before)

/** The tags of an owner's record. */
export const tagsOfRecord =
  (
    written: ReadonlyArray<TableWritten>,
    keyOf: (table: string) => string,
    before: ReturnType<typeof recordedIn>,
    marksOf: (owner: string) => ReadonlyArray<string>
  ) =>
  (owner: string): Readonly<Record<string, string>> => ({
    versions: JSON.stringify(
      Object.fromEntries(
        written.map((one) => [
          one.table,
          versionOf(one, keyOf(one.table), owner, before.get(owner)?.versions[one.table] ?? -1)
        ])
      )
    ),
    marks: marksOf(owner).join(" ")
  })
