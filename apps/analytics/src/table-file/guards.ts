// The ' that the Excel profiles of our CSV put before texts which Excel might take for formulas: it comes off again.
//
// A file tells whether it has them: where one text begins with such a character and has no ' before it, none has.
// Numbers, phone numbers and `="…"`, by which people keep Excel from making numbers of texts, say nothing.
import { guarded } from "@chatledger/export"
import type { FileRow } from "./file-rows.ts"

const isOne = (character: string | undefined) => character !== undefined && guarded.includes(character)

const hasGuard = (cell: string) => cell.startsWith("'") && isOne(cell[1])

const isBare = (cell: string) =>
  cell.length > 1 && isOne(cell[0]) && !hasGuard(cell) && !/^[+-][\d\s().,:+-]*$|^="[^"]*"$/.test(cell)

/** Whether the texts of a file have guards. */
const areGuarded = (rows: ReadonlyArray<FileRow>) =>
  rows.some(({ cells }) => cells.some(hasGuard)) && !rows.some(({ cells }) => cells.some(isBare))

/** The rows as they were before guards were put. `isSure` where the file is one of an Excel profile by its mark. */
export const withoutGuards = (rows: ReadonlyArray<FileRow>, isSure: boolean): ReadonlyArray<FileRow> =>
  isSure || areGuarded(rows)
    ? rows.map(({ row, cells }) => ({
        row,
        cells: cells.map((cell) => (hasGuard(cell) ? cell.slice(1) : cell))
      }))
    : rows
