// Text of a page's cells: shortened to the limits of a cell, and escaped for XML.
// The same rules as in SQL in `xml-text.ts` and `limits.ts`, for the few texts that do not come from a table.
// If a text has anything like an escape, all its underscores are escaped, since a part of it and an escape could form another.
// exceljs escapes entities itself, and drops what it cannot write. Source: ECMA-376 part 1, 22.9.2.19 (ST_Xstring).
import { type CellLimits, cutMark } from "./limits.ts"

const doubtful = /[\p{Cc}\u{FFFE}\u{FFFF}]/gu
const likeEscape = /_x(?:[0-9A-Fa-f]{4}|0*1?[0-9A-Fa-f](?:_|[\p{Cc}\u{FFFE}\u{FFFF}]))/u

// exceljs drops U+007F, which XML allows; it keeps the characters above it, and blanks.
const numbered = (character: string) =>
  /[\t\n\u{80}-\u{9F}]/u.test(character)
    ? character
    : `_x${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0")}_`

/** The text with characters invalid in XML as `_xHHHH_`, and text that looks like such an escape escaped. */
export const escapedText = (text: string) => {
  const whole = text.toWellFormed()
  const literal = likeEscape.test(whole) ? whole.replaceAll("_", "_x005F_") : whole
  return literal.replace(doubtful, numbered)
}

const withinUnits = (text: string, units: number) => {
  const head = text.slice(0, units)
  return head.isWellFormed() ? head : head.slice(0, -1)
}

/** The text, shortened with a mark if it exceeds a cell's limits. */
export const fittingText = (text: string, { cellLineFeeds, cellUnits }: CellLimits) => {
  const whole = text.toWellFormed()
  const lines = whole.split("\n")
  const few = lines.length - 1 > cellLineFeeds ? lines.slice(0, cellLineFeeds + 1).join("\n") : whole
  const fits = whole.length <= cellUnits && few === whole
  return fits ? whole : `${withinUnits(few, cellUnits - cutMark.length)}${cutMark}`
}

const entities: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" }

/** A text as content of an XML element or attribute that we write ourselves. */
export const xml = (text: string) => escapedText(text).replace(/[&<>"]/g, (mark) => entities[mark] ?? mark)

/** The start of every part. */
export const xmlDeclaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
