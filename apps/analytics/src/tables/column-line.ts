// A line of `create table` in a file of sql/tables, with what is behind it.
//
//   chat_id varchar not null, -- chat in chats | Id чата | Chat (chatId)
//   -- chat_name not in parquet: name of chat_id | Чат | Name of chat_id
//   -- text_length in parquet: length(text) | Characters of the text
//
// The first is a column: its kind, its title in Russian, its meaning. `in chats` says in which table these ids stand once
// each; `name of sender_id`, whose name it is. The others are columns of files alone.
import { type ColumnKind, isColumnKind } from "./column-kinds.ts"

export interface TableColumn {
  readonly name: string
  readonly kind: ColumnKind
  /** Of ids, the table in which each of them stands. */
  readonly inTable: string | undefined
  /** Of a name, the column of ids that it belongs to. */
  readonly ofColumn: string | undefined
  /** In Russian; in English it is the name. */
  readonly title: string
  readonly meaning: string
}

/** A column of names beside one of ids, in every format but Parquet. */
export interface NameColumn {
  readonly name: string
  readonly idColumn: string
  /** In Russian. */
  readonly title: string
  readonly comment: string
}

/** A column that only Parquet has; `{{zone}}` in it is a time zone, without which it is left out. */
export interface ParquetColumn {
  readonly name: string
  readonly expression: string
  readonly comment: string
}

export const needsZone = ({ expression }: ParquetColumn): boolean => expression.includes("{{zone}}")

type ColumnLine =
  | ({ readonly line: "column" } & TableColumn)
  | ({ readonly line: "name" } & NameColumn)
  | ({ readonly line: "parquet" } & ParquetColumn)

const column = /^ {2}(\w+) [^,|]+,? -- (\w+)(?: in (\w+)| of (\w+))? \| ([^|]+) \| ([^|]+)$/
const name = /^ {2}-- (\w+) not in parquet: name of (\w+) \| ([^|]+) \| ([^|]+)$/
const parquet = /^ {2}-- (\w+) in parquet: ([^|]+) \| ([^|]+)$/

/** Reads a line; in words what is wrong with it. */
export const columnLine = (text: string): ColumnLine | string => {
  const [, own = "", kind = "", inTable, ofColumn, title = "", meaning = ""] = column.exec(text) ?? []
  if (own !== "")
    return isColumnKind(kind)
      ? { line: "column", name: own, kind, inTable, ofColumn, title, meaning }
      : `${kind} is no kind of column`
  const [, shown = "", idColumn = "", shownTitle = "", comment = ""] = name.exec(text) ?? []
  if (shown !== "") return { line: "name", name: shown, idColumn, title: shownTitle, comment }
  const [, added = "", expression = "", meant = ""] = parquet.exec(text) ?? []
  if (added !== "") return { line: "parquet", name: added, expression, comment: meant }
  return "a column is followed by its kind, its title in Russian and its meaning: -- kind | title | meaning"
}
