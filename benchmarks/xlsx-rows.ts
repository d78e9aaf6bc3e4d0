// The rows of the XLSX benchmarks: 25 columns, three of them moments, with Cyrillic, emoji, marks of XML and JSON.
// A DuckDB file of any number of them, made once and kept in `benchmarks/data`.
import { existsSync, mkdirSync, renameSync, rmSync } from "node:fs"
import { duckdb } from "./duckdb.ts"
import { root } from "./measure.ts"

const columns = `
  '11010000' || lpad((i % 2)::varchar, 2, '0') as instance_id,
  case when i % 3 = 0 then '1203630' || (hash(i // 50) % 100000000000)::varchar || '@g.us'
       else '7900' || lpad((hash(i // 50) % 10000000)::varchar, 7, '0') || '@c.us' end as chat_id,
  upper(md5(i::varchar)) as message_id,
  ['incoming', 'outgoing'][1 + (hash(i) % 2)::int] as direction,
  ['textMessage', 'imageMessage', 'reactionMessage', 'extendedTextMessage'][1 + (hash(i) % 4)::int] as type_message,
  '7900' || lpad((hash(i // 7) % 10000000)::varchar, 7, '0') || '@c.us' as sender_id,
  ['Анна Петрова', 'Борис', 'Sam & Co', 'Дмитрий К.', 'Elena'][1 + (hash(i // 7) % 5)::int] as sender_name,
  ['Аня', 'Боря', 'Sam', 'Дима', 'Лена'][1 + (hash(i // 7) % 5)::int] as sender_contact_name,
  case when i % 2 = 0 then upper(md5((i - 1)::varchar)) end as quoted_message_id,
  ['sent', 'delivered', 'read'][1 + (hash(i) % 3)::int] as status_message,
  timestamptz '2024-01-01 00:00:00+00' + to_seconds(i * 30) as sent_at,
  timestamptz '2024-01-01 00:00:03+00' + to_seconds(i * 30) as status_at,
  timestamptz '2026-01-01 00:00:03+00' as first_seen_at,
  'Привет, это сообщение номер ' || i || '!' || repeat(' Слова, слова и ещё немного текста.', (hash(i) % 4)::int)
    || case when i % 20 = 0 then chr(10) || '<b>&</b> 👍' else '' end as text,
  case when i % 2 = 0 then 'a caption' || repeat(' with more words', (hash(i + 1) % 10)::int) end as caption,
  case when i % 2 = 1 then '{"a":' || i || ',"url":"https://example.com/x?y=' || i || '&z=1","list":[1,2,3]}' end as extra,
  (hash(i) % 5)::int as forwarding_score, (i % 1000)::int as revision_count, i::bigint as position,
  1700000000000 + i as ts,
  i % 7 = 0 as is_forwarded, i % 11 = 0 as is_edited, true as is_content,
  55.0 + (hash(i) % 1000000) / 1e6 as latitude,
  37.0 + (hash(i + 3) % 1000000) / 1e6 as longitude`

/** What every side writes. */
export const query = "select * from messages order by chat_id, message_id"

export const out = `${root}benchmarks/data/xlsx`

/** The path of a DuckDB file with so many rows. */
export const rowsFile = async (count: number) => {
  const path = `${out}/${count}.duckdb`
  if (existsSync(path)) return path
  mkdirSync(out, { recursive: true })
  rmSync(`${path}.part`, { force: true })
  const { close, run } = await duckdb(`${path}.part`, { memory_limit: "1GB" })
  await run(`create table messages as select ${columns} from range(${count}) r(i)`)
  await run("checkpoint")
  close()
  renameSync(`${path}.part`, path)
  return path
}
