// A table of a dataset: what it is made of, and what it is divided by.
import type { Table } from "../table.ts"

/** Rows are those of `query`, which has the columns of `by` at its end: they go into the log and the paths, not into the files. */
export interface DatasetTable extends Omit<Table, "partition" | "title" | "printedColumns"> {
  /** The first one tells whose rows they are. */
  readonly by: ReadonlyArray<string>
  /** SQL of the order of rows within a file, without `order by`. */
  readonly order: string
  /** A column of times; its bounds are recorded. */
  readonly time?: string | undefined
}
