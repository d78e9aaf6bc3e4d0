// What an engine finds of messages, against what the exports of the dataset recorded: a shifted zone, stale metadata or a
// missing partition would give a wrong answer without an error.
import * as NodePath from "node:path"
import { rowsOfParquet, statisticFor } from "@chatledger/analytics/internal"
import * as Effect from "effect/Effect"
import type { Engine } from "./engine.ts"

const DIFFERENCES = `with found as (
  select instance_id, count(*) as n, min(sent_at) as first_sent_at, max(sent_at) as last_sent_at
  from messages
  group by instance_id
),
compared as (
  select
    coalesce(e.instance_id, f.instance_id) as instance,
    cast(coalesce(e.row_count, 0) as varchar) || ' rows'
      || coalesce(', ' || cast(e.first_at as varchar) || ' to ' || cast(e.last_at as varchar), '') as recorded,
    cast(coalesce(f.n, 0) as varchar) || ' rows'
      || coalesce(', ' || cast(f.first_sent_at as varchar) || ' to ' || cast(f.last_sent_at as varchar), '') as found
  from (select instance_id, row_count, first_at, last_at from exported where table_name = 'messages') as e
  full join found as f on f.instance_id = e.instance_id
)
select instance, recorded, found
from compared
where recorded <> found
order by instance
limit 1`

/** Fails with `EngineFailed` for the first instance whose messages are others than recorded. */
export const compareWithRecord = Effect.fnUntraced(function* (engine: Engine, folder: string) {
  const path = NodePath.join(folder, "differences.parquet")
  yield* engine.answerTo(statisticFor({ sql: DIFFERENCES }, engine.dialect, {}), path)
  const [row] = yield* rowsOfParquet(path).pipe(
    Effect.catchTag("DatabaseFailed", () => Effect.fail(engine.failed({ code: "engine_half_answer" })))
  )
  if (row === undefined) return
  const text = (name: string) => String(row[name])
  const reason = {
    code: "engine_record_differs",
    instance: text("instance"),
    recorded: text("recorded"),
    found: text("found"),
    engine: engine.dialect.name
  } as const
  yield* Effect.fail(engine.failed(reason))
})
