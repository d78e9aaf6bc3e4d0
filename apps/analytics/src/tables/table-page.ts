// Pages of a table, and only its changes: for clients that poll.
//
// `since` selects the messages in replies requested from then on, and whatever a message changes: all
// votes of its poll, all reactions of its reactor to the same message, all messages of its second, whose positions may have
// changed, and the message that an edit or deletion refers to. That may be more than what changed, never less.
// A page is complete before it is written, and `next` names its last row, so rows added in between neither shift
// nor repeat others. Gotcha: coverage and people may change anywhere, so they are always returned whole.
import { type ExportTable, literal } from "@chatledger/export"
import * as Effect from "effect/Effect"
import type { Database } from "../engine/database.ts"
import { UsageError } from "../failures/errors.ts"
import { catalogue } from "./catalogue.ts"
import { type ChangesWith, type OrderColumn, orderBy, type Table } from "./header.ts"
import { tableNamed } from "./tables.ts"

/** Which rows of a table; what is omitted does not filter. */
export interface Page {
  readonly since?: Date | undefined
  /** Most rows. */
  readonly limit?: number | undefined
  /** Rows to skip. */
  readonly offset?: number | undefined
  /** The `next` of the previous page. */
  readonly after?: string | undefined
}

const messageKey = ["instance_id", "chat_id", "message_id"]
const pollKey = ["instance_id", "chat_id", "poll_message_id"]

const tuple = (columns: ReadonlyArray<string>) => `(${columns.join(", ")})`
const isTouched = `${tuple(messageKey)} in (select ${messageKey.join(", ")} from touched)`
const isOfTouchedPoll = `${tuple(pollKey)} in (
  select ${messageKey.join(", ")} from touched
  union all select ${pollKey.join(", ")} from poll_votes where ${isTouched})`
const reactionGroup = "(instance_id, chat_id, coalesce(target_message_id, ''), coalesce(reactor_id, ''))"

const changed: Readonly<Record<ChangesWith, string>> = {
  message: isTouched,
  poll: isOfTouchedPoll,
  reaction: `${reactionGroup} in (select ${reactionGroup.slice(1, -1)} from reactions where ${isTouched})`,
  chat: "(instance_id, chat_id) in (select instance_id, chat_id from touched)",
  sender: `(instance_id, sender_id) in (select instance_id, sender_id from messages where ${isTouched})`,
  snapshot: `(instance_id, snapshot_id) in (
    select instance_id, snapshot_id from snapshots where requested_at >= (select moment from since))`,
  anything: "true"
}

/** A query's changed rows. */
const changedIn = ({ changesWith }: Table, query: string, since: Date | undefined): string =>
  since === undefined
    ? `select * from (${query})`
    : `with since as (select ${literal(since.toISOString())}::timestamptz as moment),
       seen as (
         select ${messageKey.join(", ")} from messages where last_seen_at >= (select moment from since)
         union select ${messageKey.join(", ")} from message_revisions where observed_at >= (select moment from since)
         union select ${messageKey.join(", ")} from message_statuses where last_seen_at >= (select moment from since)
       ),
       seconds as (
         select instance_id, coalesce(timestamp_at, '-infinity') as second
         from message_revisions where ${tuple(messageKey)} in (from seen)
       ),
       touched as (
         from seen
         union
         select instance_id, chat_id,
           case when type_message = 'editedMessage' then edited_message_id else deleted_message_id end
         from messages
         where type_message in ('editedMessage', 'deletedMessage') and ${tuple(messageKey)} in (from seen)
         union
         select ${messageKey.join(", ")} from messages
         where (instance_id, coalesce(sent_at, '-infinity')) in (from seconds)
       )
       select * from (${query}) where ${changed[changesWith]}`

/** One value of `after`: NULL, or text that its column's type can parse. */
interface Mark extends OrderColumn {
  readonly value: string | null
  readonly type: string
}

const isMarks = (value: unknown, count: number): value is ReadonlyArray<string | null> =>
  Array.isArray(value) &&
  value.length === count &&
  value.every((each) => each === null || typeof each === "string")

const nextOf = (values: unknown): string => Buffer.from(JSON.stringify(values)).toString("base64url")

const valuesOf = (after: string): unknown => {
  try {
    return JSON.parse(Buffer.from(after, "base64url").toString("utf8"))
  } catch {
    return undefined
  }
}

const AFTER_IS_WRONG = new UsageError({ reason: { code: "page_after" } })

const isSame = ({ name, type, value }: Mark): string =>
  value === null ? `${name} is null` : `${name} = ${literal(value)}::${type}`

/** Keeps a message's place in the order, even if others were added to its second since. */
const inPlace = Effect.fnUntraced(function* (database: Database, marks: ReadonlyArray<Mark>) {
  const same = marks.filter((mark) => mark.name !== "order_in_second")
  if (same.length === marks.length) return marks
  const [row] = yield* database.rows(
    `select order_in_second::varchar as place from messages where ${same.map(isSame).join(" and ")}`
  )
  const place = row?.["place"]
  if (typeof place !== "string") return marks
  return marks.map((mark) => (mark.name === "order_in_second" ? { ...mark, value: place } : mark))
})

const marksOf = Effect.fnUntraced(function* (database: Database, { name, order }: Table, after: string) {
  const values = valuesOf(after)
  if (!isMarks(values, order.length)) return yield* AFTER_IS_WRONG
  const table = (yield* catalogue(database)).find((other) => other.name === name)
  const marks = order.map((column, place): Mark => {
    const type = table?.columns.find((other) => other.name === column.name)?.type ?? "VARCHAR"
    return { ...column, type, value: values[place] ?? null }
  })
  const readable = marks.flatMap(({ type, value }) =>
    value === null ? [] : [`try_cast(${literal(value)} as ${type}) is not null`]
  )
  const [row] = yield* database.rows(`select ${["true", ...readable].join(" and ")} as is_good`)
  return row?.["is_good"] === true ? yield* inPlace(database, marks) : yield* AFTER_IS_WRONG
})

const isAfter = ({ isNullFirst, name, type, value }: Mark): string => {
  if (value === null) return isNullFirst ? `${name} is not null` : "false"
  const isMore = `${name} > ${literal(value)}::${type}`
  return isNullFirst ? isMore : `(${isMore} or ${name} is null)`
}

/** The rows after a given row, in the order of its table. */
const behind = (marks: ReadonlyArray<Mark>): string =>
  marks
    .map((mark, place) => [...marks.slice(0, place).map(isSame), isAfter(mark)].join(" and "))
    .map((condition) => `(${condition})`)
    .join(" or ")

/**
 * Narrows a table, given unordered by `tablesToExport`, to a page of its changes; `next` is the `after` of the next
 * page, if there is one. Fails with `UsageError` for an invalid `after`.
 */
export const pageOfTable = Effect.fnUntraced(function* (
  database: Database,
  table: ExportTable,
  { after, limit, offset = 0, since }: Page
) {
  const known = tableNamed(table.name)
  const order = orderBy(known)
  const rows = changedIn(known, table.query, since)
  const marks = after === undefined ? undefined : yield* marksOf(database, known, after)
  const rest = marks === undefined ? rows : `select * from (${rows}) where ${behind(marks)}`
  if (limit === undefined)
    return { table: { ...table, query: `${rest} ${order} offset ${offset}` }, next: undefined }
  yield* database.run(
    `create or replace temp table page as ${rest} ${order} limit ${limit + 1} offset ${offset}`
  )
  const last = known.order.map((column) => `${column.name}::varchar`)
  const [found] = yield* database.rows(
    `select to_json([${last.join(", ")}])::varchar as marks from page
     where (select count(*) from page) > ${limit} order by rowid limit 1 offset ${limit - 1}`
  )
  const next = found === undefined ? undefined : nextOf(JSON.parse(String(found["marks"])))
  return { table: { ...table, query: `select * from page order by rowid limit ${limit}` }, next }
})
