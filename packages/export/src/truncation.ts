/** Data that did not fit a format: shortened cells, or rows split over several sheets. */
export type Truncation = ShortenedCells | SplitRows

/** Cells of a column that were shortened to the format's limit. */
export interface ShortenedCells {
  readonly kind: "cells"
  readonly file: string
  readonly table: string
  readonly column: string
  readonly cells: number
}

/** Rows split over several sheets, named in order. */
export interface SplitRows {
  readonly kind: "rows"
  readonly file: string
  readonly table: string
  readonly rows: number
  readonly sheets: ReadonlyArray<string>
}
