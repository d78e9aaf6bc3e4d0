// What engines write differently: functions, types and literals of each.
//
// Statistics and macros are written in DuckDB's SQL, in the part of it that other engines share; calls of functions that
// they do not share are replaced by those of a dialect. `test/statistics/shared-sql.ts` says what the shared part is.

/** The value of a parameter; undefined narrows nothing. */
export type ParameterValue = Date | string | ReadonlyArray<string> | undefined

export interface Dialect {
  /** Its file in `sql/dialects` has the macros that need other texts. */
  readonly name: "clickhouse" | "trino"
  /** SQL of a call, by the function's name; the arguments are SQL of the dialect already. */
  readonly calls: Readonly<Record<string, (...given: ReadonlyArray<string>) => string>>
  /** SQL of a type of DuckDB, with NULL among its values. */
  readonly types: Readonly<Record<string, string>>
  /** SQL of a value; of a type of DuckDB if one is given. */
  readonly literal: (value: ParameterValue, type?: string) => string
  /** SQL of a text literal, as the statistics write it. */
  readonly quoted: (text: string) => string
  /** Between a CTE that is mentioned more than once and its query: what makes the engine run it once. */
  readonly once: string
  /** What a list literal begins with. */
  readonly list: string
  /** What is left to rewrite once all calls are replaced. */
  readonly finished: (sql: string) => string
  /** Settings under which the engine answers as DuckDB does. */
  readonly settings: Readonly<Record<string, string | number>>
}
