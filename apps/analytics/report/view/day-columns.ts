// Table columns for the first and last day of a row.
import type { Column } from "./table.ts"
import type { Words } from "./words.ts"

interface Days {
  readonly firstDay: number
  readonly lastDay: number
}

export const dayColumns = ({ day, strings }: Words): ReadonlyArray<Column<Days>> => [
  { key: "first", label: strings.first, value: (row) => row.firstDay, text: (row) => day(row.firstDay) },
  { key: "last", label: strings.last, value: (row) => row.lastDay, text: (row) => day(row.lastDay) }
]
