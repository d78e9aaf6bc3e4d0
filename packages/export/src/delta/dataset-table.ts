// A table of a dataset: its query and its partition columns.
import type { Table } from "../table.ts"

/** `query` must end with the columns of `by`: these are stored in the log and the paths, not in the files. */
export interface DatasetTable extends Omit<Table, "partition" | "title" | "printedColumns"> {
  /** The first column is the owner of a row. */
  readonly by: ReadonlyArray<string>
  /** The row order within a file, as SQL without `order by`. */
  readonly order: string
  /** A timestamp column whose bounds are recorded. */
  readonly time?: string | undefined
  /**
   * The table that determines the partitions of this one's rows, and the rows with their owner alone. If neither these rows
   * nor that table have changed, the partitions have not changed either, and `query` is not run.
   */
  readonly follows?: { readonly table: string; readonly query: string } | undefined
}
