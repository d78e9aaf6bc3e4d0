// Names beside ids in the files that people read: after every column of ids one of names, in CSV and XLSX.
//
// The tables themselves and Parquet have ids alone. All names come from the table `names`, which holds a row per
// instance and id, so that no row is doubled.
import type { CatalogueColumn } from "./catalogue.ts"

const columns = {
  chat_id: [
    "chat_name",
    "Name of chat_id: of a private chat that of the other side, of a group that of --names"
  ],
  sender_id: ["sender_display_name", "Name of sender_id"],
  quoted_participant: ["quoted_participant_name", "Name of quoted_participant"],
  target_participant: ["target_participant_name", "Name of target_participant"],
  reactor_id: ["reactor_name", "Name of reactor_id"],
  voter_id: ["voter_name", "Name of voter_id"],
  asked_by: ["asked_by_name", "Name of asked_by"]
} as const satisfies Record<string, readonly [name: string, comment: string]>

const isIdColumn = (column: string): column is keyof typeof columns => Object.hasOwn(columns, column)

/** Columns of ids and of their names, of tables and statistics; of the names the first that is there is the one meant. */
export const idNameColumns: ReadonlyArray<{ readonly id: string; readonly names: ReadonlyArray<string> }> = [
  ...Object.entries(columns).map(([id, [name]]) => ({
    id,
    names: id === "sender_id" ? [name, "sender_name", "sender_contact_name"] : [name]
  })),
  ...["author", "answered", "member"].map((who) => ({ id: `${who}_id`, names: [`${who}_name`] }))
]

/** A column of names. */
export interface NameColumn {
  readonly name: string
  /** The column of ids before it. */
  readonly idColumn: string
  readonly comment: string
}

/** The columns of names of a table. */
export const nameColumnsOf = (own: ReadonlyArray<Pick<CatalogueColumn, "name">>): ReadonlyArray<NameColumn> =>
  own.flatMap(({ name: idColumn }) => {
    if (!isIdColumn(idColumn)) return []
    const [name, comment] = columns[idColumn]
    return [{ name, idColumn, comment }]
  })

/** A query of a table's rows with the columns of names, each after its ids; in no order. */
export const withNames = (
  query: string,
  own: ReadonlyArray<Pick<CatalogueColumn, "name">>,
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
