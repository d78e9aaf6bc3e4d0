// A database of pseudonymised tables that replaces the real one, so that output and queries can reveal only
// what it contains.
//
// The tables are rebuilt in a file beside the cache, which is deleted with the scope. Names, order and types of their
// columns are the same, and messages also have `text_length`. The table `names` exists but is empty; our
// macros exist, too. That database never contains the key.

import { join } from "node:path"
import { literal } from "@chatledger/export"
import { blobValue } from "@duckdb/node-api"
import * as Effect from "effect/Effect"
import { type Database, openDatabase } from "../engine/database.ts"
import { folderBeside } from "../files/folder-beside.ts"
import { macrosSql, pseudonymSql } from "../sql-files.ts"
import { type CatalogueColumn, type CatalogueTable, catalogue } from "../tables/catalogue.ts"
import { needsZone, type ParquetColumn } from "../tables/column-line.ts"
import { tableNamed } from "../tables/tables.ts"
import { blocksOf, type PseudonymKey } from "./key.ts"
import { ruleOf, type TextPolicy } from "./rules.ts"

/** Options of a pseudonymised export. */
export interface Pseudonyms {
  readonly key: PseudonymKey
  readonly texts: TextPolicy
}

/** Ids that filter an export, as the user knows them, and as tokens. */
export interface NamedIds {
  readonly instance: ReadonlyArray<string>
  readonly chat: ReadonlyArray<string>
}

const NAME = "pseudonymous"
const KNOWN = "known_tokens"

const remarked = (comment: string, remark: string | undefined) =>
  remark === undefined ? comment : `${comment} (pseudonymised: ${remark})`

interface Known {
  readonly table: CatalogueTable
  readonly columns: ReadonlyArray<CatalogueColumn & { readonly rule: ReturnType<typeof ruleOf> }>
  /** Columns that only files have, if they derive from the table alone. */
  readonly added: ReadonlyArray<ParquetColumn>
}

const knownOf = (table: CatalogueTable, texts: TextPolicy): Known => {
  const { columns, parquet } = tableNamed(table.name)
  return {
    table,
    columns: table.columns.map((column) => {
      const kind = columns.find(({ name }) => name === column.name)?.kind
      return { ...column, rule: ruleOf(kind ?? "dropped", texts) }
    }),
    added: parquet.filter(
      (added) => !needsZone(added) && !table.columns.some(({ name }) => name === added.name)
    )
  }
}

/** SQL that makes each repeated id's token once: far less work than once per row. */
const knownSql = (tables: ReadonlyArray<Known>): string => {
  const ids = tables.flatMap(({ columns, table }) =>
    columns.flatMap(({ name, rule: { macro } }) =>
      macro === undefined ? [] : [{ macro, ids: `select distinct ${name} as known_id from ${table.name}` }]
    )
  )
  const made = [...Map.groupBy(ids, ({ macro }) => macro)].map(
    ([macro, each]) =>
      `select '${macro}' as known_macro, known_id, ${macro}(known_id) as known_token
       from (${each.map((one) => one.ids).join(" union ")}) where known_id is not null`
  )
  return `create or replace temp table ${KNOWN} as ${made.join(" union all ")}`
}

const tableSql = ({ added, columns, table: { comment, name } }: Known): string => {
  const joins: Array<string> = []
  const shown = columns.map((column, place) => {
    const { macro, sql } = column.rule
    if (macro === undefined) return `${sql(column.name) ?? `null::${column.type}`} as ${column.name}`
    const on = `k${place}.known_macro = '${macro}' and k${place}.known_id = t.${column.name}`
    joins.push(`left join ${KNOWN} as k${place} on ${on}`)
    return `k${place}.known_token as ${column.name}`
  })
  const more = added.map((column) => `${column.expression} as ${column.name}`)
  const comments = [
    ...columns.map((column) => [column.name, remarked(column.comment, column.rule.remark)] as const),
    ...added.map((column) => [column.name, `${column.comment}, before anything was done with it`] as const)
  ].map(([column, text]) => `comment on column ${NAME}.${name}.${column} is ${literal(text)}`)
  return [
    `create table ${NAME}.${name} as select ${[...shown, ...more].join(", ")} from ${name} as t ${joins.join(" ")}`,
    `comment on table ${NAME}.${name} is ${literal(comment)}`,
    ...comments
  ].join(";\n")
}

/** Gives the macros the key while an effect runs. */
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
 * Creates the pseudonymised tables of a database; returns a read-only database that contains nothing else, open until the
 * scope closes, and the tokens of the given ids. Fails with `CacheNotWritable` and `DatabaseFailed`.
 */
export const pseudonymous = Effect.fnUntraced(function* (
  database: Database,
  { key, texts }: Pseudonyms,
  ids: NamedIds
) {
  const folder = yield* folderBeside(database, "pseudonyms")
  const path = join(folder, "tables.duckdb")
  const tables = (yield* catalogue(database)).map((table) => knownOf(table, texts))
  yield* database.run(pseudonymSql("tokens"))
  yield* database.run(pseudonymSql("texts"))
  yield* database.run(`attach ${literal(path)} as ${NAME} (read_write)`)
  const tokens = yield* withKey(
    database,
    key,
    Effect.gen(function* () {
      yield* database.run(knownSql(tables))
      for (const table of tables) yield* database.run(tableSql(table))
      yield* database.run(`create table ${NAME}.names (instance_id varchar, id varchar, name varchar)`)
      yield* database.run(macrosSql(`${NAME}.`))
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
