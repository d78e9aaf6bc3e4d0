// What an export of our tables holds: which rows, in which order, under which titles.
//
// Every order is total, so the same archive gives the same files. Which rows a choice of messages takes is said in
// `chosen-rows.ts`.
import { type ExportTable, exportFormats, type PartitionColumn } from "@chatledger/export"
import * as Effect from "effect/Effect"
import { catalogue } from "./catalogue.ts"
import { type Choice, chosenRows, type Follows } from "./chosen-rows.ts"
import type { Database } from "./database.ts"
import { nameColumnsOf, withNames } from "./name-columns.ts"
import type { TableName } from "./sql-files.ts"
import { literal } from "./sql-text.ts"
import { titlesOf } from "./workbook/titles.ts"
import type { Locale } from "./workbook/wording.ts"

/** What the Parquet files of a table may be divided by. */
export const partitions = ["instance", "month"] as const

export type Partition = (typeof partitions)[number]

export interface TableOptions {
  readonly thumbnails: boolean
  /** False for no names beside ids in formats other than Parquet; default true. */
  readonly names?: boolean | undefined
  readonly locale?: Locale | undefined
  /** False for rows in no order; default true. */
  readonly isOrdered?: boolean | undefined
  /** Divides Parquet into a file for each; the month is that of the table's own time, UTC. */
  readonly partition?: ReadonlyArray<Partition> | undefined
  /** Zone of the columns `local_date` and `local_hour` of messages in Parquet; without it there are none. */
  readonly localZone?: string | undefined
}

interface Presentation {
  readonly title: string
  /** The time that its month is of. */
  readonly time?: string
  readonly order: string
  /** How a choice narrows the table. */
  readonly follows: Follows
}

/** Parquet is for programs that join ids and hold pictures; the others have names beside ids, and columns fit to be read. */
const allButParquet = exportFormats.filter((format) => format !== "parquet")

const key = "instance_id, chat_id, message_id"

const presentations = {
  messages: {
    title: "Messages",
    order: `sent_at nulls first, instance_id, order_in_second, chat_id, message_id`,
    follows: "messages",
    time: "sent_at"
  },
  chats: { title: "Chats", order: "instance_id, chat_id", follows: "chats" },
  senders: { title: "Senders", order: "instance_id, sender_id", follows: "senders" },
  people: { title: "People", order: "person_id, id", follows: "people" },
  reactions: {
    title: "Reactions",
    order: "reacted_at nulls first, instance_id, chat_id, sequence, message_id",
    follows: "messages",
    time: "reacted_at"
  },
  polls: {
    title: "Polls",
    order: "asked_at nulls first, instance_id, chat_id, poll_message_id",
    follows: "polls",
    time: "asked_at"
  },
  poll_options: {
    title: "Poll options",
    order: "instance_id, chat_id, poll_message_id, option_index",
    follows: "polls"
  },
  poll_votes: {
    title: "Poll votes",
    order: `instance_id, chat_id, poll_message_id, voted_at nulls first, sequence, message_id, voter_id nulls first, option_name nulls first`,
    follows: "messages",
    time: "voted_at"
  },
  media: { title: "Media", order: key, follows: "messages" },
  link_previews: { title: "Link previews", order: key, follows: "messages" },
  locations: { title: "Locations", order: key, follows: "messages" },
  contacts: { title: "Contacts", order: `${key}, contact_index`, follows: "messages" },
  quotes: { title: "Quotes", order: key, follows: "messages" },
  message_revisions: {
    title: "Message revisions",
    order: `${key}, revision`,
    follows: "messages",
    time: "observed_at"
  },
  snapshots: {
    title: "Snapshots",
    order: "requested_at, instance_id, snapshot_id",
    follows: "instance",
    time: "requested_at"
  },
  coverage: {
    title: "Coverage",
    order: "instance_id, journal, from_at, to_at",
    follows: "instance",
    time: "from_at"
  },
  issues: { title: "Issues", order: "instance_id, snapshot_id, position, code, detail", follows: "instance" }
} as const satisfies Record<TableName, Presentation>

/** The total order of a table: columns, each with `nulls first` or nothing behind it. */
export const orderOf = (name: TableName): string => presentations[name].order

const titleOf = (title: string | undefined) => (title === undefined ? {} : { title })

const partitionColumns = (
  name: TableName,
  wanted: ReadonlyArray<Partition>
): ReadonlyArray<PartitionColumn> => {
  const { follows, time }: Presentation = presentations[name]
  return wanted.flatMap((partition): ReadonlyArray<PartitionColumn> => {
    // A person may be known to several instances.
    if (partition === "instance")
      return follows === "people" ? [] : [{ name: partition, expression: "instance_id" }]
    const month = `strftime(${time} at time zone 'UTC', '%Y-%m')`
    return time === undefined ? [] : [{ name: partition, expression: month }]
  })
}

interface AddedColumn {
  readonly name: string
  readonly expression: string
  readonly comment: string
}

/** Columns that only Parquet has, for engines that count and group by them. */
const addedColumns = (name: TableName, localZone: string | undefined): ReadonlyArray<AddedColumn> => {
  if (name !== "messages") return []
  const length = {
    name: "text_length",
    expression: "length(text)",
    comment: "Characters of the text (Unicode code points)"
  }
  if (localZone === undefined) return [length]
  const local = `(sent_at at time zone ${literal(localZone)})`
  return [
    length,
    { name: "local_date", expression: `${local}::date`, comment: `Day of sent_at in ${localZone}` },
    { name: "local_hour", expression: `hour(${local})`, comment: `Hour of sent_at in ${localZone}, 0 to 23` }
  ]
}

const withAdded = (query: string, added: ReadonlyArray<AddedColumn>) =>
  added.length === 0
    ? query
    : `select *, ${added.map(({ expression, name }) => `${expression} as ${name}`).join(", ")} from (${query})`

/** Our tables as an export wants them, with the comments of the database. */
export const tablesToExport = Effect.fnUntraced(function* (
  database: Database,
  names: ReadonlyArray<TableName>,
  choice: Choice,
  {
    isOrdered = true,
    locale = "en",
    localZone,
    names: areNamed = true,
    partition = [],
    thumbnails
  }: TableOptions
) {
  const titles = titlesOf(locale)
  const known = yield* catalogue(database)
  return names.map((name): ExportTable => {
    const table = known.find((other) => other.name === name)
    const added = addedColumns(name, localZone).filter(
      ({ name: more }) => !table?.columns.some((column) => column.name === more)
    )
    const own = table?.columns ?? []
    const named = areNamed ? nameColumnsOf(own) : []
    const rows = withNames(chosenRows(name, presentations[name].follows, choice), own, named)
    const ownColumns = own.map((column) => [
      column.name,
      {
        comment: column.comment,
        ...titleOf(titles.columns[column.name]),
        ...(column.name.endsWith("_url") ? { link: true } : {}),
        ...(column.name.endsWith("jpeg_thumbnail") && !thumbnails ? { omitFrom: allButParquet } : {})
      }
    ])
    const nameColumns = named.map((column) => [
      column.name,
      { comment: column.comment, ...titleOf(titles.columns[column.name]), omitFrom: ["parquet"] as const }
    ])
    const moreColumns = added.map((column) => [
      column.name,
      { comment: column.comment, omitFrom: allButParquet }
    ])
    return {
      name,
      title: titles.tables[name]?.title ?? presentations[name].title,
      comment: titles.tables[name]?.comment ?? table?.comment ?? "",
      query: withAdded(
        isOrdered ? `select * from (${rows}) order by ${presentations[name].order}` : rows,
        added
      ),
      partition: partitionColumns(name, partition),
      columns: Object.fromEntries([...ownColumns, ...nameColumns, ...moreColumns])
    }
  })
})

/** When the newest reply was asked for: the clock that files show. 1970 for an empty archive. */
export const newestRequest = Effect.fnUntraced(function* (database: Database) {
  const [row] = yield* database.rows("select epoch_ms(max(requested_at)) as millis from snapshots")
  return new Date(Number(row?.["millis"] ?? 0))
})
