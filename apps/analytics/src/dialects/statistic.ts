// A statistic in the words of another engine.
import { combinedNames } from "../dataset/tables.ts"
import type { Statistic } from "../statistics/statistics.ts"
import type { Dialect } from "./dialect.ts"
import { expanded, type Parameters } from "./expand.ts"
import { withColumnNames, withCtesOnce } from "./naming.ts"
import { isBlank, wordsOf } from "./words.ts"

/** Reads what all archives of a dataset know together, in place of what each knows. */
const withCombined = (sql: string): string => {
  let before = ""
  return wordsOf(sql)
    .map((word) => {
      const combined = /^(?:from|join)$/.test(before) ? combinedNames[word] : undefined
      if (!isBlank(word)) before = word
      return combined ?? word
    })
    .join("")
}

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
