// All tables, parsed from their files on first use.
import { sqlFiles } from "../sql-files.ts"
import type { Table } from "./header.ts"
import { parseTableFile, type TableFile } from "./table-file.ts"

/** Sorts files so that each follows those in its `after`; otherwise keeps their order. */
export const inOrder = (files: ReadonlyArray<TableFile>): ReadonlyArray<TableFile> => {
  const ordered = new Map<string, TableFile>()
  while (ordered.size < files.length) {
    const next = files.find(
      ({ after, name }) => !ordered.has(name) && after.every((other) => ordered.has(other))
    )
    if (next === undefined) {
      const left = files.flatMap(({ name }) => (ordered.has(name) ? [] : [name]))
      throw new Error(`sql/tables: After names no table, or goes in a circle: ${left.join(", ")}`)
    }
    ordered.set(next.name, next)
  }
  return [...ordered.values()]
}

const lazy = <A>(make: () => A): (() => A) => {
  let made: { readonly value: A } | undefined
  return () => {
    made ??= { value: make() }
    return made.value
  }
}

/** The files in the order in which a load fills their tables. */
export const tableFiles = lazy(() =>
  inOrder(sqlFiles("tables").map(({ name, text }) => parseTableFile(name, text)))
)

/** The tables available to queries, in the order in which a load fills them. */
export const tables = lazy(() => tableFiles().flatMap(({ table }) => table ?? []))

/** The exported tables, in reading order. */
export const exportedTables = lazy(
  (): ReadonlyArray<Table> =>
    tables()
      .flatMap((table) => (table.place === undefined ? [] : [{ table, place: table.place }]))
      .sort((left, right) => left.place - right.place)
      .map(({ table }) => table)
)

/** Names of the exported tables, in reading order. */
export const publicTables = lazy((): ReadonlyArray<string> => exportedTables().map(({ name }) => name))

export const isTableName = (name: string): boolean => publicTables().includes(name)

/** The definition of a table that is available to queries; throws for any other. */
export const tableNamed = (name: string): Table => {
  const found = tables().find((table) => table.name === name)
  if (found === undefined) throw new Error(`there is no table ${name}`)
  return found
}
