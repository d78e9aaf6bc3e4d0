// Russian titles of statistics and columns, from the files of tables and statistics. In English, titles are the
// documented names. CSV and Parquet use these names in every language.
import type { ExportTable } from "@chatledger/export"
import { statistics } from "../statistics/statistics.ts"
import { tables } from "../tables/tables.ts"
import type { Locale } from "./wording.ts"

/** The Russian title of a statistic; undefined in English, where it has its own title, and for user-defined statistics. */
export const statisticTitle = (locale: Locale, name: string): string | undefined =>
  locale === "ru" ? statistics().find((statistic) => statistic.name === name)?.russian : undefined

/** Titles of the columns of an answer that tables or statistics define. */
export const answerTitles = (locale: Locale): Readonly<Record<string, string | undefined>> => {
  if (locale === "en") return {}
  const columns = [
    ...tables().flatMap((table) => [...table.columns, ...table.names]),
    ...statistics().flatMap((statistic) => statistic.columns)
  ]
  return Object.fromEntries(
    columns.flatMap(({ name, title }) => (title === undefined ? [] : [[name, title]]))
  )
}

/** Russian titles of the columns that only a search has. */
const ofSearch = { hit: "Находка", place: "Место возле находки", found_in: "Где найдено", link: "Ссылка" }

/** A materialized answer as a table to export. */
export const answerTable = (name: string, locale: Locale): ExportTable => ({
  name,
  query: "select * from answer order by rowid",
  columns: Object.fromEntries(
    Object.entries({
      ...answerTitles(locale),
      ...(name === "search" && locale === "ru" ? ofSearch : {})
    }).flatMap(([column, title]) => (title === undefined ? [] : [[column, { title }]]))
  )
})
