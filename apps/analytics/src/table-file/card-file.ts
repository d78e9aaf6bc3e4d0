// The contacts of a phone (.vcf) as a sheet, with the headings of an address book: not everyone in it has a number.
import { isUtf8 } from "node:buffer"
import { contactOf } from "../cards/vcard.ts"
import { filledRows, HEAD_ROWS, type TableFile } from "./file-rows.ts"

const BEGIN = /^[\ufeff\s]*BEGIN:VCARD[^\S\r\n]*(?:[\r\n]|$)/i

/** Whether a text begins with a vCard. */
export const isCardFile = (text: string): boolean => BEGIN.test(text)

/** A card without folds: some programs fold it inside a letter. Others unchanged. */
export const withoutFolds = (bytes: Uint8Array): Uint8Array => {
  if (isUtf8(bytes)) return bytes
  const signs = Buffer.from(bytes).toString("latin1")
  return isCardFile(signs.replace(/^ï»¿/, ""))
    ? Buffer.from(signs.replace(/\r?\n[ \t]/g, ""), "latin1")
    : bytes
}

/** Each card is a row, whose number is that of the card's first line. */
export const readCardFile = (text: string): TableFile => {
  const cards: Array<{ row: number; lines: Array<string> }> = []
  for (const [place, line] of text.split(/\r\n?|\n/).entries())
    if (BEGIN.test(line)) cards.push({ row: place + 1, lines: [] })
    else cards.at(-1)?.lines.push(line)
  const contacts = cards.map(({ row, lines }) => ({ row, ...contactOf(lines.join("\n")) }))
  const numbers = contacts.reduce((most, { telephones }) => Math.max(most, telephones.length), 1)
  const headings = ["Name", ...Array.from({ length: numbers }, (_, place) => `Phone ${place + 1} - Value`)]
  const rows = filledRows(
    contacts.map(({ row, name, telephones }) => ({
      row,
      cells: [name, ...telephones.map(({ waid, written }) => (waid === undefined ? written : `+${waid}`))]
    }))
  )
  const all = [{ row: 0, cells: headings }, ...rows]
  return { sheets: [{ name: undefined, isOwn: false, head: all.slice(0, HEAD_ROWS), rows: async () => all }] }
}
