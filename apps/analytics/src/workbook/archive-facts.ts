// Queries for the first page of a workbook: newest reply, instances, coverage, gaps.
import { literal } from "@chatledger/export"
import type { DuckDBValue } from "@duckdb/node-api"
import * as Effect from "effect/Effect"
import { type Choice, chosenMessages } from "../chosen/chosen-rows.ts"
import type { Database } from "../engine/database.ts"

const GAPS_SHOWN = 100

export type Row = Readonly<Record<string, DuckDBValue>>

export const localTime = (expression: string, timeZone: string) =>
  `(${expression} at time zone ${literal(timeZone)})`

const instantOf = (date: Date | undefined) =>
  date === undefined ? "null::timestamptz" : `${literal(date.toISOString())}::timestamptz`

/**
 * SQL for the coverage intervals of the chosen instances, clipped to the period. Time between them, which nothing was to
 * record, is lost.
 */
export const intervals = ({ from, instance, to }: Choice) => `
  with clipped as (
    select instance_id, journal, state, greatest(from_at, ${instantOf(from)}) as from_at, least(to_at, ${instantOf(to)}) as to_at
    from coverage
    where coalesce(to_at > ${instantOf(from)}, true) and coalesce(from_at < ${instantOf(to)}, true)
    ${instance?.length ? `and instance_id in (${instance.map(literal).join(", ")})` : ""}
  )
  from clipped
  union all
  select instance_id, journal, 'lost', ended_at, from_at
  from (select *, lag(to_at) over (partition by instance_id, journal order by from_at) as ended_at from clipped)
  where ended_at < from_at`

export const readArchiveFacts = Effect.fnUntraced(function* (
  database: Database,
  choice: Choice,
  timeZone: string
) {
  const time = (expression: string) => localTime(expression, timeZone)
  const only = choice.instance?.length
    ? `where instance_id in (${choice.instance.map(literal).join(", ")})`
    : ""
  const [archive = {}] = yield* database.rows(
    `select ${time("max(requested_at) filter (journal in ('incoming', 'outgoing', 'history', 'notifications', 'phone'))")} as newest, (select count(*) from issues ${only}) as issues from snapshots`
  )
  const instances = yield* database.rows(
    `select
       instance_id, any_value(messenger) as messenger, count(*) filter (is_content) as messages, count(*) filter (not is_content) as others,
       ${time("min(sent_at) filter (is_content)")} as first_at, ${time("max(sent_at) filter (is_content)")} as last_at
     from (${chosenMessages(choice)}) group by instance_id order by instance_id`
  )
  const coverage = yield* database.rows(
    `select instance_id, journal, ${time("min(from_at)")} as covered_from, ${time("max(to_at)")} as covered_to,
       coalesce(sum(epoch(to_at) - epoch(from_at)) filter (state = 'ok'), 0) / sum(epoch(to_at) - epoch(from_at)) as share,
       count(*) filter (state <> 'ok') as gaps
     from (${intervals(choice)}) group by instance_id, journal order by instance_id, journal`
  )
  const gaps = yield* database.rows(
    `select instance_id, journal, state, ${time("from_at")} as gap_from, ${time("to_at")} as gap_to, count(*) over () as all_gaps
     from (${intervals(choice)}) where state <> 'ok' order by from_at desc, instance_id, journal limit ${GAPS_SHOWN}`
  )
  return { archive, instances, coverage, gaps }
})

export type ArchiveFacts = Effect.Success<ReturnType<typeof readArchiveFacts>>
