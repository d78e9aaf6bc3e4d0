// Rows and entries of a file, as sentences name them.

/** An entry of a saved reply, and its first line; both from 1. */
export interface Place {
  readonly entry: number
  readonly line: number
}

/** `3, 5, 8 and 12 more` */
export const rowList = (
  rows: ReadonlyArray<number>,
  count: number,
  more: (left: number) => string
): string => (rows.length < count ? `${rows.join(", ")} ${more(count - rows.length)}` : rows.join(", "))
