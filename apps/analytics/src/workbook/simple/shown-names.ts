// What chats and people are called in a workbook that people read: by their names, else by a number with its plus, else by
// their ids; an account itself by what the configuration calls it, else "You".
//
// The names are in a table of the session, which sheets join; it contains a row for every id of `names`.

import { literal } from "@chatledger/export"
import * as Effect from "effect/Effect"
import type { Database } from "../../database.ts"
import type { Locale } from "../wording.ts"

const words = {
  en: { you: "You", noChat: "(no chat)", stories: "Stories" },
  ru: { you: "Вы", noChat: "(без чата)", stories: "Статусы" }
} as const

/** What is told of the accounts. */
export interface OwnNames {
  readonly locale: Locale
  /** What the user calls them, by instance. */
  readonly ownNames: ReadonlyMap<string, string>
}

/** An id as people read it, as SQL: a number with its plus. */
export const idShown = (id: string): string =>
  `case when regexp_full_match(${id}, '[0-9]{7,15}@c\\.us') then concat('+', ${id}[:-6]) else ${id} end`

/** Makes `temp.shown_names` (instance_id, id, shown); to be done before the sheets are written. Fails with `DatabaseFailed`. */
export const showNames = Effect.fnUntraced(function* (database: Database, { locale, ownNames }: OwnNames) {
  const { noChat, stories, you } = words[locale]
  const own = [...ownNames].map(([instance, name]) => `when ${literal(instance)} then ${literal(name)}`)
  const called = own.length === 0 ? "null" : `case instance_id ${own.join(" ")} end`
  yield* database.run(
    `create or replace temp table shown_names as
     with instances as (select count(distinct instance_id) as instances from names)
     select
       instance_id, id,
       case
         when name is not null then name
         when starts_with(id, 'instance:') then coalesce(
           ${called},
           case when instances = 1 then ${literal(you)} else concat(${literal(you)}, ' (', instance_id, ')') end
         )
         when id = 'status@broadcast' then ${literal(stories)}
         when id = '' then ${literal(noChat)}
         else ${idShown("id")}
       end as shown
     from names, instances`
  )
})

/** A join that gives a column of ids of `t` its names, and what they are then called. */
export const nameOf = (alias: string, idColumn: string) => ({
  join: `left join temp.shown_names as ${alias} on ${alias}.instance_id = t.instance_id and ${alias}.id = t.${idColumn}`,
  shown: `coalesce(${alias}.shown, t.${idColumn})`
})
