// The columns of a sheet of rows: their widths, and which are folded in an outline group.
// Pure. Source: ECMA-376 part 1, 18.3.1.13 (col); the column after a collapsed group marks it and has its button.
import type { LinkKind } from "./links.ts"
import type { CellStyle } from "./sheet-style.ts"

export interface SheetColumn {
  readonly header: string
  /** In characters. */
  readonly width: number
  readonly style: CellStyle
  /** True if it is folded in a group. */
  readonly isFolded: boolean
  /** For the style `link`. */
  readonly linkKind: LinkKind
}

const isFolded = (column: SheetColumn | undefined) => column?.isFolded === true

/** Number of columns before the first folded one. */
export const shownColumns = (columns: ReadonlyArray<SheetColumn>): number => {
  const first = columns.findIndex(isFolded)
  return first < 0 ? columns.length : first
}

/** The `cols` element of a sheet with folded columns. */
export const foldedColumns = (columns: ReadonlyArray<SheetColumn>): string => {
  const own = columns.map((column, index) => {
    const folded = isFolded(column) ? ' hidden="1" outlineLevel="1"' : ""
    const button = isFolded(columns[index - 1]) && !isFolded(column) ? ' collapsed="1"' : ""
    return `<col min="${index + 1}" max="${index + 1}" width="${column.width}"${folded}${button} customWidth="1"/>`
  })
  const behind = columns.length + 1
  const last = isFolded(columns.at(-1))
    ? `<col min="${behind}" max="${behind}" width="4" collapsed="1" customWidth="1"/>`
    : ""
  return `<cols>${own.join("")}${last}</cols>`
}
