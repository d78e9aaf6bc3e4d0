// The macros of `sql/macros` and of a dialect, as texts to expand.
import { dialectSql, macrosSql } from "../sql-files.ts"
import { isName, wordsOf } from "./words.ts"

export interface Macro {
  readonly parameters: ReadonlyArray<string>
  readonly body: string
  readonly isTable: boolean
  /** Whether the text is one of the dialect's own. */
  readonly isOfDialect: boolean
}

const statementsOf = (sql: string): ReadonlyArray<string> => {
  const statements = [""]
  for (const word of wordsOf(sql))
    if (word === ";") statements.push("")
    else statements[statements.length - 1] += word
  return statements
}

const macroIn = (statement: string, isOfDialect: boolean): ReadonlyArray<readonly [string, Macro]> => {
  const [, name = "", parameters = "", table, body = ""] =
    /^\s*create macro (\w+)\(([^)]*)\) as\s+(table\s+)?([\s\S]*)$/.exec(statement) ?? []
  const named = parameters.split(",").map((parameter) => parameter.trim())
  const isTable = table !== undefined
  const macro = { parameters: named.filter(isName), body: body.trim(), isTable, isOfDialect }
  return name === "" ? [] : [[name, macro]]
}

const known = new Map<string, ReadonlyMap<string, Macro>>()

/** The macros of a dialect by name; those that have several forms are calls of the dialect. */
export const macrosOf = (dialect: string): ReadonlyMap<string, Macro> => {
  const before = known.get(dialect)
  if (before !== undefined) return before
  const shared = statementsOf(macrosSql()).flatMap((statement) => macroIn(statement, false))
  const own = statementsOf(dialectSql(dialect)).flatMap((statement) => macroIn(statement, true))
  const read = new Map([...shared, ...own])
  known.set(dialect, read)
  return read
}

/** The body of a macro with the arguments in place of its parameters. Gotcha: a parameter hides a column of its name. */
export const filledBody = ({ body, isTable, parameters }: Macro, given: ReadonlyArray<string>): string => {
  const words = wordsOf(body)
  const filled = words.map((word, at) => {
    const place = words[at - 1] === "." ? -1 : parameters.indexOf(word)
    return place < 0 ? word : (given[place] ?? word)
  })
  return isTable || parameters.length > 0 ? `(${filled.join("")})` : filled.join("")
}
