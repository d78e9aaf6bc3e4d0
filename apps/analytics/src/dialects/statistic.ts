// A statistic in the words of another engine.
import type { Statistic } from "../statistics.ts"
import type { Dialect } from "./dialect.ts"
import { expanded, type Parameters } from "./expand.ts"
import { withColumnNames, withCtesOnce } from "./naming.ts"

/** SQL of a built-in statistic for an engine, with its parameters in it. */
export const statisticFor = (
  { sql }: Pick<Statistic, "sql">,
  dialect: Dialect,
  given: Parameters
): string => {
  const query = expanded(sql, dialect, given).trim().replace(/;$/, "")
  return dialect.finished(withCtesOnce(withColumnNames(query), dialect.once))
}
