// Finds the chats that match an id, a phone number, a name, or a part of one.
//
// An id must be in the tables, in any of its forms. Names are compared ignoring case and spaces, first as
// a whole, then in part; ids of one person are one chat. Names are those of the session: of people from the journal, the
// roster and the user's files, of groups only from these files. Call it after ids are named.
import { idKind } from "@chatledger/core"
import { listValue } from "@duckdb/node-api"
import * as Effect from "effect/Effect"
import type { Database } from "../engine/database.ts"
import { nearest } from "../failures/near-names.ts"
import { otherFormsOf } from "../phone/forms.ts"
import { peopleSql } from "../sql-files.ts"
import { placesOf } from "./names.ts"

/** A chat to show to the user. */
export interface FoundChat {
  readonly id: string
  readonly name: string | undefined
}

/** The result; `near` are chats with a similar name or id. */
export type ChatSearch =
  | { readonly kind: "id"; readonly ids: ReadonlyArray<string> }
  | { readonly kind: "name"; readonly chat: FoundChat; readonly ids: ReadonlyArray<string> }
  | { readonly kind: "several"; readonly chats: ReadonlyArray<FoundChat> }
  | {
      readonly kind: "none"
      readonly isId: boolean
      readonly near: ReadonlyArray<FoundChat>
      /** True if there are groups without a name in any file. */
      readonly hasUnnamedGroups: boolean
    }

interface KnownChat extends FoundChat {
  readonly ids: ReadonlyArray<string>
  readonly names: ReadonlyArray<string>
}

const known = `
with talked as (
  select instance_id, chat_id, last_message_at from chats
  union all
  select instance_id, chat_id, null from calls
),
named as (
  select
    coalesce(p.person_id, c.chat_id) as person_id, c.chat_id, n.name, c.last_message_at
  from talked as c
  left join people as p on p.id = c.chat_id
  left join names as n on n.instance_id = c.instance_id and n.id = c.chat_id
  where $instance::varchar[] is null or list_contains($instance::varchar[], c.instance_id)
)
select
  to_json(list(distinct chat_id order by chat_id))::varchar as ids,
  to_json(coalesce(list(distinct name order by name) filter (name is not null), []))::varchar as names
from named
group by person_id
order by max(last_message_at) desc nulls last, person_id`

const knownChats = Effect.fnUntraced(function* (database: Database, instances: ReadonlyArray<string>) {
  const instance = instances.length === 0 ? null : listValue([...instances])
  const rows = yield* database.rows(known, { instance })
  return rows.map((row): KnownChat => {
    const ids: ReadonlyArray<string> = JSON.parse(String(row["ids"]))
    const names: ReadonlyArray<string> = JSON.parse(String(row["names"]))
    return { id: ids[0] ?? "", name: names[0], ids, names }
  })
})

/** The ids among those given that are known, in the tables or as other ids of a chat. */
const idsThere = Effect.fnUntraced(function* (database: Database, ids: ReadonlyArray<string>) {
  const places = yield* placesOf(database)
  yield* database.run(peopleSql("known-chats", places))
  yield* database.run(peopleSql("phone-ids", places))
  const rows = yield* database.rows(
    `with given as (
       select unnest($ids::varchar[]) as id, unnest(range(len($ids::varchar[]))) as place
     )
     select id
     from (select * from given union select p.form, g.place from given as g join temp.phone_ids as p using (id))
     where id in (
       select chat_id from chats union select chat_id from calls
       union select id from temp.known_chats union select chat_id from temp.known_chats
     )
     group by id
     order by min(place), id`,
    { ids: listValue([...ids]) }
  )
  return rows.map((row) => String(row["id"]))
})

/** The ids that a text may mean, in every form; `isId` is false for words. */
export const idsMeant = Effect.fnUntraced(function* (text: string) {
  const { idOf } = yield* Effect.promise(() => import("../people-file/ids.ts"))
  const id = idOf(text) ?? (/^\d+$/.test(text) ? text : undefined)
  const isId = id !== undefined || /@[\w.]+$/.test(text)
  return { isId, ids: id === undefined ? [text] : [...new Set([text, id, ...otherFormsOf(id)])] }
})

const folded = (text: string): string =>
  text.normalize("NFKC").toLowerCase().replaceAll("ё", "е").replace(/\s+/g, " ").trim()

const shown = ({ id, name }: KnownChat): FoundChat => ({ id, name })

/** Finds the chats that match a text, in some instances or in all. */
export const findChats = Effect.fnUntraced(function* (
  database: Database,
  text: string,
  instances: ReadonlyArray<string> = []
) {
  const { ids, isId } = yield* idsMeant(text.trim())
  const [there] = yield* idsThere(database, ids)
  if (there !== undefined) return { kind: "id", ids: [there] } satisfies ChatSearch
  const chats = yield* knownChats(database, instances)
  const wanted = folded(text)
  const whole = chats.filter(({ names }) => names.some((name) => folded(name) === wanted))
  const part = chats.filter(
    ({ names }) => wanted !== "" && names.some((name) => folded(name).includes(wanted))
  )
  const found = whole.length > 0 ? whole : part
  const [one] = found
  if (one !== undefined && found.length === 1)
    return { kind: "name", chat: shown(one), ids: one.ids } satisfies ChatSearch
  if (found.length > 1) return { kind: "several", chats: found.map(shown) } satisfies ChatSearch
  const near = nearest(wanted, chats, ({ ids: own, names }) => (isId ? own : names.map(folded)), isId)
  const hasUnnamedGroups = chats.some(({ id, name }) => name === undefined && idKind(id) === "group")
  return { kind: "none", isId, near: near.map(shown), hasUnnamedGroups } satisfies ChatSearch
})
