// Escapes values and names in SQL, and wraps queries.
// Columns of a wrapped query are `c0`, `c1`, …, so that any name works, even an empty or duplicate one.
// A wrapped query keeps its order: DuckDB keeps the order of a subquery that is only projected.
import type { Table } from "./table.ts"

/** A text as an SQL literal, or as an expression if it has a NUL character, which literals cannot contain. */
export const literal = (text: string): string => {
  const quoted = `'${text.replaceAll("'", "''")}'`
  return text.includes("\0") ? `(${quoted.replaceAll("\0", "' || chr(0) || '")})` : quoted
}

/** A name as a quoted SQL identifier. */
export const identifier = (name: string) => `"${name.replaceAll('"', '""')}"`

/** The column name at a position of a wrapped query. */
export const columnAt = (position: number) => `c${position}`

/** A table's query as a subquery with columns `c0` to `c<count - 1>`. */
export const wrapped = (table: Table, count: number) => {
  const names = Array.from({ length: count }, (_, position) => columnAt(position))
  return `(\n${statementText(table)}\n) as exported(${names.join(", ")})`
}

/** The query without trailing semicolons and blanks. */
export const statementText = (table: Table) => table.query.replace(/[;\s]+$/, "")
