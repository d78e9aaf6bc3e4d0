// Names in the place of numbers: what a session calls chats and people.
//
// The table `names` of the cache holds what the journal tells; `nameIds` puts before it, in this session only, the
// same with the names of a file that the user brings. To be done after people are counted, and before `lock`.
import * as Effect from "effect/Effect"
import type { Database } from "./database.ts"
import type { NamedId } from "./names-file.ts"
import { peopleSql } from "./sql-files.ts"

const rowType = '[{"line":"INTEGER","id":"VARCHAR","name":"VARCHAR"}]'

/** The schemas of the cache as a session names them that has tables of its own before them. */
export const placesOf = Effect.fnUntraced(function* (database: Database) {
  const [row] = yield* database.rows("select current_database() as name")
  const name = `"${String(row?.["name"]).replaceAll('"', '""')}"`
  return { tables: `${name}.main`, ledger: `${name}.ledger` }
})

/** Makes a session call chats and people what the user's file says; of several names of one id the first holds. */
export const nameIds = Effect.fnUntraced(function* (database: Database, names: ReadonlyArray<NamedId>) {
  const rows = names.map(({ id, name }, line) => ({ line, id, name }))
  yield* database.rows(
    `create or replace temp table file_names as
     select r.line, r.id, r.name from (select unnest(from_json($rows::json, '${rowType}')) as r)`,
    { rows: JSON.stringify(rows) }
  )
  yield* database.run(peopleSql("names", yield* placesOf(database)))
})
