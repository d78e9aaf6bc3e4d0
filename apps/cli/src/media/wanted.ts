// Files missing from an archive: of messages whose download was never tried, failed, or may now succeed, and of messages
// that are known only from quotes. A JPEG of a picture and the links of quotes are tried if nothing else gives the file.
import type { Database } from "@chatledger/analytics"
import type { MediaLink, WantedMedia } from "@chatledger/archive"
import * as Effect from "effect/Effect"

/** Most files of one run; more wait for the next. */
const MOST = 200_000

/** Outcomes that are retried automatically. */
const passing = ["failed", "refused_host", "refused_scheme"]

/** A list of our own words as SQL. */
const texts = (words: ReadonlyArray<string>) =>
  words.map((word) => `'${word.replaceAll("'", "''")}'`).join(", ")

interface Wish {
  readonly kinds: ReadonlyArray<string>
  readonly instances: ReadonlyArray<string>
  /** Also retry files that were given up. */
  readonly again: boolean
  /** Bytes: a file that was too large may fit now. */
  readonly maxFileSize: number
}

const textOf = (value: unknown): string | null => (typeof value === "string" ? value : null)

const linkOf = (url: unknown, mimeType: string | null): ReadonlyArray<MediaLink> =>
  typeof url === "string" && url !== "" ? [{ url, mimeType }] : []

/** Files of messages, and of those that only quotes tell of. */
const FILES = `
  quoted as (
    select
      q.instance_id, q.chat_id, q.quoted_message_id as message_id,
      max(q.quoted_download_url) as quoted_download_url,
      max(q.quoted_mime_type) as mime_type,
      max(replace(q.quoted_type_message, 'Message', '')) as media_type,
      max(m.sent_at) as sent_at
    from quotes as q
    join messages as m using (instance_id, chat_id, message_id)
    where q.quoted_message_id is not null
    group by all
  ),
  files as (
    select
      m.instance_id, m.chat_id, m.message_id, m.media_type, m.download_url, m.download_url_jpeg,
      q.quoted_download_url, m.mime_type, x.sent_at
    from media as m
    join messages as x using (instance_id, chat_id, message_id)
    left join quoted as q using (instance_id, chat_id, message_id)
    union all
    select
      q.instance_id, q.chat_id, q.message_id, q.media_type, q.quoted_download_url, null, null, q.mime_type, q.sent_at
    from quoted as q
    anti join messages as m using (instance_id, chat_id, message_id)
  )`

const wantedOf = (row: Readonly<Record<string, unknown>>): WantedMedia => ({
  instanceId: String(row["instance_id"]),
  chatId: String(row["chat_id"]),
  idMessage: String(row["message_id"]),
  url: textOf(row["download_url"]),
  mimeType: textOf(row["mime_type"]),
  others: [
    ...linkOf(row["download_url_jpeg"], "image/jpeg"),
    ...linkOf(row["quoted_download_url"], textOf(row["mime_type"]))
  ],
  before: textOf(row["status"])
})

/** Selects the files to fetch, newest messages first: their links live longest. */
export const wantedMedia = Effect.fnUntraced(function* (database: Database, wish: Wish) {
  const { again, instances, kinds, maxFileSize } = wish
  const isWanted = again
    ? "f.status is distinct from 'kept'"
    : `(f.status is null or f.status in (${texts(passing)}) or (f.status = 'too_large' and f.byte_count <= ${maxFileSize}))`
  const rows = yield* database.rows(`
    with ${FILES}
    select
      m.instance_id, m.chat_id, m.message_id, m.download_url, m.download_url_jpeg, m.quoted_download_url, m.mime_type, f.status
    from files as m
    left join media_files as f using (instance_id, chat_id, message_id)
    where m.media_type in (${texts(kinds)}) and ${isWanted}
      ${instances.length === 0 ? "" : `and m.instance_id in (${texts(instances)})`}
    order by m.sent_at desc nulls last, m.instance_id, m.chat_id, m.message_id
    limit ${MOST}`)
  return rows.map(wantedOf)
})

/** Total bytes of all files, each content once. */
export const storedBytes = Effect.fnUntraced(function* (database: Database) {
  const [row] = yield* database.rows(
    "select coalesce(sum(byte_count), 0)::double as bytes from (select distinct sha256, byte_count from media_files where status = 'kept')"
  )
  return Number(row?.["bytes"] ?? 0)
})

/** The files that should exist according to the tables; missing ones can be fetched again on request. */
export const keptMedia = Effect.fnUntraced(function* (database: Database, instances: ReadonlyArray<string>) {
  const rows = yield* database.rows(`
    with ${FILES}
    select
      m.instance_id, m.chat_id, m.message_id, m.download_url, m.download_url_jpeg, m.quoted_download_url, m.mime_type,
      f.sha256, f.byte_count::double as byte_count
    from files as m
    join media_files as f using (instance_id, chat_id, message_id)
    where f.status = 'kept' ${instances.length === 0 ? "" : `and m.instance_id in (${texts(instances)})`}
    order by m.instance_id, m.chat_id, m.message_id`)
  return rows.map((row) => ({
    wanted: wantedOf(row),
    sha256: String(row["sha256"]),
    length: Number(row["byte_count"])
  }))
})
