// The height of a row with wrapped texts, as SQL: Excel computes it itself, other readers do not.
// Estimated from the length of its longest text, with characters a little wider than average. Pure.
// Source: ECMA-376 part 1, 18.3.1.73 (row); Excel's maximum is 409 points.

/** A wrapped column of a staged table; `width` in characters. */
export interface WrappedColumn {
  readonly at: string
  readonly width: number
}

const pointsPerLine = 15
const mostLines = 27
/** Share of a line that words fill. */
const filled = 0.94

const linesOf = ({ at, width }: WrappedColumn) => {
  const breaks = `case when contains(${at}, chr(10)) then len(string_split(${at}, chr(10))) - 1 else 0 end`
  const parts = `ceil(length(${at}) / ${(filled * width).toFixed(2)})::integer`
  return `case when length(${at}) <= ${Math.floor(width)} then 1 else ${parts} end + ${breaks}`
}

/** An attribute of the row; undefined if rows have one line. */
export const heightOf = (columns: ReadonlyArray<WrappedColumn>): string | undefined => {
  if (columns.length === 0) return undefined
  const lines = `least(${mostLines}, greatest(${columns.map((column) => `coalesce(${linesOf(column)}, 1)`).join(", ")}))`
  return `case when ${lines} > 1 then concat(' ht="', ${lines} * ${pointsPerLine}, '"') else '' end`
}
