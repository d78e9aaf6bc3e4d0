// Writing values and names into SQL, and the one place where a query is wrapped.
// Columns of a wrapped query are `c0`, `c1`, …, so that any name, also an empty or repeated one, can be met.
// A wrapped query keeps its order: DuckDB does not drop the order of a subquery that is only projected.
import type { Table } from "./table.ts"

/** A text as an SQL literal, or as an expression where it contains a zero character, which no literal can. */
export const literal = (text: string): string => {
  const quoted = `'${text.replaceAll("'", "''")}'`
  return text.includes("\0") ? `(${quoted.replaceAll("\0", "' || chr(0) || '")})` : quoted
}

/** A name as a quoted SQL identifier. */
export const identifier = (name: string) => `"${name.replaceAll('"', '""')}"`

/** The name of the column at a position of a wrapped query. */
export const columnAt = (position: number) => `c${position}`

/** A table's query as something to select from, with columns `c0` to `c<count - 1>`. */
export const wrapped = (table: Table, count: number) => {
  const names = Array.from({ length: count }, (_, position) => columnAt(position))
  return `(\n${statementText(table)}\n) as exported(${names.join(", ")})`
}

/** The query without the semicolons and blanks that may end it. */
export const statementText = (table: Table) => table.query.replace(/[;\s]+$/, "")
