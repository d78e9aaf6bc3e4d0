// A statistic in the words of another engine.
import { combinedNames } from "../dataset/tables.ts"
import type { Statistic } from "../statistics.ts"
import type { Dialect } from "./dialect.ts"
import { expanded, type Parameters } from "./expand.ts"
import { withColumnNames, withCtesOnce } from "./naming.ts"

/** Reads what all archives of a dataset know together, in place of what each knows. */
const withCombined = (sql: string): string =>
  sql.replace(/\b(from|join)(\s+)(\w+)\b/g, (text, word: string, blank: string, table: string) => {
    const combined = combinedNames[table]
    return combined === undefined ? text : `${word}${blank}${combined}`
  })

/**
 * SQL of a built-in statistic for an engine, with its parameters in it; `isOfSeveral` for a dataset of several archives.
 */
export const statisticFor = (
  { sql }: Pick<Statistic, "sql">,
  dialect: Dialect,
  given: Parameters,
  isOfSeveral = false
): string => {
  const single = expanded(sql, dialect, given).trim().replace(/;$/, "")
  const query = isOfSeveral ? withCombined(single) : single
  return dialect.finished(withCtesOnce(withColumnNames(query), dialect.once))
}
