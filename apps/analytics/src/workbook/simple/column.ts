// The columns of a readable sheet, and the export table that they make.
//
// A sheet is a SELECT over rows named `t` and their joins. Columns for programs come last and are folded. Pure.
import { FIELD_IN_DETAIL } from "@chatledger/core/internal"
import type { ExportColumn, ExportTable } from "@chatledger/export"
import { literal } from "@chatledger/export"
import { type CopiedFiles, copyOfFile, fileColumn } from "../../files/copied-files.ts"
import type { Words } from "../../tables/header.ts"
import type { Locale } from "../wording.ts"
import { valueWords } from "./value-words.ts"

/** A column: its name, title and SQL expression. */
export interface ShownColumn {
  readonly name: string
  readonly title: Words
  readonly sql: string
  /** How its numbers are formatted; for a duration the SQL returns days. */
  readonly shows?: "duration" | "percent"
  /** True for web addresses, `file` for paths of copied files. */
  readonly link?: boolean | "file"
  readonly isOneLine?: boolean
  readonly isFolded?: boolean
}

export interface ShownRows {
  readonly name: string
  readonly title: Words
  /** What one row represents. */
  readonly grain: Words
  readonly columns: ReadonlyArray<ShownColumn>
  /** The text after `from`; the rows are named `t`. */
  readonly from: string
  /** The text after `order by`; a total order. */
  readonly order: string
  /** Number of columns to print, from the first; by default all that are not folded. */
  readonly printedColumns?: number
}

/** Folds a column. */
export const folded = (column: ShownColumn): ShownColumn => ({ ...column, isFolded: true })

/** A column of `t`, unchanged. */
export const asIs = (name: string, en: string, ru: string): ShownColumn => ({
  name,
  title: { en, ru },
  sql: `t.${name}`
})

/** The column of copied files, with its join to `t`. */
export const fileShown = (files: CopiedFiles): ShownColumn & { readonly join: string } => ({
  name: fileColumn.name,
  title: fileColumn.title,
  link: "file",
  ...copyOfFile(files)
})

const chosen = (expression: string, words: Readonly<Record<string, string>>) =>
  `case ${expression} ${Object.entries(words)
    .map(([value, word]) => `when ${literal(value)} then ${literal(word)}`)
    .join(" ")} else ${expression} end`

/** The detail of an issue is an English sentence: in Russian its fields follow the meaning of the code. */
const fieldsIn = (detail: string) =>
  `nullif(array_to_string(list_sort(list_distinct(regexp_extract_all(${detail}, ${literal(FIELD_IN_DETAIL)}, 1))), ', '), '')`

/** SQL that maps the values of a column to words; `expression` is the SQL of the value. */
export const inWords = (locale: Locale, column: string, expression = `t.${column}`): string => {
  if (column === "detail" && locale === "ru") return fieldsIn(expression)
  const words = valueWords(locale, column)
  return words === undefined ? expression : chosen(expression, words)
}

const yes = { en: "yes", ru: "да" } as const
const no = { en: "no", ru: "нет" } as const

/** A truth value in words; false is left empty. */
export const ifSo = (locale: Locale, expression: string) =>
  `case when ${expression} then ${literal(yes[locale])} end`

/** A truth value in words. */
export const yesOrNo = (locale: Locale, expression: string) =>
  `case ${expression} when true then ${literal(yes[locale])} when false then ${literal(no[locale])} end`

/** Seconds, rounded, as the days that a duration format expects. */
export const daysOf = (seconds: string) => `round(${seconds}) / 86400`

/** The table to export. */
export const sheetOf = (rows: ShownRows, locale: Locale): ExportTable => {
  const settings = rows.columns.map(
    ({ isFolded, isOneLine, link, name, shows, title }): [string, ExportColumn] => [
      name,
      {
        title: title[locale],
        ...(shows === undefined ? {} : { shows }),
        ...(isFolded === true ? { isFolded } : {}),
        ...(link === undefined || link === false ? {} : { link }),
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
