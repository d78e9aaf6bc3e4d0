// A section of the page of figures: a heading, a table, and its chart beside or below.
import type { PageBlock, PageChart, PageTable, PageValue } from "@chatledger/export"
import type { DuckDBValue } from "@duckdb/node-api"
import { countOf, pageValue } from "./values.ts"
import type { Wording } from "./wording.ts"

export type Summary = Wording["summary"]
export type Row = Readonly<Record<string, DuckDBValue>>

export const WIDE = { place: "below", width: 1040, height: 280 } as const
export const BESIDE = { place: "beside", width: 560, height: 340 } as const

/** A name, or the id if there is no name. */
export const named = (name: DuckDBValue | undefined, id: DuckDBValue | undefined): PageValue =>
  pageValue(name) ?? pageValue(id)

/** A section of figures; without rows it states so. */
export const section = (
  heading: string,
  note: string | undefined,
  table: PageTable,
  chart: Omit<PageChart, "kind" | "table" | "title">,
  words: Summary
): ReadonlyArray<PageBlock> => {
  const title: PageBlock = { kind: "heading", text: heading }
  if (table.rows.length === 0) return [title, { kind: "text", text: words.none }]
  const notes: ReadonlyArray<PageBlock> = note === undefined ? [] : [{ kind: "text", text: note }]
  return [title, ...notes, table, { kind: "chart", table: table.name, title: heading, ...chart }]
}

/** The note that only the first rows are shown, with the total; undefined if all are shown. */
export const noteOfTop = (rows: ReadonlyArray<Row>, words: Summary) => {
  const all = countOf(rows[0]?.["all_rows"])
  return all > rows.length ? words.top(rows.length, all) : undefined
}
