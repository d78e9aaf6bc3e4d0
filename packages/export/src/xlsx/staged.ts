// Stages the rows of a table in DuckDB, so that they can be counted, checked and split over sheets before the first is
// written.
// The stage is an attached in-memory database: the memory limit of the instance applies (it spills to the temporary
// directory), it can be read in parts by position, and neither external access nor a writable database is needed.
// Gotcha: row positions are the staged table's `rowid`, counted from 0 in the query's order.
import { randomBytes } from "node:crypto"
import type { DuckDBConnection } from "@duckdb/node-api"
import * as Effect from "effect/Effect"
import { run, runForRow } from "../query.ts"
import { columnAt, wrapped } from "../sql-text.ts"
import type { QueryColumn, Table } from "../table.ts"
import { valueKind } from "../value-text.ts"
import type { CellLimits } from "./limits.ts"
import { isLink } from "./links.ts"
import { allFit, type ColumnFacts, countUnfit, stagedValue } from "./row-text.ts"
import { traitQuestion, traitsIn, traitsOfSample } from "./traits.ts"

/** Facts about a staged column: those of all cells, and the width of its first rows in characters. */
export interface StagedColumn {
  readonly at: string
  readonly column: QueryColumn
  readonly facts: ColumnFacts
  readonly sampledWidth: number
  readonly sampledLines: boolean
  /** True if all texts among the first rows are web addresses. */
  readonly sampledLinks: boolean
}

export interface StagedTable {
  /** The SQL source to select from. */
  readonly source: string
  readonly rows: number
  /** Total bytes of all its texts. */
  readonly textBytes: number
  readonly columns: ReadonlyArray<StagedColumn>
}

// Small groups, since each DuckDB thread keeps a whole one in memory while filling it.
const rowsPerGroup = 8192
const sampledRows = 1000
// DuckDB plans very many aggregates in one SELECT slowly.
const columnsAtOnce = 1024

/** An in-memory database, removed when the scope closes. */
export const stagingPlace = (connection: DuckDBConnection) =>
  Effect.acquireRelease(
    Effect.suspend(() => {
      const place = `staging_${randomBytes(6).toString("hex")}`
      return run(
        connection,
        "the workbook",
        `attach ':memory:' as ${place} (read_write, row_group_size ${rowsPerGroup})`
      ).pipe(Effect.as(place))
    }),
    (place) => run(connection, "the workbook", `detach ${place}`).pipe(Effect.ignore)
  )

const isFree = ({ type }: QueryColumn) => valueKind(type) === "text"

const isText = ({ type }: QueryColumn) => ["text", "neutral"].includes(valueKind(type))

const aboutAll = (columns: ReadonlyArray<QueryColumn>) => [
  "count(*) as all_rows",
  ...columns.flatMap((column) => {
    const at = columnAt(column.position)
    const present = `count(${at}) as present_${at}`
    return isText(column)
      ? [present, `max(strlen(${at})) as longest_${at}`, `sum(strlen(${at})) as bytes_${at}`]
      : [present, `${allFit(column.type, at)} as fit_${at}`]
  })
]

const aboutSome = (columns: ReadonlyArray<QueryColumn>) => [
  "count(*) as sampled_rows",
  ...columns.flatMap((column) => {
    const at = columnAt(column.position)
    const width = `max(length(${at}::varchar)) as width_${at}`
    if (!isText(column)) return [width]
    return [
      width,
      `bool_or(contains(${at}, chr(10))) as lines_${at}`,
      `bool_and(${isLink(at)}) as links_${at}`,
      ...(isFree(column) ? traitsOfSample(at) : [])
    ]
  })
]

const nullsOf = (present: number, rows: number) =>
  present === 0 ? "all" : present === rows ? "none" : "some"

/** Runs a table's query into the stage and analyses the rows. They are dropped with the scope. */
export const stage = Effect.fnUntraced(function* (
  connection: DuckDBConnection,
  place: string,
  table: Table,
  columns: ReadonlyArray<QueryColumn>,
  shown: ReadonlyArray<QueryColumn>,
  zone: string,
  limits: CellLimits
) {
  const source = `${place}.main.staged`
  const values = shown.map(({ position, type }) => {
    const at = columnAt(position)
    return `${stagedValue(type, at, zone)} as ${at}`
  })
  yield* Effect.acquireRelease(
    run(
      connection,
      table.name,
      `create table ${source} as select ${values.join(", ")} from ${wrapped(table, columns.length)}`
    ),
    () => run(connection, table.name, `drop table ${source}`).pipe(Effect.ignore)
  )
  const ask = (what: ReadonlyArray<string>, from: string) =>
    runForRow(connection, table.name, `select ${what.join(", ")} from ${from}`)
  const look = Effect.fnUntraced(function* (columns: ReadonlyArray<QueryColumn>) {
    const names = columns.map(({ position }) => columnAt(position)).join(", ")
    const from = `(select ${names} from ${source})`
    // A LIMIT may return any rows if the connection does not keep their order.
    const firstRows = `(select ${names} from ${source} where rowid < ${sampledRows})`
    const free = columns.filter(isFree).map(({ position }) => columnAt(position))
    const some = yield* ask(aboutSome(columns), firstRows)
    const isAll = Number(some["sampled_rows"]) < sampledRows
    const question = traitQuestion(isAll ? [] : free, some, from)
    const all = yield* ask([...aboutAll(columns), ...question.what], question.from)
    const rest = question.doubts(all)
    return { ...some, ...all, ...(rest.length === 0 ? {} : yield* ask(rest, from)) }
  })
  let known: Readonly<Record<string, unknown>> = {}
  for (let first = 0; first < shown.length; first += columnsAtOnce)
    known = { ...known, ...(yield* look(shown.slice(first, first + columnsAtOnce))) }
  const rows = Number(known["all_rows"])
  const traits = traitsIn(known)
  const doubtful = shown.filter((column) => {
    const at = columnAt(column.position)
    return isText(column)
      ? Number(known[`longest_${at}`] ?? 0) > limits.cellLineFeeds
      : known[`fit_${at}`] !== true
  })
  const judged = doubtful.map(({ position, type }) => {
    const at = columnAt(position)
    return `${countUnfit(type, at, limits)} as unfit_${at}`
  })
  const unfit = judged.length === 0 ? {} : yield* ask(judged, source)
  return {
    source,
    rows,
    textBytes: shown.reduce(
      (sum, { position }) => sum + Number(known[`bytes_${columnAt(position)}`] ?? 0),
      0
    ),
    columns: shown.map((column): StagedColumn => {
      const at = columnAt(column.position)
      return {
        at,
        column,
        facts: {
          nulls: nullsOf(Number(known[`present_${at}`]), rows),
          unfit: Number(unfit[`unfit_${at}`] ?? 0),
          traits: traits(at)
        },
        sampledWidth: Number(known[`width_${at}`] ?? 0),
        sampledLines: known[`lines_${at}`] === true,
        sampledLinks: known[`links_${at}`] === true
      }
    })
  } satisfies StagedTable
})
