// Texts in and below a printed table.
import { counted, number, size } from "./counts.ts"

export const table = {
  moreRows: (count: number) => `and ${number(count)} more ${count === 1 ? "row" : "rows"}`,
  moreColumns: (count: number, names: ReadonlyArray<string>) =>
    `and ${number(count)} more ${count === 1 ? "column" : "columns"}: ${names.join(", ")}`,
  same: (rows: number) => `The same in all ${counted(rows, "row")}:`,
  nothing: "empty",
  units: { second: "s", minute: "min", hour: "h", day: "d" },
  size,
  noColumn: (flag: string, column: string, known: string) =>
    `--${flag} ${column}: there is no such column; the columns are ${known}`,
  limit: (given: number) => `--limit ${given}: must be 1 or more`
}
