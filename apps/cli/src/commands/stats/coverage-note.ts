// How much of a statistic's period was fetched in time, if not all of it.
//
// Journals that were never requested by time window (imports without `--minutes`) are ignored. Time before the first
// covered moment counts as not covered if the period includes it.

import type { Database } from "@chatledger/analytics"
import { listValue } from "@duckdb/node-api"
import * as Effect from "effect/Effect"
import { messageLanguage, strings } from "../../messages/strings.ts"
import { Messages } from "../../terminal/console.ts"

const SHOWN = 3
/** A share that rounds to 100 % is not worth a note. */
const WHOLE = 0.9995

const COVERED = `
with requested as (
  select
    instance_id,
    journal,
    min(from_at) as first_at,
    coalesce($from::timestamptz, min(from_at)) as from_at,
    coalesce($to::timestamptz, max(to_at)) as to_at
  from coverage
  where journal in ('incoming', 'outgoing') and ($instance::varchar[] is null or list_contains($instance::varchar[], instance_id))
  group by all
)
select
  instance_id,
  journal,
  seconds / (epoch(to_at) - epoch(from_at)) as share,
  seconds / (epoch(to_at) - epoch(greatest(from_at, first_at))) as share_since_first,
  strftime(first_at, '%Y-%m-%d') as first_day
from (
  select
    a.*,
    coalesce(sum(epoch(least(c.to_at, a.to_at)) - epoch(greatest(c.from_at, a.from_at)))
      filter (c.state = 'ok' and c.to_at > a.from_at and c.from_at < a.to_at), 0) as seconds
  from requested as a
  join coverage as c using (instance_id, journal)
  where a.to_at > a.from_at
  group by all
)
order by share, instance_id, journal`

const percent = (share: number) =>
  `${(Math.floor(share * 1000 + 1e-6) / 10).toLocaleString(messageLanguage, { minimumFractionDigits: 1, maximumFractionDigits: 1 })} %`

/** Notes how much of a period is covered, if not all of it. */
export const noteCovered = Effect.fnUntraced(function* (
  database: Database,
  period: { readonly from: Date | undefined; readonly to: Date | undefined },
  instances: ReadonlyArray<string>
) {
  const messages = yield* Messages
  const rows = yield* database.rows(COVERED, {
    from: period.from?.toISOString() ?? null,
    to: period.to?.toISOString() ?? null,
    instance: instances.length === 0 ? null : listValue([...instances])
  })
  const partly = rows.filter(({ share }) => Number(share) < WHOLE)
  if (partly.length === 0) return
  const shown = partly
    .slice(0, SHOWN)
    .map(({ instance_id, journal, share }) => `${instance_id} ${journal} ${percent(Number(share))}`)
  const isNew = partly.every((row) => Number(row["share_since_first"]) >= WHOLE)
  const days = partly.map((row) => String(row["first_day"])).sort()
  const since = isNew ? days[0] : undefined
  yield* messages.note(strings.archive.covered(shown.join(", "), partly.length - shown.length, since))
})
