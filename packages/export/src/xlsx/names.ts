// Names in a workbook: sheets, tables, column headers, cell references. Pure functions.
// A name that Excel would refuse is changed as little as possible, and made unique ignoring case.
// Gotcha: a table's column name must equal the text of its header cell, or Excel repairs the file.
import { xlsxLimits } from "./limits.ts"

/** The letters of a column, from 0: A, …, Z, AA, …, XFD. */
export const columnLetters = (index: number): string =>
  (index >= 26 ? columnLetters(Math.floor(index / 26) - 1) : "") + String.fromCharCode(65 + (index % 26))

const within = (text: string, limit: number) => {
  const cut = text.slice(0, limit)
  return /[\uD800-\uDBFF]$/.test(cut) ? cut.slice(0, -1) : cut
}

const unique = (wanted: string, limit: number, taken: Set<string>, numbered: (n: number) => string) => {
  for (let n = 1; ; n++) {
    const tail = n === 1 ? "" : numbered(n)
    const name = within(wanted, limit - tail.length) + tail
    const key = name.toLowerCase()
    if (taken.has(key)) continue
    taken.add(key)
    return name
  }
}

const unprintable = /[\p{Cc}\u{FFFE}\u{FFFF}]+/gu

const plain = (text: string) => text.toWellFormed().replace(unprintable, " ").trim()

/** A sheet's name: at most 31 characters, none of `[ ] : * ? / \`, no `'` at either end, not "History". */
export const sheetName = (title: string, taken: Set<string>) => {
  const allowed = plain(title)
    .replace(/[[\]:*?/\\]/g, "_")
    .replace(/^'+|'+$/g, "_")
  const usable = allowed === "" || allowed.toLowerCase() === "history" ? `${allowed || "Sheet"}_` : allowed
  return unique(usable, xlsxLimits.sheetName, taken, (n) => ` (${n})`)
}

const beyondBmp = /[\u{10000}-\u{10FFFF}]/gu

/** A table's name: `tbl` and the letters and digits of a title, so that it never looks like a cell. */
export const tableName = (title: string, taken: Set<string>) => {
  const words = plain(title)
    .replaceAll(beyondBmp, " ")
    .split(/[^\p{Lu}\p{Ll}\p{Lo}\p{Nd}]+/u)
  const joined = words.map((word) => word.replace(/^[a-zа-я]/, (first) => first.toUpperCase())).join("")
  const letters = /^\p{Nd}*$/u.test(joined) ? `Table${joined}` : joined
  return unique(`tbl${letters}`, xlsxLimits.header, taken, (n) => `_${n}`)
}

/** The headers of a sheet: never empty, without line breaks, at most 255 characters, unique. */
export const columnHeaders = (titles: ReadonlyArray<string>): ReadonlyArray<string> => {
  const taken = new Set<string>()
  return titles.map((title, index) =>
    unique(plain(title) || `Column ${index + 1}`, xlsxLimits.header, taken, (n) => ` (${n})`)
  )
}
