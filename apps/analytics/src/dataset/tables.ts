// Our tables in a dataset: every table that statistics can read, partitioned by instance and by the month of the message.
//
// A table without its own time uses the month of the message that its rows are about. Data about people has no
// instance: it is stored with the first instance of its archive. Names and the directory are tables like others.
import { type DatasetTable, everyone, literal } from "@chatledger/export"
import * as Effect from "effect/Effect"
import { type Choice, chosenRows } from "../chosen/chosen-rows.ts"
import type { Database } from "../engine/database.ts"
import { type CatalogueTable, catalogue } from "../tables/catalogue.ts"
import { orderBy, type Table } from "../tables/header.ts"
import { tableNamed, tables } from "../tables/tables.ts"

/** The pairs of ids that are one person, an internal table of the loader. */
export const pairsName = "id_pairs"

/** The column that identifies the archive of rows about people. */
export const shardColumn = "shard"

/** The month in UTC: `at time zone` costs several times as much. */
const monthOf = (time: string) =>
  `case when isfinite(${time}) then strftime(make_timestamp(epoch_us(${time})), '%Y-%m') else strftime(${time} at time zone 'UTC', '%Y-%m') end`

/** The column with the message of a row, in a table without a time. */
const messageColumn = ({ columns, follows }: Table): string | undefined => {
  const column = follows === "polls" ? "poll_message_id" : "message_id"
  const isOfMessages = follows === "messages" || follows === "polls"
  return isOfMessages && columns.some(({ name }) => name === column) ? column : undefined
}

const isOfPeople = ({ follows }: Table) => follows === "people"

const orderOf = (table: Table) => orderBy(table).slice("order by ".length)

const rowsOf = (table: Table, instances: ReadonlyArray<string> | undefined): string => {
  if (instances === undefined) return `select * from ${table.name}`
  const choice: Choice = { instance: instances }
  return isOfPeople(table)
    ? chosenRows(table, choice)
    : `select * from ${table.name} where instance_id in (${instances.map(literal).join(", ")})`
}

const describedAs = (table: Table, known: ReadonlyArray<CatalogueTable>) => {
  const { columns = [] } = known.find(({ name }) => name === table.name) ?? {}
  return {
    columns: Object.fromEntries(columns.map(({ comment, name }) => [name, { comment }])),
    order: orderOf(table),
    time: table.time
  }
}

type Division = Pick<DatasetTable, "by" | "follows" | "query">

const dividedBy = (table: Table, rows: string, shard: string): Division => {
  if (isOfPeople(table))
    return { by: [shardColumn], query: `select *, ${literal(shard)} as ${shardColumn} from (${rows})` }
  if (table.time !== undefined)
    return {
      by: ["instance", "month"],
      query: `select *, instance_id as instance, ${monthOf(table.time)} as month from (${rows})`
    }
  const message = messageColumn(table)
  const whole = `select *, instance_id as instance from (${rows})`
  if (message === undefined) return { by: ["instance"], query: whole }
  return {
    by: ["instance", "month"],
    follows: { table: "messages", query: whole },
    query: `select t.*, t.instance_id as instance, ${monthOf("m.sent_at")} as month
      from (${rows}) as t
      left join messages as m on m.instance_id = t.instance_id and m.chat_id = t.chat_id and m.message_id = t.${message}`
  }
}

const pairs = (shard: string): DatasetTable => ({
  name: pairsName,
  comment: "One row per two ids that are one person, and what tells so",
  by: [shardColumn],
  order: "one, other, evidence",
  query: `select *, ${literal(shard)} as ${shardColumn} from ledger.${pairsName}`
})

/**
 * The tables of a dataset and the instances of their rows: those of the archive, or some of them. Fails with
 * `DatabaseFailed`.
 */
export const datasetTables = Effect.fnUntraced(function* (
  database: Database,
  instances: ReadonlyArray<string> = []
) {
  const known = yield* catalogue(database)
  const found = yield* database.rows("select distinct instance_id from snapshots order by instance_id")
  const all = found.map((row) => String(row["instance_id"]))
  const owners = all.filter((instance) => instances.length === 0 || instances.includes(instance))
  const [shard = ""] = owners
  const chosen = owners.length === all.length ? undefined : owners
  const own = tables().map(
    (table): DatasetTable => ({
      name: table.name,
      comment: table.grain.en,
      ...describedAs(table, known),
      ...dividedBy(table, rowsOf(table, chosen), shard)
    })
  )
  return { owners, tables: [...own, pairs(shard)] }
})

/** The tables that combine what several archives know, by the tables whose rows they have. */
export const combinedNames: Readonly<Record<string, string>> = { names: "all_names", people: "all_people" }

/** The tables that combined ones are made of. */
export const combinedFrom = ["people", "names", "senders", "contacts_directory"] as const

/** What a combined table is, for its comment. */
export const combinedComment = (table: Table): string =>
  `${table.grain.en}. Of all archives together; empty if only one writes the dataset`

/**
 * The combined tables: with the rows of a database that has the tables of all archives, or without rows. Fails with
 * `DatabaseFailed`.
 */
export const combinedTables = Effect.fnUntraced(function* (database: Database, isOfSeveral: boolean) {
  const known = yield* catalogue(database)
  return Object.entries(combinedNames).map(([of, name]): DatasetTable => {
    const table = tableNamed(of)
    return {
      name,
      comment: combinedComment(table),
      ...describedAs(table, known),
      ...dividedBy(table, `select * from ${of} where ${isOfSeveral}`, everyone)
    }
  })
})
