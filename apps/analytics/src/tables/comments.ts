// The database comments of a table, from its file.
import { literal } from "@chatledger/export"
import type { Table } from "./header.ts"

/** SQL that sets the comments of a table, or of the view that has its columns. */
export const commentsOf = ({ columns, grain, name }: Table, kind: "table" | "view"): string =>
  [
    `comment on ${kind} ${name} is ${literal(grain.en)}`,
    ...columns.map((column) => `comment on column ${name}.${column.name} is ${literal(column.meaning)}`)
  ].join(";\n")
