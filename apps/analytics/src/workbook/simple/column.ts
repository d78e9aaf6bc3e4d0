// The columns of a sheet that people read, and the table of an export that they make.
//
// A sheet is a SELECT over rows called `t` and what is joined to them. What only programs need comes last, folded away. Pure.
import type { ExportColumn, ExportTable } from "@chatledger/export"
import { literal } from "@chatledger/export"
import type { Words } from "../../tables/header.ts"
import type { Locale } from "../wording.ts"
import { valueWords } from "./value-words.ts"

/** A column: an SQL expression, and what it is called. */
export interface ShownColumn {
  readonly name: string
  readonly title: Words
  readonly sql: string
  /** What its numbers are: of a duration the SQL tells days. */
  readonly shows?: "duration" | "percent"
  readonly isLink?: boolean
  readonly isOneLine?: boolean
  readonly isFolded?: boolean
}

export interface ShownRows {
  readonly name: string
  readonly title: Words
  /** What a row is. */
  readonly grain: Words
  readonly columns: ReadonlyArray<ShownColumn>
  /** What stands behind `from`; the rows are `t`. */
  readonly from: string
  /** A total order. */
  readonly order: string
  /** Columns that are printed, from the first; by default all that are not folded. */
  readonly printedColumns?: number
}

/** A column that is folded away. */
export const folded = (column: ShownColumn): ShownColumn => ({ ...column, isFolded: true })

/** A column of `t`, as it is. */
export const asIs = (name: string, en: string, ru: string): ShownColumn => ({
  name,
  title: { en, ru },
  sql: `t.${name}`
})

const chosen = (expression: string, words: Readonly<Record<string, string>>) =>
  `case ${expression} ${Object.entries(words)
    .map(([value, word]) => `when ${literal(value)} then ${literal(word)}`)
    .join(" ")} else ${expression} end`

/** The words for the values of a column, as SQL; `expression` is where they stand. */
export const inWords = (locale: Locale, column: string, expression = `t.${column}`): string => {
  const words = valueWords(locale, column)
  return words === undefined ? expression : chosen(expression, words)
}

const yes = { en: "yes", ru: "да" } as const
const no = { en: "no", ru: "нет" } as const

/** A truth value in words; what is not so is left empty. */
export const ifSo = (locale: Locale, expression: string) =>
  `case when ${expression} then ${literal(yes[locale])} end`

/** A truth value in words. */
export const yesOrNo = (locale: Locale, expression: string) =>
  `case ${expression} when true then ${literal(yes[locale])} when false then ${literal(no[locale])} end`

/** Seconds as the days that a duration is, to the second. */
export const daysOf = (seconds: string) => `round(${seconds}) / 86400`

/** The table of an export. */
export const sheetOf = (rows: ShownRows, locale: Locale): ExportTable => {
  const settings = rows.columns.map(
    ({ isFolded, isLink, isOneLine, name, shows, title }): [string, ExportColumn] => [
      name,
      {
        title: title[locale],
        ...(shows === undefined ? {} : { shows }),
        ...(isFolded === true ? { isFolded } : {}),
        ...(isLink === true ? { link: true } : {}),
        ...(isOneLine === true ? { isOneLine } : {})
      }
    ]
  )
  const values = rows.columns.map(({ name, sql }) => `${sql} as ${name}`)
  return {
    name: rows.name,
    title: rows.title[locale],
    comment: rows.grain[locale],
    query: `select ${values.join(", ")} from ${rows.from} order by ${rows.order}`,
    columns: Object.fromEntries(settings),
    ...(rows.printedColumns === undefined ? {} : { printedColumns: rows.printedColumns })
  }
}
