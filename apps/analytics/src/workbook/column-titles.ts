// Titles of statistics and columns in Russian, as the files of tables and statistics have them; English has the documented
// names. CSV and Parquet keep these in every language.
import type { ExportTable } from "@chatledger/export"
import { statistics } from "../statistics.ts"
import { tables } from "../tables/tables.ts"
import type { Locale } from "./wording.ts"

/** What a statistic tells, in Russian; undefined for one of the user, or in English, where its own title stands. */
export const statisticTitle = (locale: Locale, name: string): string | undefined =>
  locale === "ru" ? statistics().find((statistic) => statistic.name === name)?.russian : undefined

/** Titles of the columns of answers, of those that tables or statistics have. */
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

/** An answer that was kept, as an export wants it. */
export const answerTable = (name: string, locale: Locale): ExportTable => ({
  name,
  query: "select * from answer order by rowid",
  columns: Object.fromEntries(
    Object.entries(answerTitles(locale)).flatMap(([column, title]) =>
      title === undefined ? [] : [[column, { title }]]
    )
  )
})
