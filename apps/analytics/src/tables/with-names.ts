// Adds names beside ids in readable files: a name column after every id column, in every format except Parquet.
//
// The tables themselves and Parquet contain only ids. All names come from the table `names`, which has one row per
// instance and id, so no row is duplicated.
import type { NameColumn, TableColumn } from "./column-line.ts"

/** A query for a table's rows with name columns, each after its ids; unordered. */
export const withNames = (
  query: string,
  own: ReadonlyArray<Pick<TableColumn, "name">>,
  named: ReadonlyArray<NameColumn>
): string => {
  if (named.length === 0) return query
  const shown = own.flatMap(({ name }) => {
    const place = named.findIndex(({ idColumn }) => idColumn === name)
    return place < 0 ? [`t.${name}`] : [`t.${name}`, `n${place}.name as ${named[place]?.name}`]
  })
  const joins = named.map(
    ({ idColumn }, place) =>
      `left join names as n${place} on n${place}.instance_id = t.instance_id and n${place}.id = t.${idColumn}`
  )
  return `select ${shown.join(", ")} from (${query}) as t ${joins.join(" ")}`
}
