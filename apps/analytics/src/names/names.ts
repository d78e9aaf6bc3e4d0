// Names instead of numbers: how a session names chats and people.
//
// The cache's table `names` contains the journal's names; `nameIds` replaces it, in this session only, with one that
// also has names from the user's files. Call it after people are counted, and before `lock`.
import * as Effect from "effect/Effect"
import type { Database } from "../engine/database.ts"
import type { NamedId } from "../people-file/named-id.ts"
import { otherFormsOf } from "../phone/forms.ts"
import { peopleSql } from "../sql-files.ts"

const rowType = JSON.stringify([
  {
    line: "INTEGER",
    path: "VARCHAR",
    row: "INTEGER",
    instance_id: "VARCHAR",
    id: "VARCHAR",
    forms: ["VARCHAR"],
    name: "VARCHAR",
    written: "VARCHAR",
    is_own: "BOOLEAN",
    is_reply: "BOOLEAN"
  }
])

/** The qualified schemas of the cache, for a session whose own tables hide the cache's. */
export const placesOf = Effect.fnUntraced(function* (database: Database) {
  const [row] = yield* database.rows("select current_database() as name")
  const name = `"${String(row?.["name"]).replaceAll('"', '""')}"`
  return { tables: `${name}.main`, ledger: `${name}.ledger` }
})

/** Applies the names in the user's files to a session; of several names for one id the first applies. */
export const nameIds = Effect.fnUntraced(function* (database: Database, names: ReadonlyArray<NamedId>) {
  const rows = names.map(({ id, instance, isOwn = false, isReply = false, name, place, written }, line) => ({
    line,
    path: place?.path ?? "",
    row: place?.row ?? line + 1,
    instance_id: instance ?? null,
    id,
    forms: otherFormsOf(id),
    name,
    written: written ?? name,
    is_own: isOwn,
    is_reply: isReply
  }))
  yield* database.rows(
    `create or replace temp table file_names as
     select unnest(r) from (select unnest(from_json($rows::json, '${rowType}')) as r)`,
    { rows: JSON.stringify(rows) }
  )
  const places = yield* placesOf(database)
  yield* database.run(peopleSql("phone-ids", places))
  yield* database.run(peopleSql("names", places))
})
