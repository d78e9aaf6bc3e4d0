// A database of pseudonymised tables, in place of the real one: whatever is written or asked from it can tell only
// what stands in it.
//
// The tables are made anew in a file beside the cache, which goes with the scope; names, order and types of their
// columns are the same, and messages have `text_length` beside. The table `names` is there, and empty; so are the macros
// that read texts. The key is in that database at no time.
import { join } from "node:path"
import { blobValue } from "@duckdb/node-api"
import * as Effect from "effect/Effect"
import { type CatalogueTable, catalogue } from "../catalogue.ts"
import { type Database, openDatabase } from "../database.ts"
import { folderBeside } from "../folder-beside.ts"
import { loadSql, pseudonymSql } from "../sql-files.ts"
import { literal } from "../sql-text.ts"
import { blocksOf, type PseudonymKey } from "./key.ts"
import { isRepeated, macros, pseudonymOf, remarkOf, ruleOf, type TextPolicy } from "./rules.ts"

/** How an export is pseudonymised. */
export interface Pseudonyms {
  readonly key: PseudonymKey
  readonly texts: TextPolicy
}

/** Ids that narrow an export, as the user knows them, and as tokens. */
export interface NamedIds {
  readonly instance: ReadonlyArray<string>
  readonly chat: ReadonlyArray<string>
}

const NAME = "pseudonymous"
const KNOWN = "known_tokens"

const textLength = {
  name: "text_length",
  comment: "Characters of the text (Unicode code points), before anything was done with it"
}

const remarked = (comment: string, remark: string | undefined) =>
  remark === undefined ? comment : `${comment} (pseudonymised: ${remark})`

/** Makes a token for every id that comes again and again: far less work than one for every row. */
const knownSql = (tables: ReadonlyArray<CatalogueTable>): string => {
  const ids = tables.flatMap((table) =>
    table.columns.flatMap(({ name, type }) => {
      const rule = ruleOf(name, type)
      return isRepeated(rule) ? [{ rule, ids: `select distinct ${name} as known_id from ${table.name}` }] : []
    })
  )
  const made = Object.entries(macros).map(
    ([rule, macro]) =>
      `select '${rule}' as known_rule, known_id, ${macro("known_id")} as known_token from (
         ${ids
           .filter((each) => each.rule === rule)
           .map((each) => each.ids)
           .join(" union ")}
       ) where known_id is not null`
  )
  return `create or replace temp table ${KNOWN} as ${made.join(" union all ")}`
}

const joinsOf = (columns: CatalogueTable["columns"]) =>
  columns.flatMap(({ name, type }, place) => {
    const rule = ruleOf(name, type)
    const alias = `k${place}`
    const on = `${alias}.known_rule = '${rule}' and ${alias}.known_id = t.${name}`
    return isRepeated(rule)
      ? [{ name, token: `${alias}.known_token`, join: `left join ${KNOWN} as ${alias} on ${on}` }]
      : []
  })

const tableSql = ({ columns, comment, name }: CatalogueTable, texts: TextPolicy): string => {
  const isLengthAdded = name === "messages" && !columns.some((column) => column.name === textLength.name)
  const joined = joinsOf(columns)
  const shown = columns.map((column) => {
    const token = joined.find((each) => each.name === column.name)?.token
    return `${token ?? pseudonymOf(column.name, column.type, texts)} as ${column.name}`
  })
  const all = isLengthAdded ? [...shown, `length(text) as ${textLength.name}`] : shown
  const described = columns.map((column) => ({
    name: column.name,
    comment: remarked(column.comment, remarkOf(column.name, column.type, texts))
  }))
  const comments = (isLengthAdded ? [...described, textLength] : described).map(
    (column) => `comment on column ${NAME}.${name}.${column.name} is ${literal(column.comment)}`
  )
  return [
    `create table ${NAME}.${name} as select ${all.join(", ")}
     from ${name} as t ${joined.map(({ join: each }) => each).join(" ")}`,
    `comment on table ${NAME}.${name} is ${literal(comment)}`,
    ...comments
  ].join(";\n")
}

/** Lets the macros know the key for as long as something runs. */
const withKey = <A, E, R>(database: Database, key: PseudonymKey, use: Effect.Effect<A, E, R>) => {
  const { inner, outer } = blocksOf(key)
  const given = Effect.gen(function* () {
    yield* database.rows("set variable token_inner = $block", { block: blobValue(inner) })
    yield* database.rows("set variable token_outer = $block", { block: blobValue(outer) })
  })
  const forgotten = database.run("reset variable token_inner; reset variable token_outer")
  return Effect.andThen(given, use).pipe(Effect.ensuring(Effect.ignore(forgotten)))
}

const tokensOf = Effect.fnUntraced(function* (
  database: Database,
  macro: "instance_token" | "id_token",
  ids: ReadonlyArray<string>
) {
  const tokens: Array<string> = []
  for (const id of ids) {
    const [row] = yield* database.rows(`select ${macro}($id::varchar) as token`, { id })
    tokens.push(String(row?.["token"]))
  }
  return tokens
})

/**
 * Makes the pseudonymised tables of a database and answers a database that holds nothing else, read-only, until the
 * scope closes; with it, the tokens of the ids given. Fails with `CacheNotWritable` and `DatabaseFailed`.
 */
export const pseudonymous = Effect.fnUntraced(function* (
  database: Database,
  { key, texts }: Pseudonyms,
  ids: NamedIds
) {
  const folder = yield* folderBeside(database, "pseudonyms")
  const path = join(folder, "tables.duckdb")
  const tables = yield* catalogue(database)
  yield* database.run(pseudonymSql("tokens"))
  yield* database.run(pseudonymSql("texts"))
  yield* database.run(`attach ${literal(path)} as ${NAME} (read_write)`)
  const tokens = yield* withKey(
    database,
    key,
    Effect.gen(function* () {
      yield* database.run(knownSql(tables))
      for (const table of tables) yield* database.run(tableSql(table, texts))
      yield* database.run(loadSql("texts", { of: `${NAME}.` }))
      yield* database.run(`create table ${NAME}.names (instance_id varchar, id varchar, name varchar)`)
      return {
        instance: yield* tokensOf(database, "instance_token", ids.instance),
        chat: yield* tokensOf(database, "id_token", ids.chat)
      } satisfies NamedIds
    })
  )
  yield* database.run(`drop table temp.${KNOWN}; detach ${NAME}`)
  const opened = yield* openDatabase(path, {
    isReadOnly: true,
    memoryLimit: database.memoryLimit,
    temporaryFolder: join(folder, "tmp")
  })
  return { database: opened, tokens }
})
