// What an engine finds of messages and combined names, against what the exports of the dataset recorded: a shifted zone,
// stale metadata or a missing partition would give a wrong answer without an error.
import * as NodePath from "node:path"
import { combinedNames, rowsOfParquet, statisticFor } from "@chatledger/analytics/internal"
import * as Effect from "effect/Effect"
import type { Engine } from "./engine.ts"

interface Compared {
  readonly table: string
  readonly code: "engine_names_differ" | "engine_record_differs"
  readonly found: string
}

const MESSAGES: Compared = {
  table: "messages",
  code: "engine_record_differs",
  found: `select instance_id, count(*) as n, min(sent_at) as first_sent_at, max(sent_at) as last_sent_at
  from messages
  group by instance_id`
}

const NAMES: Compared = {
  table: "names",
  code: "engine_names_differ",
  found: `select
    instance_id, count(*) as n,
    cast(null as timestamptz) as first_sent_at, cast(null as timestamptz) as last_sent_at
  from ${combinedNames["names"]}
  group by instance_id`
}

const SEVERAL = "select cast(count(distinct shard) as varchar) as archives from people"

const differences = ({ found, table }: Compared) => `with found as (
  ${found}
),
compared as (
  select
    coalesce(e.instance_id, f.instance_id) as instance,
    cast(coalesce(e.row_count, 0) as varchar) || ' rows'
      || coalesce(', ' || cast(e.first_at as varchar) || ' to ' || cast(e.last_at as varchar), '') as recorded,
    cast(coalesce(f.n, 0) as varchar) || ' rows'
      || coalesce(', ' || cast(f.first_sent_at as varchar) || ' to ' || cast(f.last_sent_at as varchar), '') as found
  from (select instance_id, row_count, first_at, last_at from exported where table_name = '${table}') as e
  full join found as f on f.instance_id = e.instance_id
)
select instance, recorded, found
from compared
where recorded <> found
order by instance
limit 1`

/** The rows of an answer. */
const rowsOf = Effect.fnUntraced(function* (engine: Engine, folder: string, name: string, sql: string) {
  const path = NodePath.join(folder, `${name}.parquet`)
  yield* engine.answerTo(statisticFor({ sql }, engine.dialect, {}), path)
  return yield* rowsOfParquet(path).pipe(
    Effect.catchTag("DatabaseFailed", () => Effect.fail(engine.failed({ code: "engine_half_answer" })))
  )
})

const check = Effect.fnUntraced(function* (engine: Engine, folder: string, compared: Compared) {
  const [row] = yield* rowsOf(engine, folder, compared.code, differences(compared))
  if (row === undefined) return
  const text = (name: string) => String(row[name])
  const reason = {
    code: compared.code,
    instance: text("instance"),
    recorded: text("recorded"),
    found: text("found"),
    engine: engine.dialect.name
  }
  yield* Effect.fail(engine.failed(reason))
})

/**
 * Whether several archives write the dataset. Fails with `EngineFailed` for the first instance whose messages, or names if
 * there are several, are others than recorded.
 */
export const compareWithRecord = Effect.fnUntraced(function* (engine: Engine, folder: string) {
  yield* check(engine, folder, MESSAGES)
  const [row] = yield* rowsOf(engine, folder, "archives", SEVERAL)
  const isOfSeveral = Number(row?.["archives"] ?? 0) > 1
  if (isOfSeveral) yield* check(engine, folder, NAMES)
  return isOfSeveral
})
