// Removes the ' that the Excel profiles of our CSV put before texts that Excel could take for formulas.
//
// The file shows whether it has them: if one text begins with such a character without ', there are none.
// Numbers, phone numbers and `="…"`, with which people keep Excel from converting text, are ignored.
import { guarded } from "@chatledger/export/internal"
import type { FileRow } from "./file-rows.ts"

const isOne = (character: string | undefined) => character !== undefined && guarded.includes(character)

const hasGuard = (cell: string) => cell.startsWith("'") && isOne(cell[1])

const isBare = (cell: string) =>
  cell.length > 1 && isOne(cell[0]) && !hasGuard(cell) && !/^[+-][\d\s().,:+-]*$|^="[^"]*"$/.test(cell)

/** Whether the texts of a file have guards. */
const areGuarded = (rows: ReadonlyArray<FileRow>) =>
  rows.some(({ cells }) => cells.some(hasGuard)) && !rows.some(({ cells }) => cells.some(isBare))

/** The rows without guards. `isSure`: the file's mark identifies an Excel profile. */
export const withoutGuards = (rows: ReadonlyArray<FileRow>, isSure: boolean): ReadonlyArray<FileRow> =>
  isSure || areGuarded(rows)
    ? rows.map(({ row, cells }) => ({
        row,
        cells: cells.map((cell) => (hasGuard(cell) ? cell.slice(1) : cell))
      }))
    : rows
