// Text of a page's cell: brought under the limits of a cell, and in the form in which XML can hold it.
// The same rules as `xml-text.ts` and `limits.ts` have in SQL, for the few texts that do not come from a table.
// A text that has anything like an escape gets all its underscores escaped: part of it and an escape could make another.
// exceljs writes entities itself, and drops what it cannot write. Source: ECMA-376 part 1, 22.9.2.19 (ST_Xstring).
import { type CellLimits, cutMark } from "./limits.ts"

const doubtful = /[\p{Cc}\u{FFFE}\u{FFFF}]/gu
const likeEscape = /_x(?:[0-9A-Fa-f]{4}|0*1?[0-9A-Fa-f](?:_|[\p{Cc}\u{FFFE}\u{FFFF}]))/u

// exceljs drops U+007F, which XML could hold; those above it, and blanks, stay.
const numbered = (character: string) =>
  /[\t\n\u{80}-\u{9F}]/u.test(character)
    ? character
    : `_x${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0")}_`

/** The text with what XML lacks as `_xHHHH_`, and what looks like that escaped. */
export const escapedText = (text: string) => {
  const whole = text.toWellFormed()
  const literal = likeEscape.test(whole) ? whole.replaceAll("_", "_x005F_") : whole
  return literal.replace(doubtful, numbered)
}

const withinUnits = (text: string, units: number) => {
  const head = text.slice(0, units)
  return head.isWellFormed() ? head : head.slice(0, -1)
}

/** The text, shortened with a mark where a cell cannot hold it. */
export const fittingText = (text: string, { cellLineFeeds, cellUnits }: CellLimits) => {
  const whole = text.toWellFormed()
  const lines = whole.split("\n")
  const few = lines.length - 1 > cellLineFeeds ? lines.slice(0, cellLineFeeds + 1).join("\n") : whole
  const fits = whole.length <= cellUnits && few === whole
  return fits ? whole : `${withinUnits(few, cellUnits - cutMark.length)}${cutMark}`
}

const entities: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" }

/** A text as the content of an element or an attribute of XML that we write ourselves. */
export const xml = (text: string) => escapedText(text).replace(/[&<>"]/g, (mark) => entities[mark] ?? mark)

/** What every part begins with. */
export const xmlDeclaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
