// The ids in a cell: ids of a messenger or an account, or phone numbers with their country codes.
//
// Ids of MAX and Telegram are only digits, like numbers. Digits that can be a number are read as one, and as
// such an id if nobody has the number. In our own tables an id is read as it is.
// Gotcha: a spreadsheet that shows 7.9E+10 also writes that to CSV, and the number is lost.
import { idKind } from "@chatledger/core"
import { internationalNumbers } from "../phone/number.ts"

/** The ids in a cell, or why there are none. */
type CellIds =
  | { readonly kind: "ids"; readonly ids: ReadonlyArray<string> }
  | { readonly kind: "none" | "shortened" }

const separators = /[,;|\n]|:::/

const scientific = /^(-?\d)(?:[.,](\d+))?E\+?(\d+)$/i

/** A number in scientific notation with all its digits; others unchanged. */
const inFull = (text: string): string => {
  const [, mantissa = "", digits = "", exponent] = scientific.exec(text) ?? []
  return digits.length === Number(exponent) ? mantissa + digits : text
}

/** The id of a group of MAX or Telegram as a program formats negative numbers. */
const negative = /^[-−–](\d{1,3}(?:\d*|(?:\p{Zs}\d{3})+))(?:[.,]0+)?$/u

const plainNumber = (text: string): string => {
  const [, digits] = negative.exec(text) ?? []
  return digits === undefined ? text.replace(/^(\d+)[.,]0+$/, "$1") : `-${digits.replace(/\p{Zs}/gu, "")}`
}

/** Removes invisible characters and what a spreadsheet adds to a number, or what stops it from converting a text to one. */
const bareText = (text: string): string => {
  const bare = text.replace(/\p{Cf}/gu, "").trim()
  const [, formula] = /^="([^"]*)"$/.exec(bare) ?? []
  return plainNumber(inFull((formula ?? bare).replace(/^['’]/, "")))
}

/** The id of a group (chatId), also without its `@g.us`; undefined if the text is not one. */
export const chatOf = (text: string): string | undefined => {
  const bare = bareText(text)
  if (/^\d[\d-]*@g\.us$/.test(bare)) return bare
  return /^\d{17,20}$|^\d{10,15}-\d{10}$/.test(bare) ? `${bare}@g.us` : undefined
}

/** The id of a group of any messenger: those of MAX and Telegram are negative. */
export const groupOf = (text: string): string | undefined => {
  const bare = bareText(text)
  return /^-\d{1,20}$/.test(bare) ? bare : chatOf(bare)
}

/** Kinds of id that a column may contain. */
export type IdColumn = "own" | "telephone" | "any"

const accountOf = (bare: string): string | undefined => {
  const [, user, server] = /^(\d+)(?::\d+)?@(c\.us|s\.whatsapp\.net|lid)$/i.exec(bare) ?? []
  if (user !== undefined) return `${user}@${server?.toLowerCase() === "lid" ? "lid" : "c.us"}`
  return /^instance:\d+$|^[\w-]+@(?:broadcast|newsletter)$|^-\d+$/.test(bare) ? bare : undefined
}

const bareId = /^\d{1,20}$/

const numbersIn = (text: string): ReadonlyArray<string> =>
  /@|instance:/.test(text) ? [] : (internationalNumbers(text) ?? []).map((digits) => `${digits}@c.us`)

const idsOfPart = (part: string, column: IdColumn): ReadonlyArray<string> => {
  const bare = bareText(part)
  if (column === "own" && bareId.test(bare)) return [bare]
  const known = chatOf(bare) ?? accountOf(bare)
  if (known !== undefined) return [known]
  const numbers = numbersIn(part)
  return numbers.length === 0 && column === "any" && bareId.test(bare) ? [bare] : numbers
}

/** The ids in one cell, which separators divide. */
export const idsIn = (cell: string, column: IdColumn = "telephone"): CellIds => {
  const bare = bareText(cell)
  if (scientific.test(bare)) return { kind: "shortened" }
  const parts = bare.split(separators).filter((part) => part.trim() !== "")
  const numbers = column === "own" ? [] : numbersIn(bare)
  const found = numbers.length > 0 ? [numbers] : parts.map((part) => idsOfPart(part, column))
  const ids = found.flat()
  return ids.length === 0 || found.some((one) => one.length === 0)
    ? { kind: "none" }
    : { kind: "ids", ids: [...new Set(ids)] }
}

/** The id, if the text is exactly one; undefined for words or several ids. */
export const idOf = (text: string): string | undefined => {
  const bare = bareText(text)
  const known = chatOf(bare) ?? accountOf(bare)
  if (known !== undefined || /[^\d+ ().\-\p{Zs}]/u.test(bare)) return known
  const found = idsIn(bare)
  return found.kind === "ids" && found.ids.length === 1 ? found.ids[0] : undefined
}

/** Whether an id is a person's; otherwise it is that of a group, a broadcast list or a channel. */
export const isPerson = (id: string): boolean => ["person", "lid", "own"].includes(idKind(id))
