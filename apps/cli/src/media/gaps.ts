// A query for missing files of messages: lost, refused, or not fetched yet.
import type { Question } from "../output/answer.ts"

const list = (name: string, count: number) =>
  Array.from({ length: count }, (_, index) => `$${name}_${index}::varchar`).join(", ")

const named = (name: string, values: ReadonlyArray<string>) =>
  Object.fromEntries(values.map((value, index) => [`${name}_${index}`, value]))

/** The columns of `media gaps`. */
export const gapsColumns: ReadonlyArray<string> = [
  ...["instance_id", "chat_id", "chat_name", "message_id", "sent_at", "media_type", "file_name", "why"],
  ...["host", "http_status", "tried_at"]
]

/** The query of `media gaps`, by kinds of files and instances; an empty list means all instances. */
export const gapsQuestion = (kinds: ReadonlyArray<string>, instances: ReadonlyArray<string>): Question => ({
  name: "media_gaps",
  sql: `select
  m.instance_id, m.chat_id, n.name as chat_name, m.message_id, x.sent_at, m.media_type, m.file_name,
  coalesce(f.status, 'not_fetched') as why,
  regexp_extract(coalesce(f.url, m.download_url), '^https?://([^/?#]+)', 1) as host,
  f.http_status, f.ended_at as tried_at
from media as m
join messages as x using (instance_id, chat_id, message_id)
left join media_files as f using (instance_id, chat_id, message_id)
left join names as n on n.instance_id = m.instance_id and n.id = m.chat_id
where f.status is distinct from 'kept'
  and m.media_type in (${list("kind", kinds.length)})
  ${instances.length === 0 ? "" : `and m.instance_id in (${list("instance", instances.length)})`}
order by x.sent_at nulls first, m.instance_id, m.chat_id, m.message_id`,
  parameters: { ...named("kind", kinds), ...named("instance", instances) }
})
