// The rows of each table that a choice of messages includes, and how they are counted.
//
// Tables about messages follow the choice. Chats and senders are those of the chosen messages, counted over these only.
// People are
// those who appear in them, with all their ids. Groups, their members and the directory are those of their chats and
// people. Snapshots, coverage and issues only follow the instance.
import { literal } from "@chatledger/export"
import type { Follows, Table } from "../tables/header.ts"
import { tables } from "../tables/tables.ts"

/** The selection of messages; what is omitted does not filter. */
export interface Choice {
  readonly from?: Date | undefined
  readonly to?: Date | undefined
  readonly instance?: ReadonlyArray<string> | undefined
  readonly chat?: ReadonlyArray<string> | undefined
  readonly type?: ReadonlyArray<string> | undefined
}

const texts = (values: ReadonlyArray<string>) => values.map(literal).join(", ")

/** SQL conditions on the columns of `messages`; empty for a choice of everything. */
export const conditionsOf = (choice: Choice): ReadonlyArray<string> => [
  ...(choice.from === undefined ? [] : [`sent_at >= ${literal(choice.from.toISOString())}::timestamptz`]),
  ...(choice.to === undefined ? [] : [`sent_at < ${literal(choice.to.toISOString())}::timestamptz`]),
  ...(choice.instance?.length ? [`instance_id in (${texts(choice.instance)})`] : []),
  ...(choice.chat?.length ? [`chat_id in (${texts(choice.chat)})`] : []),
  ...(choice.type?.length ? [`type_message in (${texts(choice.type)})`] : [])
]

/** True if a choice filters by more than the instance: snapshots, coverage and issues do not follow it. */
export const isWithinInstances = (choice: Choice): boolean =>
  conditionsOf({ ...choice, instance: undefined }).length > 0

/** A SELECT of the messages of a choice. */
export const chosenMessages = (choice: Choice): string => {
  const where = conditionsOf(choice)
  return `select * from messages${where.length === 0 ? "" : ` where ${where.join(" and ")}`}`
}

const ofMessage = "c.instance_id = t.instance_id and c.chat_id = t.chat_id and c.message_id = t.message_id"
/** The ids of people in the rows of a choice; those of messages, and of their chats, are in `chosen`. */
const actingIds = () =>
  tables().flatMap(({ columns, follows, name, names }) => {
    const ids = columns.filter(
      (column) =>
        column.kind === "person" &&
        column.inTable === undefined &&
        names.some(({ idColumn }) => idColumn === column.name)
    )
    return follows !== "messages" || name === "messages" || ids.length === 0
      ? []
      : [
          `
      union
      select unnest([${ids.map((column) => `t.${column.name}`).join(", ")}]) from ${name} as t semi join chosen as c on ${ofMessage}`
        ]
  })

const counted = "where kind in ('message', 'event')"

const rowsOfChosen: Readonly<Record<Exclude<Follows, "instance" | "itself">, (table: string) => string>> = {
  messages: (table) => `select t.* from ${table} as t semi join chosen as c on ${ofMessage}`,
  statuses: (table) => `select t.* from ${table} as t semi join chosen as c on ${ofMessage}`,
  polls: (table) => `select t.* from ${table} as t semi join (
    select instance_id, chat_id, message_id as poll_message_id from chosen
    union all
    select t.instance_id, t.chat_id, t.poll_message_id from poll_votes as t semi join chosen as c on ${ofMessage}
  ) as c on c.instance_id = t.instance_id and c.chat_id = t.chat_id and c.poll_message_id = t.poll_message_id`,
  chats: (table) => `select t.* replace (
    c.message_count as message_count, c.sender_count as sender_count,
    c.first_message_at as first_message_at, c.last_message_at as last_message_at
  ) from ${table} as t join (
    select
      instance_id, chat_id, count(*) filter (is_content) as message_count,
      count(distinct sender_id) filter (is_content) as sender_count,
      min(sent_at) filter (is_content) as first_message_at, max(sent_at) filter (is_content) as last_message_at
    from chosen ${counted} group by instance_id, chat_id
  ) as c on c.instance_id = t.instance_id and c.chat_id = t.chat_id`,
  senders: (table) => `select t.* replace (
    c.message_count as message_count, c.first_message_at as first_message_at, c.last_message_at as last_message_at
  ) from ${table} as t join (
    select
      instance_id, sender_id, count(*) filter (is_content) as message_count,
      min(sent_at) filter (is_content) as first_message_at, max(sent_at) filter (is_content) as last_message_at
    from chosen ${counted} group by instance_id, sender_id
  ) as c on c.instance_id = t.instance_id and c.sender_id = t.sender_id`,
  groups: (table) => `select t.* from ${table} as t where (t.instance_id, t.chat_id) in (
    select (instance_id, chat_id) from chosen ${counted}
  )`,
  directory: (table) => `select t.* from ${table} as t semi join (
    select distinct c.instance_id, coalesce(o.id, c.id) as id
    from (
      select instance_id, unnest([sender_id, quoted_participant, chat_id]) as id from chosen ${counted}
    ) as c
    left join people as p on p.id = c.id
    left join people as o on o.person_id = p.person_id
  ) as c on c.instance_id = t.instance_id and c.id = t.id`,
  people: (table) => `select t.* from ${table} as t where t.person_id in (
    select p.person_id from people as p semi join (
      select unnest([sender_id, quoted_participant, chat_id]) as id from chosen ${counted}
      ${actingIds().join("")}
    ) as c on c.id = p.id
  )`
}

/** A SELECT of a table's rows in a choice, unordered. */
export const chosenRows = ({ follows, name }: Table, choice: Choice): string => {
  const where = conditionsOf(choice)
  if (where.length === 0) return `select * from ${name}`
  if (follows === "instance") {
    const own = conditionsOf({ instance: choice.instance })
    return `select * from ${name} ${own.length === 0 ? "" : `where ${own.join(" and ")}`}`
  }
  if (follows === "itself") {
    const own = choice.type?.length ? ["false"] : where
    return `select * from ${name} where ${own.join(" and ")}`
  }
  return `with chosen as (
    select instance_id, chat_id, message_id, sender_id, quoted_participant, kind, is_content, sent_at
    from messages where ${where.join(" and ")}
  )
  ${rowsOfChosen[follows](name)}`
}
