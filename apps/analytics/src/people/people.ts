// People instead of ids: the views of a session that counts people.
//
// The cache's table `people` contains which ids are one person, by evidence of the journal; a roster joins more and
// names them. `countPeople` creates views that hide the tables, in this session only, so that every query that counts
// senders, reactors or voters counts people. Instances stay separate, as everywhere. Call it before `lock`.
import * as Effect from "effect/Effect"
import type { Database } from "../engine/database.ts"
import { RosterRefused } from "../failures/errors.ts"
import { nameIds, placesOf } from "../names/names.ts"
import type { NamedId } from "../people-file/named-id.ts"
import type { RosterRow } from "../people-file/roster-row.ts"
import { otherFormsOf } from "../phone/forms.ts"
import { peopleSql } from "../sql-files.ts"
import { type CountedAs, joinChats } from "./chats.ts"
import { replacePeople } from "./session-views.ts"

const rowType = JSON.stringify([
  {
    line: "INTEGER",
    path: "VARCHAR",
    row: "INTEGER",
    ids: [{ id: "VARCHAR", forms: ["VARCHAR"], is_digits: "BOOLEAN" }],
    name: "VARCHAR",
    is_own: "BOOLEAN",
    alias: "VARCHAR",
    groups: ["VARCHAR"],
    chat_ids: ["VARCHAR"],
    is_reply: "BOOLEAN",
    is_listed: "BOOLEAN"
  }
])

/** People whose private chat has several ids count as one person with it. */
const ofJoinedChats = `and person_id in (
    select person_id from people where id in (select id from temp.chat_of)
  )`

const replaceIds = Effect.fnUntraced(function* (database: Database, counted: CountedAs) {
  const areJoined = yield* joinChats(database, counted)
  if (counted === "chats" && !areJoined) return false
  yield* replacePeople(database, counted === "people" ? "" : ofJoinedChats, areJoined)
  return true
})

/**
 * Makes a session count people: those of the archive, joined and named by the roster, which may be empty, and named by
 * the user's names. Fails with `RosterRefused` if digits can be the number of one person and the id of another.
 */
export const countPeople = Effect.fnUntraced(function* (
  database: Database,
  roster: ReadonlyArray<RosterRow>,
  names: ReadonlyArray<NamedId> = []
) {
  const places = yield* placesOf(database)
  if (roster.length > 0) {
    const rows = roster.map((one, line) => ({
      line,
      path: one.place?.path ?? "",
      row: one.place?.row ?? line + 1,
      ids: one.ids.map((id) => ({
        id,
        forms: otherFormsOf(id),
        is_digits: one.digitIds?.includes(id) ?? false
      })),
      name: one.name,
      is_own: one.isOwn ?? false,
      alias: one.alias,
      groups: one.groups,
      chat_ids: one.chatIds,
      is_reply: one.isReply ?? false,
      is_listed: one.isListed ?? true
    }))
    yield* database.rows(
      `create or replace temp table roster_rows as
       select unnest(r) from (select unnest(from_json($rows::json, '${rowType}')) as r)`,
      { rows: JSON.stringify(rows) }
    )
    yield* database.run(peopleSql("phone-ids", places))
    yield* database.run(peopleSql("roster", places))
    const [unclear] = yield* database.rows("select path, row from temp.unclear_digits order by line limit 1")
    if (unclear !== undefined)
      return yield* Effect.fail(
        new RosterRefused({
          path: String(unclear["path"]),
          reason: { code: "digits_fit_both", row: Number(unclear["row"]), sheet: undefined }
        })
      )
  }
  yield* replaceIds(database, "people")
  yield* nameIds(database, names)
})

/**
 * Makes a session count a private chat with several ids as one chat, and its other side as one person; all
 * others are counted by id.
 */
export const countChats = Effect.fnUntraced(function* (
  database: Database,
  names: ReadonlyArray<NamedId> = []
) {
  const isChanged = yield* replaceIds(database, "chats")
  if (isChanged || names.length > 0) yield* nameIds(database, names)
})
