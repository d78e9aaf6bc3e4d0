// Joins a private chat with several ids: …@lid and …@c.us of one person are one chat, once data links them.
//
// The tables keep the journal's keys. A session that counts chats or people sees one id, the
// number's, through views and tables between those of the cache and those of people; without such a chat there
// are none. Call it after a roster has joined people.
import { listValue } from "@duckdb/node-api"
import * as Effect from "effect/Effect"
import type { Database } from "../engine/database.ts"
import { placesOf } from "../names/names.ts"
import { peopleSql } from "../sql-files.ts"
import { joinTables } from "./session-views.ts"

/** What a session counts: only chats, or people, too. */
export type CountedAs = "chats" | "people"

/** Gives a private chat with several ids one id in the session; false if there is none. */
export const joinChats = Effect.fnUntraced(function* (database: Database, counted: CountedAs) {
  const places = yield* placesOf(database)
  yield* database.run(peopleSql("known-chats", places))
  yield* database.run(peopleSql("chats", { ...places, are_people_counted: String(counted === "people") }))
  const [row] = yield* database.rows("select count(*) as chats from temp.chat_of")
  if (Number(row?.["chats"]) === 0) return false
  yield* joinTables(database)
  return true
})

const meant = `with given as (select unnest($chats::varchar[]) as given_id),
  expanded as (
    select g.given_id, coalesce(k.chat_id, g.given_id) as id
    from given as g
    left join temp.known_chats as k on k.id = g.given_id
  ),
  meant as (
    select given_id, id from expanded
    union
    select e.given_id, k.id from expanded as e join temp.known_chats as k on k.chat_id = e.id
    union
    select given_id, given_id from expanded
  )`

/** All ids of the given chats, including those: a hidden id and its number are one chat. */
export const allIdsOf = Effect.fnUntraced(function* (database: Database, chats: ReadonlyArray<string>) {
  if (chats.length === 0) return chats
  yield* database.run(peopleSql("known-chats", yield* placesOf(database)))
  const rows = yield* database.rows(`${meant} select distinct id from meant order by id`, {
    chats: listValue([...chats])
  })
  return rows.map((row) => String(row["id"]))
})

/** The given chats, by any id, as a session that counts chats or people knows them. */
export const chatsMeant = Effect.fnUntraced(function* (database: Database, chats: ReadonlyArray<string>) {
  if (chats.length === 0) return chats
  const rows = yield* database.rows(
    `${meant},
     shown as (
       select m.given_id, c.chat_id
       from meant as m
       left join temp.chat_of as o on o.id = m.id
       join (select chat_id from chats union select chat_id from calls) as c
         on c.chat_id = coalesce(o.chat_id, m.id)
     )
     select distinct coalesce(s.chat_id, g.given_id) as id
     from given as g
     left join shown as s on s.given_id = g.given_id
     order by id`,
    { chats: listValue([...chats]) }
  )
  return rows.map((row) => String(row["id"]))
})
