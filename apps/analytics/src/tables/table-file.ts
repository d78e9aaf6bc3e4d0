// A file of sql/tables: the properties of its table, and its SQL.
//
// It begins with a header (`header.ts`) and its schema. Sections begin with a line: `-- rows` (the query of a table that is
// only a view of internal tables), `-- merge` (what a load does), `-- one chat` and `-- people` (views that replace the table
// when a session counts chats or people), or `-- invariants`. A file of internal tables of the loader begins with only
// `-- Ledger: ` and `-- After: `. Gotcha: `{{name}}` is replaced by SQL text, never by data.
import { bare } from "../engine/sql-pieces.ts"
import { afterOf, parseTable, type Table } from "./header.ts"

/** A query that finds violations; its name states what must hold. */
export interface Invariant {
  readonly name: string
  readonly sql: string
}

export interface TableFile {
  readonly name: string
  readonly after: ReadonlyArray<string>
  /** Undefined for internal tables of the loader. */
  readonly table: Table | undefined
  /** Creates the table, or the view. */
  readonly schema: string
  readonly isView: boolean
  /** Sections that the file does not have are empty. */
  readonly merge: string
  readonly oneChat: string
  readonly people: string
  readonly invariants: ReadonlyArray<Invariant>
}

const marks = /^-- (rows|merge|one chat|people|invariants)\n/m

/** Parses repeated pairs of a one-line comment and a query. */
const invariantsIn = (name: string, section: string): ReadonlyArray<Invariant> =>
  section
    .split(/;\n+/)
    .filter((text) => text.trim() !== "")
    .map((text) => {
      const [, holds, sql] = /^-- (.+)\n(select[\s\S]+)$/.exec(text.trim()) ?? []
      if (holds === undefined || sql === undefined)
        throw new Error(`sql/tables/${name}.sql: an invariant is a line "-- what holds" and a query: ${text}`)
      return { name: holds, sql }
    })

const viewOf = ({ columns, name }: Table, rows: string): string =>
  `create view ${name} as select ${columns.map((column) => column.name).join(", ")} from (${bare(rows)});`

/** Parses a file; throws an error with its name if its header is incomplete. */
export const parseTableFile = (name: string, text: string): TableFile => {
  const [schema = "", ...parts] = text.split(marks)
  const section = (mark: string) =>
    parts.find((_, place) => parts[place - 1] === mark && place % 2 === 1) ?? ""
  const [, ledger] = /^-- Ledger: .+\n-- After: (.+)\n/.exec(schema) ?? []
  const table = ledger === undefined ? parseTable(name, schema) : undefined
  const rows = section("rows")
  const isView = rows !== ""
  return {
    name,
    table,
    after: table?.after ?? afterOf(ledger ?? ""),
    schema: isView && table !== undefined ? viewOf(table, rows) : schema,
    isView,
    merge: section("merge"),
    oneChat: section("one chat"),
    people: section("people"),
    invariants: invariantsIn(name, section("invariants"))
  }
}
