// Names of chats and people in the readable workbook: their name, else the number with a plus, else the
// id. An account is named as in the configuration, else "You".
//
// The names are in a temporary table that the sheets join; it contains a row for every id of `names`.

import { literal } from "@chatledger/export"
import * as Effect from "effect/Effect"
import type { Database } from "../../engine/database.ts"
import { transcriptSql } from "../../sql-files.ts"
import type { Locale } from "../wording.ts"

const words = {
  en: { you: "You", noChat: "(no chat)", stories: "Stories" },
  ru: { you: "Вы", noChat: "(без чата)", stories: "Статусы" }
} as const

/** Names of the user's own accounts. */
export interface OwnNames {
  readonly locale: Locale
  /** The configured names, by instance. */
  readonly ownNames: ReadonlyMap<string, string>
}

/** SQL that shows an id in readable form: a number with its plus. */
export const idShown = (id: string): string =>
  `case when regexp_full_match(${id}, '[0-9]{7,15}@c\\.us') then concat('+', ${id}[:-6]) else ${id} end`

/**
 * Creates `temp.shown_names` (instance_id, id, shown); call it before the sheets are written. Fails with `DatabaseFailed`.
 */
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
  yield* nameMentions(database)
})

const mention = "[0-9]{5,20}\\b"

/** Creates the macro `named_text(instance, written)`: a text with names for the numbers that it mentions. */
const nameMentions = Effect.fnUntraced(function* (database: Database) {
  const mentions = transcriptSql("mentions", { chosen: "select * from messages" })
  yield* database.run(`create or replace temp table mention_names as ${mentions}`)
  const [any] = yield* database.rows("select 1 from temp.mention_names limit 1")
  const named = `case when contains(written, '@') then list_reduce(
      list_prepend(written, list_distinct(regexp_extract_all(written, '@(${mention})', 1))),
      lambda shown, number: coalesce(
        regexp_replace(
          shown, concat('(^|[^\\p{L}\\p{N}_.])@', number, '\\b'),
          '\\1@' || replace(getvariable('mention_names')[concat(instance, ' ', number)], '\\', '\\\\'), 'g'
        ),
        shown
      )
    ) else written end`
  if (any !== undefined)
    yield* database.run(
      "set variable mention_names = (select map(list(concat(instance_id, ' ', number)), list(name)) from temp.mention_names)"
    )
  yield* database.run(
    `create or replace temp macro named_text(instance, written) as ${any === undefined ? "written" : named}`
  )
})

/** A join from a column of ids of `t` to their names, and the SQL of the name. */
export const nameOf = (alias: string, idColumn: string) => ({
  join: `left join temp.shown_names as ${alias} on ${alias}.instance_id = t.instance_id and ${alias}.id = t.${idColumn}`,
  shown: `coalesce(${alias}.shown, t.${idColumn})`
})
