// A file of sql/tables: what it says of its table, and its SQL.
//
// It opens with a header (`header.ts`) and its schema; sections begin with a line `-- merge` (what a load does), `-- one
// chat` and `-- people` (what is before the table where a session counts chats or people), or `-- invariants`. A file
// of tables that only the loader knows opens with `-- Ledger: ` and `-- After: ` alone. Gotcha: `{{name}}` is replaced
// by SQL text, never by data.
import { afterOf, parseTable, type Table } from "./header.ts"

/** A query that finds what may not be; its name says what should hold. */
export interface Invariant {
  readonly name: string
  readonly sql: string
}

export interface TableFile {
  readonly name: string
  readonly after: ReadonlyArray<string>
  /** Undefined for tables that only the loader knows. */
  readonly table: Table | undefined
  readonly schema: string
  /** The sections are empty where there are none. */
  readonly merge: string
  readonly oneChat: string
  readonly people: string
  readonly invariants: ReadonlyArray<Invariant>
}

const marks = /^-- (merge|one chat|people|invariants)\n/m

/** A comment of one line and a query, again and again. */
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

/** Reads a file; throws, with its name, where its header is not whole. */
export const parseTableFile = (name: string, text: string): TableFile => {
  const [schema = "", ...parts] = text.split(marks)
  const section = (mark: string) =>
    parts.find((_, place) => parts[place - 1] === mark && place % 2 === 1) ?? ""
  const [, ledger] = /^-- Ledger: .+\n-- After: (.+)\n/.exec(schema) ?? []
  const table = ledger === undefined ? parseTable(name, schema) : undefined
  return {
    name,
    table,
    after: table?.after ?? afterOf(ledger ?? ""),
    schema,
    merge: section("merge"),
    oneChat: section("one chat"),
    people: section("people"),
    invariants: invariantsIn(name, section("invariants"))
  }
}
