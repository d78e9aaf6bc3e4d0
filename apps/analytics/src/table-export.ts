// What an export of our tables holds: which rows, in which order, under which titles.
//
// Every order is total, so the same archive gives the same files. A choice of period, chats or types is a choice
// of messages: tables about messages follow it, snapshots and issues follow the instance alone.
import type { ExportTable } from "@chatledger/export"
import * as Effect from "effect/Effect"
import { catalogue } from "./catalogue.ts"
import type { Database } from "./database.ts"
import type { TableName } from "./sql-files.ts"
import { literal } from "./sql-text.ts"

/** Which messages an export is about; whatever is not given does not narrow it. */
export interface Choice {
  readonly from?: Date | undefined
  readonly to?: Date | undefined
  readonly instance?: ReadonlyArray<string> | undefined
  readonly chat?: ReadonlyArray<string> | undefined
  readonly type?: ReadonlyArray<string> | undefined
}

interface Presentation {
  readonly title: string
  readonly order: string
  /** How a choice narrows the table. */
  readonly follows: "messages" | "polls" | "chats" | "senders" | "people" | "instance"
}

const key = "instance_id, chat_id, message_id"

const presentations = {
  messages: { title: "Messages", order: `sent_at nulls first, ${key}`, follows: "messages" },
  chats: { title: "Chats", order: "instance_id, chat_id", follows: "chats" },
  senders: { title: "Senders", order: "instance_id, sender_id", follows: "senders" },
  people: { title: "People", order: "person_id, id", follows: "people" },
  reactions: { title: "Reactions", order: `reacted_at nulls first, ${key}`, follows: "messages" },
  polls: {
    title: "Polls",
    order: "asked_at nulls first, instance_id, chat_id, poll_message_id",
    follows: "polls"
  },
  poll_options: {
    title: "Poll options",
    order: "instance_id, chat_id, poll_message_id, option_index",
    follows: "polls"
  },
  poll_votes: {
    title: "Poll votes",
    order: `instance_id, chat_id, poll_message_id, voted_at nulls first, message_id, voter_id nulls first, option_name nulls first`,
    follows: "messages"
  },
  media: { title: "Media", order: key, follows: "messages" },
  link_previews: { title: "Link previews", order: key, follows: "messages" },
  locations: { title: "Locations", order: key, follows: "messages" },
  contacts: { title: "Contacts", order: `${key}, contact_index`, follows: "messages" },
  quotes: { title: "Quotes", order: key, follows: "messages" },
  message_revisions: { title: "Message revisions", order: `${key}, revision`, follows: "messages" },
  snapshots: { title: "Snapshots", order: "requested_at, instance_id, snapshot_id", follows: "instance" },
  coverage: { title: "Coverage", order: "instance_id, journal, from_at, to_at", follows: "instance" },
  issues: { title: "Issues", order: "instance_id, snapshot_id, position, code, detail", follows: "instance" }
} as const satisfies Record<TableName, Presentation>

const texts = (values: ReadonlyArray<string>) => values.map(literal).join(", ")

const conditions = (choice: Choice): ReadonlyArray<string> => [
  ...(choice.from === undefined ? [] : [`sent_at >= ${literal(choice.from.toISOString())}::timestamptz`]),
  ...(choice.to === undefined ? [] : [`sent_at < ${literal(choice.to.toISOString())}::timestamptz`]),
  ...(choice.instance?.length ? [`instance_id in (${texts(choice.instance)})`] : []),
  ...(choice.chat?.length ? [`chat_id in (${texts(choice.chat)})`] : []),
  ...(choice.type?.length ? [`type_message in (${texts(choice.type)})`] : [])
]

const joins = {
  messages: `semi join chosen as c on c.instance_id = t.instance_id and c.chat_id = t.chat_id and c.message_id = t.message_id`,
  chats: `semi join chosen as c on c.instance_id = t.instance_id and c.chat_id = t.chat_id`,
  senders: `semi join chosen as c on c.instance_id = t.instance_id and c.sender_id = t.sender_id`,
  people: `semi join chosen as c on c.sender_id = t.id`,
  polls: `semi join (
    select instance_id, chat_id, message_id as poll_message_id from chosen
    union all
    select v.instance_id, v.chat_id, v.poll_message_id from poll_votes as v
    semi join chosen as c on c.instance_id = v.instance_id and c.chat_id = v.chat_id and c.message_id = v.message_id
  ) as c on c.instance_id = t.instance_id and c.chat_id = t.chat_id and c.poll_message_id = t.poll_message_id`
} as const

const queryOf = (name: TableName, choice: Choice): string => {
  const { order, follows }: Presentation = presentations[name]
  const where = conditions(choice)
  const end = `order by ${order}`
  if (where.length === 0) return `select * from ${name} ${end}`
  if (follows === "instance") {
    const own = conditions({ instance: choice.instance })
    return `select * from ${name} ${own.length === 0 ? "" : `where ${own.join(" and ")}`} ${end}`
  }
  return `with chosen as (select instance_id, chat_id, message_id, sender_id from messages where ${where.join(" and ")})
    select t.* from ${name} as t ${joins[follows]} ${end}`
}

/** Our tables as an export wants them, with the comments of the database. */
export const tablesToExport = Effect.fnUntraced(function* (
  database: Database,
  names: ReadonlyArray<TableName>,
  choice: Choice,
  options: { readonly thumbnails: boolean }
) {
  const known = yield* catalogue(database)
  return names.map((name): ExportTable => {
    const table = known.find((other) => other.name === name)
    const columns = (table?.columns ?? []).map((column) => [
      column.name,
      {
        comment: column.comment,
        ...(column.name.endsWith("jpeg_thumbnail") && !options.thumbnails
          ? { omitFrom: ["csv", "xlsx"] as const }
          : {})
      }
    ])
    return {
      name,
      title: presentations[name].title,
      comment: table?.comment ?? "",
      query: queryOf(name, choice),
      columns: Object.fromEntries(columns)
    }
  })
})

/** When the newest reply was asked for: the clock that files show. 1970 for an empty archive. */
export const newestRequest = Effect.fnUntraced(function* (database: Database) {
  const [row] = yield* database.rows("select epoch_ms(max(requested_at)) as millis from snapshots")
  return new Date(Number(row?.["millis"] ?? 0))
})
