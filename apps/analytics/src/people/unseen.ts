// People in the user's rosters and names files who are not in the archive: a typo, a number in another
// form, or someone who has never written.
import * as Effect from "effect/Effect"
import type { Database } from "../engine/database.ts"

/** Entries of a file that were never seen. */
export interface Unseen {
  /** As the user gave it. */
  readonly path: string
  /** The first few of its rows, as a spreadsheet numbers them. */
  readonly rows: ReadonlyArray<number>
  /** How many rows were never seen, of those that describe someone. */
  readonly count: number
  readonly of: number
  /** True for a saved reply of the service of which none were seen: it also lists people who never write. */
  readonly isReply: boolean
}

const SHOWN = 5

const inRosters = `
with seen as (
  select distinct i.line
  from temp.roster_ids as i
  join people as p on p.id = i.id
  join people as o on o.person_id = p.person_id
  join temp.met_people as m on m.id = o.id
)
select r.path, r.row, r.is_reply, s.line is null as is_unseen
from temp.roster_rows as r
left join seen as s using (line)`

const inNames = `
with forms as (
  select line, unnest(list_prepend(id, forms)) as id
  from temp.file_names
  union
  select f.line, p.form
  from temp.file_names as f
  join temp.phone_ids as p using (id)
),
seen as (
  select distinct f.line
  from forms as f
  semi join names as n on n.id = f.id
)
select f.path, f.row, f.is_reply, s.line is null as is_unseen
from temp.file_names as f
left join seen as s using (line)`

const ofFiles = (rows: string) => `
with listed as (
  select path, row, is_reply, bool_and(is_unseen) as is_unseen
  from (${rows})
  where path <> ''
  group by path, row, is_reply
)
select
  path,
  is_reply,
  count(*)::integer as of,
  (count(*) filter (is_unseen))::integer as count,
  to_json((list(row order by row) filter (is_unseen))[:${SHOWN}])::varchar as rows
from listed
group by path, is_reply
having count > 0 and (not is_reply or count = of)
order by path`

const unseenIn = Effect.fnUntraced(function* (database: Database, rows: string) {
  const found = yield* database.rows(ofFiles(rows))
  return found.map(
    ({ count, is_reply, of, path, rows: first }): Unseen => ({
      path: String(path),
      rows: JSON.parse(String(first)),
      count: Number(count),
      of: Number(of),
      isReply: is_reply === true
    })
  )
})

/** For a session's rosters, once its people are counted. */
export const unseenInRosters = (database: Database) => unseenIn(database, inRosters)

/** For a session's names files, once ids are named. */
export const unseenInNames = (database: Database) => unseenIn(database, inNames)
