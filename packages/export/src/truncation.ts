/** Something that a format could not hold as it was: shortened cells, or rows spread over several sheets. */
export type Truncation = ShortenedCells | SplitRows

/** Cells of a column that were shortened to what the format can hold. */
export interface ShortenedCells {
  readonly kind: "cells"
  readonly file: string
  readonly table: string
  readonly column: string
  readonly cells: number
}

/** Rows that were spread over several sheets, named in order. */
export interface SplitRows {
  readonly kind: "rows"
  readonly file: string
  readonly table: string
  readonly rows: number
  readonly sheets: ReadonlyArray<string>
}
