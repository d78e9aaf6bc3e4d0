// Names instead of numbers: what a session calls chats and people.
//
// The table `names` of the cache holds what the journal tells; `nameIds` puts before it, in this session only, the
// same with the names of files that the user brings. To be done after people are counted, and before `lock`.
import * as Effect from "effect/Effect"
import type { Database } from "./database.ts"
import type { NamedId } from "./people-file/named-id.ts"
import { otherFormsOf } from "./phone/forms.ts"
import { peopleSql } from "./sql-files.ts"

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

/** The schemas of the cache as a session names them that has tables of its own before them. */
export const placesOf = Effect.fnUntraced(function* (database: Database) {
  const [row] = yield* database.rows("select current_database() as name")
  const name = `"${String(row?.["name"]).replaceAll('"', '""')}"`
  return { tables: `${name}.main`, ledger: `${name}.ledger` }
})

/** Makes a session call chats and people what the user's files say; of several names of one id the first holds. */
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
  yield* database.run(peopleSql("names", yield* placesOf(database)))
})
