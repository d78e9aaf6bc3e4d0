// A line of `create table` in a file of sql/tables, with the comment after it.
//
//   chat_id varchar not null, -- chat in chats | Id чата | Chat (chatId)
//   -- chat_name not in parquet: name of chat_id | Чат | Name of chat_id
//   -- text_length in parquet: length(text) | Characters of the text
//
// The first line defines a column: its kind, its Russian title, its meaning. `in chats` names the table that contains
// each of these ids once; `name of sender_id` names the ids that a name belongs to. The other lines define columns that
// only files have.
import { type ColumnKind, isColumnKind } from "./column-kinds.ts"

export interface TableColumn {
  readonly name: string
  readonly kind: ColumnKind
  /** For ids: the table that contains each of them. */
  readonly inTable: string | undefined
  /** For a name: the column of ids that it belongs to. */
  readonly ofColumn: string | undefined
  /** In Russian; the English title is the name. */
  readonly title: string
  readonly meaning: string
}

/** A column of names beside a column of ids, in every format except Parquet. */
export interface NameColumn {
  readonly name: string
  readonly idColumn: string
  /** In Russian. */
  readonly title: string
  readonly comment: string
}

/** A column that only Parquet has. If it contains `{{zone}}`, a time zone, it is left out without one. */
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

/** Parses a line; returns an error text if it is invalid. */
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
