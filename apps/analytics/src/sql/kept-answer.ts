// An answer kept as a separate database, from which files are written.
//
// The file is attached before the sandbox is locked: the query then runs without access to any folder, and another
// DuckDB instance, which runs no text of the user, writes its rows. `rowid` keeps their order.

import { join } from "node:path"
import { identifier, literal } from "@chatledger/export"
import type { DuckDBValue } from "@duckdb/node-api"
import * as Effect from "effect/Effect"
import { placeColumn } from "../dataset/parts.ts"
import { type Database, onConnection, openDatabase } from "../engine/database.ts"
import { queryFailed } from "../engine/result.ts"
import { bare } from "../engine/sql-pieces.ts"
import { folderBeside } from "../files/folder-beside.ts"

/** A place for one answer. */
export interface AnswerPlace {
  readonly folder: string
}

const NAME = "kept_answer"
const fileOf = ({ folder }: AnswerPlace) => join(folder, "answer.duckdb")

/** Creates a place for an answer beside a database's file, until the scope closes. */
export const answerFolder = Effect.fnUntraced(function* (path: string) {
  return { folder: yield* folderBeside({ path }, "answer") } satisfies AnswerPlace
})

/** Attaches a place to a database; call it before `lock`. Older storage versions have no VARIANT. */
export const attachAnswer = (database: Database, place: AnswerPlace) =>
  database.run(`attach ${literal(fileOf(place))} as ${NAME} (read_write, storage_version 'v1.5.0')`)

/** Creates and attaches a place for an answer beside the database, until the scope closes; call it before `lock`. */
export const placeForAnswer = Effect.fnUntraced(function* (database: Database) {
  const place = yield* answerFolder(database.path)
  yield* attachAnswer(database, place)
  return place
})

/**
 * Runs a query that `checkedQuery` accepted, or a built-in one, into the attached place, and detaches it.
 * Fails with `QueryRefused` and `DatabaseFailed`.
 */
export const writeAnswer = Effect.fnUntraced(function* (
  database: Database,
  sql: string,
  parameters: Readonly<Record<string, DuckDBValue>>
) {
  yield* onConnection(database.connection, (connection) =>
    connection.run(`create table ${NAME}.answer as from (${bare(sql)}\n)`, parameters)
  ).pipe(Effect.mapError(queryFailed()))
  yield* database.run(`detach ${NAME}`)
})

/** Attaches a kept answer under a name to another database; returns the query of its rows, with their places. */
export const attachKept = Effect.fnUntraced(function* (database: Database, place: AnswerPlace, name: string) {
  yield* database.run(`attach ${literal(fileOf(place))} as ${identifier(name)} (read_only)`)
  return `select *, rowid as ${placeColumn} from ${identifier(name)}.answer`
})

/** Opens the database that contains the rows of a kept query as `answer`, until the scope closes. */
export const openAnswer = (place: AnswerPlace, memoryLimit: string) =>
  openDatabase(fileOf(place), {
    isReadOnly: true,
    memoryLimit,
    temporaryFolder: join(place.folder, "tmp")
  })

/** Runs a query into its place and opens the result: `writeAnswer` and `openAnswer`. */
export const keepAnswer = Effect.fnUntraced(function* (
  database: Database,
  place: AnswerPlace,
  sql: string,
  parameters: Readonly<Record<string, DuckDBValue>>
) {
  yield* writeAnswer(database, sql, parameters)
  return yield* openAnswer(place, database.memoryLimit)
})
