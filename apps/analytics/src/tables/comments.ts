// The comments of a table in the database, as its file has them.
import { literal } from "@chatledger/export"
import type { Table } from "./header.ts"

/** SQL that comments a table and its columns. */
export const commentsOf = ({ columns, grain, name }: Table): string =>
  [
    `comment on table ${name} is ${literal(grain.en)}`,
    ...columns.map((column) => `comment on column ${name}.${column.name} is ${literal(column.meaning)}`)
  ].join(";\n")
