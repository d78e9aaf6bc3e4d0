// Names beside ids in the files that people read: after every column of ids one of names, in every format but Parquet.
//
// The tables themselves and Parquet have ids alone. All names come from the table `names`, which contains a row per
// instance and id, so that no row is doubled.
import type { NameColumn, TableColumn } from "./column-line.ts"

/** A query of a table's rows with the columns of names, each after its ids; in no order. */
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
