// Checks the arguments of an export from plain JavaScript: a clear error instead of a TypeError from deep inside.
import { InvalidArgument } from "@chatledger/core"
import { checkFiles, optionsOf, textOf } from "@chatledger/core/internal"
import type { DuckDBConnection } from "@duckdb/node-api"
import * as Effect from "effect/Effect"

/** Throws `InvalidArgument` if the value is not a connection, of any copy of @duckdb/node-api. */
export const checkConnection = (call: string, connection: unknown): DuckDBConnection => {
  const isConnection =
    typeof connection === "object" &&
    connection !== null &&
    typeof Reflect.get(connection, "runAndReadAll") === "function"
  if (isConnection) return connection as DuckDBConnection
  const needs = "a connection of @duckdb/node-api: await instance.connect()"
  throw new InvalidArgument({ call, argument: "connection", needs })
}

const isTable = (table: unknown): boolean =>
  ["name", "query"].every((field) => typeof Object(table)[field] === "string")

const checkOptions = (call: string, options: unknown, place: "directory" | "path"): void => {
  const given = optionsOf(call, options, `an object with ${place}, tables, createdAt and program`)
  textOf(call, place, given[place], place === "path" ? "the path of a file" : "the path of a folder")
  const refuse = (argument: string, needs: string) => new InvalidArgument({ call, argument, needs })
  if (!Array.isArray(given["tables"]) || !given["tables"].every(isTable))
    throw refuse("tables", "a list of { name, title, query }")
  if (place === "directory" && !Array.isArray(given["formats"]))
    throw refuse("formats", 'a list such as ["parquet", "xlsx"]')
  if (typeof Object(given["createdAt"]).getTime !== "function")
    throw refuse("createdAt", "a Date, such as new Date()")
  const program = Object(given["program"])
  if (typeof program.name !== "string" || typeof program.version !== "string")
    throw refuse("program", '{ name, version }, such as { name: "nightly", version: "1.0.0" }')
}

/**
 * Dies with `InvalidArgument` if a required option of an export or the layer of files is missing; `place` is `directory`
 * or `path`.
 */
export const checkCall = (
  call: string,
  connection: unknown,
  options: unknown,
  place: "directory" | "path"
): Effect.Effect<void> =>
  Effect.sync(() => {
    checkConnection(call, connection)
    checkOptions(call, options, place)
  }).pipe(Effect.andThen(checkFiles(call)))
