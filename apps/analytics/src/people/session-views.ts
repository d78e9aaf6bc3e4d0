// The views of a session that counts chats or people, which hide the cache's tables: a query of `messages`
// reads them.
//
// A table about chats gets a view `joined_…` with one id per private chat, from the section `-- one chat` of its file
// or from its columns. On these are views with people instead of ids, from the section `-- people` or from the columns
// of people. If a person used several ids, what is current is computed again: a person's latest reaction to a
// message counts, and the latest vote in a poll; one update with several ids of a person is one choice.
import * as Effect from "effect/Effect"
import type { Database } from "../engine/database.ts"
import { placesOf } from "../names/names.ts"
import { filledIn, peopleSql } from "../sql-files.ts"
import type { Table } from "../tables/header.ts"
import type { TableFile } from "../tables/table-file.ts"
import { tableFiles } from "../tables/tables.ts"
import { countByWordsOf } from "../words/words.ts"

/** True for a table that is replaced if a private chat has one id. */
const isJoined = ({ oneChat, table }: TableFile): boolean =>
  oneChat !== "" || table?.columns.some(({ name }) => name === "chat_id") === true

/** Creates the tables with one id per private chat. */
export const joinTables = Effect.fnUntraced(function* (database: Database) {
  const places = yield* placesOf(database)
  yield* database.run(peopleSql("twins", places))
  for (const { name, oneChat } of tableFiles().filter(isJoined)) {
    const sql = oneChat === "" ? peopleSql("joined-table", { ...places, name }) : filledIn(oneChat, places)
    yield* database.run(sql)
  }
})

/** Id columns that may identify one person; each has a name column. */
const personColumns = ({ columns, names }: Table): ReadonlyArray<string> =>
  columns.flatMap(({ kind, name }) =>
    kind === "person" && names.some(({ idColumn }) => idColumn === name) ? [name] : []
  )

/** SQL of the view that hides a table; empty if none is needed. */
const viewOf = ({ name, people, table }: TableFile, isBeneath: boolean): string => {
  if (people !== "") return people
  const ids = table === undefined ? [] : personColumns(table)
  if (ids.length === 0)
    return isBeneath ? `create or replace temp view ${name} as from {{tables}}.${name}` : ""
  const replaced = ids.map((id, place) => `coalesce(p${place}.person_id, t.${id}) as ${id}`)
  const joins = ids.map((id, place) => `left join temp.person_of as p${place} on p${place}.id = t.${id}`)
  return `create or replace temp view ${name} as
    select t.* replace (${replaced.join(", ")}) from {{tables}}.${name} as t ${joins.join(" ")}`
}

/** Lets words be counted by people; the tables of a dataset have none. */
const replaceWriters = Effect.fnUntraced(function* (database: Database, areJoined: boolean) {
  const [any] = yield* database.rows("select 1 from ledger.text_words limit 1")
  if (any === undefined) return
  const { ledger } = yield* placesOf(database)
  if (areJoined) yield* database.run(peopleSql("joined-table", { tables: ledger, name: "text_words" }))
  yield* database.run(`create or replace temp view text_words as
    select t.* replace (coalesce(p.person_id, t.sender_id) as sender_id)
    from ${areJoined ? "temp.joined_" : `${ledger}.`}text_words as t
    left join temp.person_of as p on p.id = t.sender_id`)
  yield* countByWordsOf(database, "temp.text_words")
})

/** Replaces ids that match `whom`, a condition, with people; `areJoined` if private chats have one id. */
export const replacePeople = Effect.fnUntraced(function* (
  database: Database,
  whom: string,
  areJoined: boolean
) {
  const { tables } = yield* placesOf(database)
  const joined = new Set(
    areJoined
      ? tableFiles()
          .filter(isJoined)
          .map(({ name }) => name)
      : []
  )
  const placed = (sql: string) =>
    sql.replace(/\{\{tables\}\}\.(\w+)/g, (_, name: string) =>
      joined.has(name) ? `temp.joined_${name}` : `${tables}.${name}`
    )
  yield* database.run(peopleSql("person-of", { whom }))
  for (const file of tableFiles()) {
    const sql = viewOf(file, joined.has(file.name))
    if (sql !== "") yield* database.run(placed(sql))
  }
  yield* replaceWriters(database, areJoined)
})
