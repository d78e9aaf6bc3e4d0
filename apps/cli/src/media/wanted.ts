// Files missing from an archive: of messages whose download was never tried, failed, or may now succeed.
import type { Database } from "@chatledger/analytics"
import type { WantedMedia } from "@chatledger/archive"
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

const wantedOf = (row: Readonly<Record<string, unknown>>): WantedMedia => ({
  instanceId: String(row["instance_id"]),
  chatId: String(row["chat_id"]),
  idMessage: String(row["message_id"]),
  url: textOf(row["download_url"]),
  mimeType: textOf(row["mime_type"]),
  before: textOf(row["status"])
})

/** Selects the files to fetch, newest messages first: their links live longest. */
export const wantedMedia = Effect.fnUntraced(function* (database: Database, wish: Wish) {
  const { again, instances, kinds, maxFileSize } = wish
  const isWanted = again
    ? "f.status is distinct from 'kept'"
    : `(f.status is null or f.status in (${texts(passing)}) or (f.status = 'too_large' and f.byte_count <= ${maxFileSize}))`
  const rows = yield* database.rows(`
    select m.instance_id, m.chat_id, m.message_id, m.download_url, m.mime_type, f.status
    from media as m
    join messages as x using (instance_id, chat_id, message_id)
    left join media_files as f using (instance_id, chat_id, message_id)
    where m.media_type in (${texts(kinds)}) and ${isWanted}
      ${instances.length === 0 ? "" : `and m.instance_id in (${texts(instances)})`}
    order by x.sent_at desc nulls last, m.instance_id, m.chat_id, m.message_id
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
    select m.instance_id, m.chat_id, m.message_id, m.download_url, m.mime_type, f.sha256, f.byte_count::double as byte_count
    from media as m
    join media_files as f using (instance_id, chat_id, message_id)
    where f.status = 'kept' ${instances.length === 0 ? "" : `and m.instance_id in (${texts(instances)})`}
    order by m.instance_id, m.chat_id, m.message_id`)
  return rows.map((row) => ({
    wanted: wantedOf(row),
    sha256: String(row["sha256"]),
    length: Number(row["byte_count"])
  }))
})
